import ContentModel
import ContentStore
import Formats
import Interchange

/// Takes items into the store, inside one transaction of the caller: all of them or none.
///
/// An unknown uuid is kept; a known one, or a known key where the kind allows one item a key, becomes a new version. The
/// same body again changes nothing: that of the active version, else of the newest, or of one that waits in review. A
/// section's former name is read as its present one.
public struct ItemImporter {
  /// Problems beyond so many are counted, not listed.
  private static let mostProblems = 1000

  private let cardinality: [String: KindTraits.Cardinality]
  private let schemaVersions: [String: Int]
  private let hold: Bool
  private let reason: String
  private var check: ImportCheck
  private var outcome = ImportOutcome()
  /// The row of the last item before this import, and the rows of older items that it has changed.
  private var lastBefore: Int64?
  private var changed: Set<Int64> = []
  private var held = HeldBodies()
  private var problems: [ImportProblem] = []
  private var unlisted = 0

  /// - Parameter hold: Whether the items wait for a person instead of becoming active.
  public init(library: Library, catalogue: Catalogue, hold: Bool, reason: String) {
    cardinality = library.kinds.mapValues(\.traits.cardinality)
    schemaVersions = library.kinds.mapValues(\.schemaVersion)
    self.hold = hold
    self.reason = reason
    check = ImportCheck(
      kinds: library.traits, catalogue: catalogue, isRehearsal: library.settings.mode == .rehearsal)
  }

  /// Adds the items of one batch of lines.
  public mutating func add(_ batch: ImportBatch, file: String, to transaction: StoreTransaction) throws {
    // Where the library takes no simulated text, the batch is refused below, and this is taken back with it.
    if batch.items.contains(where: \.isRehearsal) { try transaction.markSimulatedText() }
    var found = batch.problems
    if lastBefore == nil { lastBefore = try transaction.lastItem() }
    let appender = try ItemAppender(transaction)
    for var item in batch.items {
      item.key.section = check.presentName(ofSection: item.key.section)
      if let problem = check.problem(of: item, file: file) {
        found.append(problem)
        continue
      }
      // After the first bad line nothing will be kept: the rest is only checked.
      let isKept = problems.isEmpty && found.isEmpty
      if isKept, item.uuid != nil, cardinality[item.kind] != .one, try append(item, appender, transaction) { continue }
      let known = try known(item, in: transaction)
      if let problem = try misfiled(item, known, file, in: transaction) {
        found.append(problem)
      } else if isKept, let problem = try add(item, known, file, appender, to: transaction) {
        found.append(problem)
      }
    }
    for problem in found.sorted(by: { $0.line < $1.line }) { note(problem) }
  }

  /// Reads a whole file and adds its items.
  public mutating func add(
    file: String, bytes: [UInt8], kind: String? = nil, to transaction: StoreTransaction
  ) throws {
    var reader = ItemLineReader(file: file, kind: kind)
    try add(reader.feed(bytes), file: file, to: transaction)
    try add(reader.finish(), file: file, to: transaction)
  }

  /// Ends the import.
  ///
  /// - Throws: `ImportRefused` with every bad line, so that the transaction is taken back.
  public func finish() throws -> ImportOutcome {
    if problems.isEmpty { return outcome }
    throw ImportRefused(problems: problems, unlisted: unlisted)
  }

  private mutating func note(_ problem: ImportProblem) {
    if problems.count < Self.mostProblems { problems.append(problem) } else { unlisted += 1 }
  }

  /// The row of the item whose uuid it is.
  private func known(_ item: ImportedItem, in transaction: StoreTransaction) throws -> Int64? {
    try item.uuid.flatMap { try transaction.itemID(uuid: $0.description) }
  }

  /// What is wrong with a known uuid that stands at another key.
  private func misfiled(
    _ item: ImportedItem, _ known: Int64?, _ file: String, in transaction: StoreTransaction
  ) throws -> ImportProblem? {
    guard let stored = try known.map({ try transaction.item($0) }), stored.kind != item.kind || stored.key != item.key
    else { return nil }
    return ImportProblem(
      file: file, line: item.line,
      what: "\(stored.uuid) is filed under \(stored.kind) / \(stored.key), not \(item.kind) / \(item.key)",
      hint: "an item keeps its key: give a new item a new uuid, or leave the uuid out")
  }

  /// Adds an item, or says why not.
  private mutating func add(
    _ item: ImportedItem, _ known: Int64?, _ file: String, _ appender: ItemAppender, to transaction: StoreTransaction
  ) throws -> ImportProblem? {
    var known = known
    if known == nil {
      let isOne = cardinality[item.kind] == .one
      if isOne {
        known = try transaction.items(kind: item.kind, key: item.key).first
      } else if item.uuid == nil,
        let other = try held.item(with: item.digest, kind: item.kind, key: item.key, in: transaction)
      {
        if try isUnchanged(other, item.digest, in: transaction) { return nil }
        // It has got another text in this import; some other item may have this one too.
        let others = try transaction.items(kind: item.kind, key: item.key)
        for other in others where try isUnchanged(other, item.digest, in: transaction) { return nil }
      }
    }
    if let known { return try update(known, with: item, file, in: transaction) }
    _ = try append(item, appender, transaction)
    return nil
  }

  /// Adds an item that the store does not know; false where it has the uuid already.
  private mutating func append(
    _ item: ImportedItem, _ appender: ItemAppender, _ transaction: StoreTransaction
  ) throws -> Bool {
    let new = NewItem(
      uuid: item.uuid, kind: item.kind, key: item.key, body: item.body, digest: item.digest,
      schemaVersion: schemaVersions[item.kind] ?? 1)
    guard try appender.add(new, hold: hold, event: { try event(in: transaction) }) else { return false }
    outcome.added += 1
    held.note(item.digest, of: try transaction.lastItem(), kind: item.kind, key: item.key)
    return true
  }

  /// Gives a known item its next version, where the body says something else; once in an import, for an event knows one
  /// version of an item.
  private mutating func update(
    _ known: Int64, with item: ImportedItem, _ file: String, in transaction: StoreTransaction
  ) throws -> ImportProblem? {
    if try isUnchanged(known, item.digest, in: transaction) { return nil }
    let stored = try transaction.item(known)
    if known > lastBefore ?? 0 || !changed.insert(known).inserted {
      return ImportProblem(
        file: file, line: item.line, what: "\(stored.uuid) has another text in this import already",
        hint: cardinality[item.kind] == .one ? "\(item.kind) has one item a key: leave one out" : "leave one out")
    }
    let active = stored.activeVersion
    var version = NewVersion(
      body: item.body, digest: item.digest, origin: .import, schemaVersion: schemaVersions[item.kind] ?? 1)
    if hold { version.review = .waiting }
    let versionID = try transaction.addVersion(version, toItem: known)
    outcome.updated += 1
    held.note(item.digest, of: known, kind: item.kind, key: item.key)
    if hold { return nil }
    try transaction.append(
      PublishRecord(item: known, oldVersion: active, newVersion: versionID), to: try event(in: transaction))
    return nil
  }

  /// Whether an item has this text already; counts it where it has.
  private mutating func isUnchanged(
    _ known: Int64, _ digest: [UInt8], in transaction: StoreTransaction
  ) throws -> Bool {
    let isWaiting = try transaction.isWaiting(digest: digest, ofItem: known)
    guard try isWaiting || transaction.currentDigest(ofItem: known) == digest else { return false }
    outcome.unchanged += 1
    if isWaiting { outcome.waiting += 1 }
    return true
  }

  /// The event of this import, made when the first item needs it.
  private mutating func event(in transaction: StoreTransaction) throws -> Int64 {
    let event = try outcome.event ?? transaction.appendEvent(.import, reason: reason)
    outcome.event = event
    return event
  }
}
