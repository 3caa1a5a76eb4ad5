import ContentModel
import ContentStore
import Formats
import World

/// An item of a test and its versions, by row.
struct SampleItem: Sendable {
  var item: Int64
  var versions: [Int64]

  func version(_ number: Int) -> Int64 { versions[number - 1] }
}

extension Key {
  static let weekend = Key(section: "passiv", topic: "freizeit_10_wochenende", language: "de")
}

extension NewVersion {
  static func sample(_ number: Int, _ origin: VersionOrigin = .import, run: Int64? = nil) -> NewVersion {
    var new = NewVersion(
      body: "{\"text\":\"[1] trinke ich Tee Nummer \(number).\"}",
      digest: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 32), origin: origin, schemaVersion: 1)
    new.run = run
    return new
  }
}

extension StoreTransaction {
  /// An item with so many versions, none of them active.
  func sample(
    _ key: Key = .weekend, kind: String = "gap_fill_exercise", uuid: String? = nil, versions: Int = 1,
    origin: VersionOrigin = .import, run: Int64? = nil
  ) throws -> SampleItem {
    let item = try makeItem(uuid: uuid.flatMap(ItemUUID.init), kind: kind, key: key)
    let rows = try (0..<versions).map { try addVersion(.sample($0 + 1, origin, run: run), toItem: item) }
    return SampleItem(item: item, versions: rows)
  }

  /// An event that activates a version of one item.
  @discardableResult
  func activate(_ version: Int64?, of item: Int64, _ action: PublishAction = .activate, run: Int64? = nil) throws
    -> Int64?
  {
    try publish(
      action, reason: "", run: run,
      records: [PublishRecord(item: item, oldVersion: try self.item(item).activeVersion, newVersion: version)])
  }

  /// Rolls one item back, as the command does.
  @discardableResult
  func rollBack(_ item: Int64) throws -> Int64? {
    try publish(.rollback, reason: "", records: [try rollbackRecord(ofItem: item)])
  }

  /// A run with drafts of the weekend's key, held by process 7 of this machine for a minute.
  func sampleRun(drafts: Int = 1, budget: Money? = nil, holder: String = "desk:7") throws -> Int64 {
    let event = try lastEvent() == 0 ? try appendEvent(.catalogue, reason: "first") : try lastEvent()
    let uuid = ItemUUID.version7(milliseconds: world.now().milliseconds, randomBits: world.randomBits)
    let run = try makeRun(
      NewRun(
        selection: "--section passiv", configuration: "{}", catalogueEvent: event, wanted: drafts,
        maxDrafts: drafts * 2, currency: "EUR", budget: budget),
      uuid: uuid, holder: holder, leaseUntil: world.now().advanced(byMilliseconds: 60_000))
    for ordinal in 0..<drafts {
      try insert(
        StoredDraft(run: run, ordinal: ordinal + 1, kind: "gap_fill_exercise", key: .weekend, options: ["gaps": 4]))
    }
    return run
  }

  /// The row of a reserved call for the first drafts of a run; nil where the budget does not hold it.
  func sampleCall(
    ofRun run: Int64, worstCase: Money, role: Role = .generation, drafts: Int = 1, from first: Int = 1,
    inputTokensSingle: Int = 0
  ) throws -> Int64? {
    try reserve(
      NewAttempt(
        uuid: "call-\(world.randomBits())", run: run, role: role, provider: "simulated", model: "sim-1",
        promptHash: "hash", slots: (0..<drafts).map { (first + $0, "s\($0 + 1)") }, worstCase: worstCase,
        inputTokensSingle: inputTokensSingle))
  }

  func answer(_ attempt: Int64, body: String = "{}") throws {
    try storeAnswer(ofAttempt: attempt, status: 200, headers: "", body: StoredBytes(Array(body.utf8)))
  }

  func settle(
    _ attempt: Int64, run: Int64, cost: Money, usage: TokenUsage = TokenUsage(), costSingle: Money? = nil
  ) throws {
    try settle(
      AttemptSettlement(
        attempt: attempt, run: run, usage: usage, cost: cost, finishReason: "stop", inputTokensSingle: nil,
        costSingle: costSingle, shares: []))
  }
}

extension Finding {
  static func sample(_ rule: String = "gap_numbering", _ severity: Severity = .warning, penalty: Int = 10) -> Finding {
    Finding(
      rule: rule, ruleVersion: 2, severity: severity, penalty: penalty, message: "gap 2 is missing", fix: "number it")
  }
}
