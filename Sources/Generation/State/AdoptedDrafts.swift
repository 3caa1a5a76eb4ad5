import ContentModel
import ContentStore
import Formats
import Quality
import Workspace

/// The drafts of a state document, judged by the rules, and compared with the library and with each other as a fill does with
/// what comes back. It only reads the store.
struct AdoptedDrafts: Sendable {
  /// In the document's order; of no run yet.
  private(set) var drafts: [StoredDraft] = []
  /// The items that completed drafts become, by ordinal.
  private(set) var uuids: [Int: ItemUUID] = [:]
  private(set) var renamed: [AdoptedState.Renaming] = []

  private let run: ItemUUID
  private let context: FillContext
  private let configuration: FillConfiguration
  private let similar: SimilarItems
  private var twins = DraftTwins()
  /// Digests of bodies that the library holds or that came before, by place.
  private var known: [SimilarityPlace: Set<[UInt8]>] = [:]

  /// - Parameter run: What the run will be called.
  init(
    _ document: RunStateDocument, _ places: AdoptedPlaces, run: ItemUUID, _ context: FillContext,
    _ configuration: FillConfiguration
  ) async throws {
    self.run = run
    self.context = context
    self.configuration = configuration
    let kinds = Set(places.kinds)
    similar = SimilarItems(store: context.store, pipelines: context.pipelines.filter { kinds.contains($0.key) })
    try await similar.catchUp()
    for (index, exercise) in document.exercises.enumerated() {
      var draft = try draft(exercise, kind: places.kinds[index], key: places.keys[index], index + 1)
      if draft.state == .completed { name(exercise, draft.ordinal) }
      try judge(&draft)
      drafts.append(draft)
    }
  }

  /// Gives the item of a completed exercise its uuid: the document's, where it is one.
  private mutating func name(_ exercise: RunStateDocument.Exercise, _ ordinal: Int) {
    if let uuid = exercise.item.flatMap(ItemUUID.init) {
      uuids[ordinal] = uuid
      return
    }
    let world = context.world
    let uuid = ItemUUID.version7(milliseconds: world.now().milliseconds, randomBits: world.randomBits)
    uuids[ordinal] = uuid
    if let name = exercise.item { renamed.append(.init(exercise: exercise.id, name: name, uuid: uuid)) }
  }

  private func draft(
    _ exercise: RunStateDocument.Exercise, kind name: String, key: Key, _ ordinal: Int
  ) throws -> StoredDraft {
    guard let kind = context.kinds[name], let section = context.catalogue.sections[key.section] else {
      throw DraftWithoutPlace(place: "section \(key.section)")
    }
    let options = try kind.options(section: section, topic: key.topic.flatMap { context.catalogue.topics[$0] })
    var draft = StoredDraft(run: 0, ordinal: ordinal, kind: name, key: key, options: .object(options))
    draft.state = exercise.status
    draft.asked = max(exercise.iteration, exercise.body == nil ? 0 : 1)
    draft.body = exercise.body
    draft.assessment = exercise.assessment
    if draft.state == .dropped { draft.dropReason = exercise.assessment?.passed == false ? "assessment" : "adopted" }
    return draft
  }

  /// Lets the rules judge the text of a draft, and the draft go where they send it.
  private mutating func judge(_ draft: inout StoredDraft) throws {
    guard let body = draft.body, let kind = context.kinds[draft.kind] else { return }
    let compared = similar.profile(ofKind: draft.kind).map {
      ComparedBody(body, profile: $0, language: draft.key.language)
    }
    draft.findings = try findings(of: body, draft, compared)
    let isBroken = draft.findings.hasCritical
    let isLow = draft.findings.score < configuration.policy(for: kind).threshold
    var critique: String?
    if let assessment = draft.assessment, !assessment.passed {
      critique = assessment.explanation
      draft.findings.append(DraftMachine.finding(of: assessment))
    }
    draft.turns = [DraftTurn(text: body.text, critique: critique, findings: draft.findings)]
    if draft.state == .pendingAssessment {
      let mayAsk = draft.asked <= configuration.policy(for: kind).retries
      if mayAsk, isBroken || isLow {
        draft.state = .pendingRegeneration
      } else if isBroken {
        draft.state = .dropped
        draft.dropReason = draft.findings.first?.rule
      }
    }
    if draft.state.stands {
      if let compared { twins.add(compared, ofDraft: draft.ordinal, in: SimilarityPlace(draft)) }
      known[SimilarityPlace(draft), default: []].insert(SHA256.digest(of: body.canonicalBytes()))
    }
  }

  /// What the rules say of a text, its twins in the library and in the document included.
  ///
  /// A text of another tool was not asked for with the kind's options, so it is not held to them.
  private mutating func findings(of body: JSON, _ draft: StoredDraft, _ compared: ComparedBody?) throws -> [Finding] {
    let place = SimilarityPlace(draft)
    guard let pipeline = context.pipelines[draft.kind] else { return [] }
    var subject = try context.subjects.subject(body, kind: draft.kind, key: draft.key, in: context.store)
    if let compared { subject.similar = try similar.find(compared, in: place, limit: 1) }
    var findings = pipeline.judge(subject).findings
    if let compared, subject.similar.isEmpty, !findings.hasCritical,
      let twin = twins.nearest(
        to: compared, ofDraft: draft.ordinal, in: place,
        standing: { [drafts] in drafts[$0 - 1].state.stands ? drafts[$0 - 1].body : nil })
    {
      let name =
        uuids[twin.ordinal].map { SimilarItem.Twin.item(uuid: $0.description) }
        ?? .draft(name: DraftName(run: String(run.description.suffix(8)), ordinal: twin.ordinal).description)
      subject.similar = [SimilarItem(name, score: twin.score)]
      findings = Judgement(findings: findings + pipeline.nearDuplicates(subject)).findings
    }
    if try isRepeated(body, place), !findings.hasCritical { findings.insert(.repeatedItem, at: 0) }
    return findings
  }

  /// Whether the library, or the document before it, holds the very same body.
  private mutating func isRepeated(_ body: JSON, _ place: SimilarityPlace) throws -> Bool {
    if known[place] == nil {
      known[place] = try context.store.read {
        try $0.digests(kind: place.kind, section: place.section, language: place.language)
      }
    }
    return known[place]?.contains(SHA256.digest(of: body.canonicalBytes())) ?? false
  }
}
