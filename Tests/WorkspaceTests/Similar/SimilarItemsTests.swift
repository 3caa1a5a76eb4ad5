import ContentModel
import ContentStore
import Formats
import Quality
import Synchronization
import Testing
import Workspace
import World

@Suite struct SimilarItemsTests {
  private let place = SimilarityPlace(kind: "gap_fill_exercise", section: "adjektive", language: "de")
  private let folder: TestFolder
  private let store: Store

  init() throws {
    folder = try TestFolder()
    store = try Store.open(
      path: folder.path + "/library.db", create: true, actor: "ada", world: .live(environment: [:]))
  }

  private static let pipeline = Result {
    try QualityPipeline(
      settings: RuleSettings(
        yaml: """
          rules:
            near_duplicate:
              text: text
              answers: gaps[].correct
              options: gaps[].distractors
          """, file: "rules.yaml", kind: "gap_fill_exercise"), schema: nil)
  }

  /// A search of its own, as another process has it.
  private func search() throws -> SimilarItems {
    let pipeline = try Self.pipeline.get()
    return SimilarItems(store: store, pipelines: ["gap_fill_exercise": pipeline])
  }

  private static func body(_ noun: String, _ adjective: String, at: String = "am Park") -> JSON {
    [
      "text": .string("Wir haben eine [1] \(noun) \(at). In der Küche steht ein [2] Tisch."),
      "gaps": .array([
        ["no": 1, "correct": .string(adjective + "e"), "distractors": endings(adjective, ["er", "es", "en"])],
        ["no": 2, "correct": .string(adjective + "er"), "distractors": endings(adjective, ["e", "es", "en"])],
      ]),
    ]
  }

  private static func endings(_ stem: String, _ endings: [String]) -> JSON {
    .array(endings.map { .string(stem + $0) })
  }

  private static let other: JSON = [
    "text": "Am Montag [1] Paul mit seinem Onkel nach Bremen, weil dort die Ausstellung beginnt.",
    "gaps": [["no": 1, "correct": "fährt", "distractors": ["fahren", "gefahren", "fuhr"]]],
  ]

  /// Adds an item with one version and returns its row.
  @discardableResult
  private func add(
    _ body: JSON, section: String = "adjektive", language: String = "de", review: Bool = false
  ) async throws -> Int64 {
    try await store.write { transaction in
      let item = try transaction.makeItem(
        kind: "gap_fill_exercise", key: Key(section: section, language: language))
      var version = NewVersion(
        body: body.text, digest: SHA256.digest(of: body.canonicalBytes()), origin: .import, schemaVersion: 1)
      if review { version.review = .waiting }
      let row = try transaction.addVersion(version, toItem: item)
      if !review {
        try transaction.publish(
          .import, reason: "", records: [PublishRecord(item: item, oldVersion: nil, newVersion: row)])
      }
      return item
    }
  }

  private func uuid(_ item: Int64) throws -> String { try store.read { try $0.item(item).uuid } }

  private func found(_ body: JSON, of item: Int64? = nil, before version: Int64? = nil) throws -> [String] {
    try search().find(body, in: place, of: item, before: version).compactMap(\.uuid)
  }

  /// Whether sketches are stored or not makes no difference to what is found.
  @Test(arguments: [false, true]) func aTwinIsFoundInItsSectionAndLanguageOnly(catchesUp: Bool) async throws {
    let twin = try await add(Self.body("Lampe", "klein"))
    try await add(Self.other)
    try await add(Self.body("Lampe", "klein"), section: "dativ")
    try await add(Self.body("Lampe", "klein"), language: "de-AT")
    if catchesUp { #expect(try await search().catchUp() == 4) }
    let search = try search()
    let items = try search.find(Self.body("Vase", "alt", at: "im Flur"), in: place)
    #expect(items.compactMap(\.uuid) == [try uuid(twin)])
    // The first time sketches are read where they stand, from then on in memory.
    for _ in 1...2 { #expect(try search.find(Self.body("Vase", "alt", at: "im Flur"), in: place) == items) }
    #expect(items[0].score.answers == 1)
    #expect(items[0].score.percent >= 50)
    #expect(try found(["text": "Etwas ganz anderes steht hier."]) == [])
  }

  @Test func theMostAlikeComesFirst() async throws {
    let near = try await add(Self.body("Lampe", "alt", at: "am See"))
    let same = try await add(Self.body("Lampe", "alt"))
    let items = try search().find(Self.body("Lampe", "alt"), in: place)
    #expect(items.compactMap(\.uuid) == [try uuid(same), try uuid(near)])
    #expect(items[0].score.percent == 100)
    #expect(try search().find(Self.body("Lampe", "alt"), in: place, limit: 1).count == 1)
  }

  @Test func anItemIsNotItsOwnTwin() async throws {
    let first = try await add(Self.body("Lampe", "alt"))
    let second = try await add(Self.body("Vase", "alt"))
    #expect(try found(Self.body("Lampe", "alt"), of: first) == [try uuid(second)])
    // Of two twins the later one is the duplicate.
    let versions = try store.read { reader in try [first, second].map { try reader.item($0).activeVersion } }
    #expect(try found(Self.body("Lampe", "alt"), of: first, before: versions[0]) == [])
    #expect(try found(Self.body("Vase", "alt"), of: second, before: versions[1]) == [try uuid(first)])
  }

  /// One search is kept while the store changes under it, as in a fill.
  @Test func whatIsCommittedIsKnownAtOnce() async throws {
    let search = try search()
    let body = Self.body("Lampe", "alt")
    #expect(try search.find(body, in: place) == [])
    let first = try await add(body)
    #expect(try search.find(body, in: place).compactMap(\.uuid) == [try uuid(first)])
    try await search.catchUp()
    let second = try await add(Self.body("Lampe", "alt", at: "am See"))
    #expect(try search.find(body, in: place).compactMap(\.uuid) == [try uuid(first), try uuid(second)])
    try await self.search().catchUp()
    #expect(try search.find(body, in: place).compactMap(\.uuid) == [try uuid(first), try uuid(second)])
  }

  /// A run looks for what others add ten times a second.
  @Test func aRunKnowsOfOthersAfterATenthOfASecond() async throws {
    let clock = Mutex(Duration.seconds(5))
    var world = World.live(environment: [:])
    world.uptime = { clock.withLock { $0 } }
    let store = try Store.open(path: folder.path + "/library.db", create: false, actor: "bob", world: world)
    let search = try SimilarItems(store: store, pipelines: ["gap_fill_exercise": Self.pipeline.get()], besides: 7)
    let body = Self.body("Lampe", "alt")
    for _ in 1...2 { #expect(try search.find(body, in: place) == []) }
    let twin = try await add(body)
    clock.withLock { $0 += .milliseconds(99) }
    #expect(try search.find(body, in: place) == [])
    clock.withLock { $0 += .milliseconds(1) }
    #expect(try search.find(body, in: place).compactMap(\.uuid) == [try uuid(twin)])
  }

  @Test func onlyActiveAndWaitingItemsCount() async throws {
    let active = try await add(Self.body("Lampe", "alt"))
    let waiting = try await add(Self.body("Vase", "alt"), review: true)
    try await search().catchUp()
    let body = Self.body("Uhr", "alt")
    #expect(Set(try found(body)) == [try uuid(active), try uuid(waiting)])
    _ = try await store.write { try $0.deactivate(items: [active], reason: "") }
    #expect(try found(body) == [try uuid(waiting)])
    _ = try await store.write { try $0.reject(item: waiting, reason: "") }
    #expect(try found(body) == [])
    _ = try await store.write { try $0.activate(items: [active], reason: "") }
    #expect(try found(body) == [try uuid(active)])
  }

  @Test func anItemThatHasMovedOnIsComparedByItsNewVersion() async throws {
    let item = try await add(Self.body("Lampe", "alt"))
    try await search().catchUp()
    _ = try await store.write { transaction in
      let active = try transaction.item(item).activeVersion
      let version = try transaction.addVersion(
        NewVersion(body: Self.other.text, digest: [1], origin: .person, schemaVersion: 1), toItem: item)
      try transaction.publish(
        .activate, reason: "", records: [PublishRecord(item: item, oldVersion: active, newVersion: version)])
    }
    #expect(try found(Self.body("Lampe", "alt")) == [])
    #expect(try found(Self.other) == [try uuid(item)])
  }

  @Test func catchingUpSketchesWhatIsMissingAndRebuildingAll() async throws {
    for number in 0..<5 { try await add(Self.body("Lampe", "alt", at: "um \(number) Uhr")) }
    #expect(try await search().catchUp() == 5)
    #expect(try await search().catchUp() == 0)
    try await add(Self.other)
    #expect(try await search().catchUp() == 1)
    let before = try blocks()
    #expect(try await search().catchUp(rebuild: true) == 6)
    #expect(try blocks() == before)
  }

  /// Sketches that were made with other settings are no use: nothing is read from them, and they are made anew.
  @Test func sketchesOfAnotherProfileAreMadeAnew() async throws {
    let item = try await add(Self.body("Lampe", "alt"))
    _ = try await store.write { [place] transaction in
      try transaction.addSketches(
        [place: [UInt8](repeating: 7, count: SimilarityScan.entrySize)], entrySize: SimilarityScan.entrySize,
        ofKind: place.kind, after: nil,
        now: SimilarityProgress(profile: "former", sketchedThrough: 99))
    }
    #expect(try found(Self.body("Lampe", "alt")) == [try uuid(item)])
    #expect(try await search().catchUp() == 1)
    #expect(try blocks().map(\.count) == [SimilarityScan.entrySize])
    #expect(try found(Self.body("Lampe", "alt")) == [try uuid(item)])
  }

  @Test func manyAtOnceCatchUp() async throws {
    for number in 0..<20 { try await add(Self.body("Lampe", "alt", at: "um \(number) Uhr")) }
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        let search = try search()
        group.addTask { try await search.catchUp() }
      }
      #expect(try await group.reduce(0, +) == 20)
    }
    #expect(try blocks().map(\.count) == [20 * SimilarityScan.entrySize])
  }

  @Test func aKindWithoutTheCheckIsNotLookedFor() async throws {
    try await add(Self.other)
    let search = SimilarItems(store: store, pipelines: [:])
    #expect(try search.find(Self.other, in: place) == [])
    #expect(try await search.catchUp() == 0)
  }

  private func blocks() throws -> [[UInt8]] {
    try store.read { [place] reader in
      var blocks: [[UInt8]] = []
      try reader.forEachSimilarityBlock(of: place) { blocks.append(Array($0)) }
      return blocks
    }
  }
}

extension SimilarItem {
  fileprivate var uuid: String? { if case .item(let uuid) = twin { uuid } else { nil } }
}
