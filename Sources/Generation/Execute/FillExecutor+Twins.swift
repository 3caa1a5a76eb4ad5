import ContentModel
import ContentStore
import Formats
import Quality

extension FillExecutor {
  /// Tells of texts that are nearly the same as one that this run has made and that stands, though the store may not hold
  /// it yet; in the order of ordinals, so that of two twins in one answer the later one is named.
  ///
  /// - Parameter compared: The texts of the answer, as they are compared.
  mutating func tellTwins(_ reading: inout CallReading, compared: [Int: CallReader.Compared]) throws {
    /// Texts of this answer that will stand.
    var coming: [Int: JSON] = [:]
    for ordinal in reading.texts.keys.sorted() {
      var draft = machine.drafts[ordinal - 1]
      guard var text = reading.texts[ordinal], let own = compared[ordinal], let kind = context.kinds[draft.kind],
        draft.state == .pendingGeneration || draft.state == .pendingRegeneration
      else { continue }
      let place = SimilarityPlace(draft)
      if !text.findings.hasCritical, !own.hasTwin,
        let nearest = try twins.nearest(
          to: own.body, ofDraft: ordinal, in: place,
          standing: { [coming, machine, run, context] ordinal in
            try coming[ordinal] ?? Self.standingText(of: machine.drafts[ordinal - 1], run, context)
          })
      {
        text.findings = try findings(of: text, draft, twin: nearest)
        reading.texts[ordinal] = text
      }
      // Whether it stands is the machine's to say.
      _ = try DraftMachine.apply(.answered(text), to: &draft, policy: configuration.policy(for: kind))
      guard draft.state.stands else { continue }
      coming[ordinal] = text.body
      twins.add(own.body, ofDraft: ordinal, in: place)
    }
  }

  /// The text of a draft that counts: accepted, or waiting for its assessment. One that the machine has let go of stands in
  /// the store.
  private static func standingText(of draft: StoredDraft, _ run: StoredRun, _ context: FillContext) throws -> JSON? {
    guard draft.state.stands else { return nil }
    return try draft.body ?? context.store.read { try $0.draft(draft.ordinal, ofRun: run.id)?.body }
  }

  private func findings(
    of text: JudgedText, _ draft: StoredDraft, twin: (ordinal: Int, score: SimilarityScore)
  ) throws -> [Finding] {
    guard let pipeline = context.pipelines[draft.kind] else { return text.findings }
    let name =
      uuids[twin.ordinal].map { SimilarItem.Twin.item(uuid: $0.description) }
      ?? .draft(name: DraftName(run: String(run.uuid.suffix(8)), ordinal: twin.ordinal).description)
    var subject = context.subjects.subject(text.body, kind: draft.kind, key: draft.key)
    subject.similar = [SimilarItem(name, score: twin.score)]
    return Judgement(findings: text.findings + pipeline.nearDuplicates(subject)).findings
  }

  /// Gives the items that accepted drafts become their uuids, by which their twins name them.
  mutating func nameItems(of change: RunChange) {
    for (ordinal, _) in change.accepted {
      uuids[ordinal] = .version7(
        milliseconds: context.world.now().milliseconds, randomBits: context.world.randomBits)
    }
  }

  /// The uuids of the items that a change makes, by ordinal.
  func uuids(of change: RunChange) -> [Int: ItemUUID] {
    var own: [Int: ItemUUID] = [:]
    for (ordinal, _) in change.accepted { own[ordinal] = uuids[ordinal] }
    return own
  }
}

extension DraftState {
  /// Whether a draft's text counts as made.
  var stands: Bool { self == .completed || self == .pendingAssessment }
}
