import ContentModel
import SQLiteKit

/// How much a store holds.
public struct StoreVolume: Hashable, Sendable {
  public var items: Int
  public var versions: Int
  public var runs: Int
  /// Stored requests and raw answers.
  public var exchanges: Int
  /// The bytes of these, as they are stored.
  public var exchangeBytes: Int
  public var exports: Int
  /// Bytes of the file that nothing is in any more, and that it will use again.
  public var freeBytes: Int

  public init(
    items: Int = 0, versions: Int = 0, runs: Int = 0, exchanges: Int = 0, exchangeBytes: Int = 0, exports: Int = 0,
    freeBytes: Int = 0
  ) {
    self.items = items
    self.versions = versions
    self.runs = runs
    self.exchanges = exchanges
    self.exchangeBytes = exchangeBytes
    self.exports = exports
    self.freeBytes = freeBytes
  }
}

/// Calls of a run whose outcome nobody knows.
public struct UnknownCalls: Hashable, Sendable {
  /// The run's uuid.
  public var run: String
  /// The calls' uuids, oldest first.
  public var calls: [String]
  /// What stays reserved for them.
  public var reserved: Money
  public var currency: String

  public init(run: String, calls: [String], reserved: Money, currency: String) {
    self.run = run
    self.calls = calls
    self.reserved = reserved
    self.currency = currency
  }
}

extension StoreReader {
  /// Counts what the store holds. Linear in it; bodies are not read.
  public func volume() throws -> StoreVolume {
    func number(_ sql: String) throws -> Int { try connection.first(sql) { $0.int(0) } ?? 0 }
    func bytes(_ table: String) throws -> (count: Int, bytes: Int) {
      try connection.first("SELECT count(*), coalesce(sum(length(body)), 0) FROM \(table)") { ($0.int(0), $0.int(1)) }
        ?? (0, 0)
    }
    let requests = try bytes("requests")
    let answers = try bytes("answers")
    return StoreVolume(
      items: try number("SELECT count(*) FROM items"), versions: try number("SELECT count(*) FROM versions"),
      runs: try number("SELECT count(*) FROM runs"), exchanges: requests.count + answers.count,
      exchangeBytes: requests.bytes + answers.bytes, exports: try number("SELECT count(*) FROM exports"),
      freeBytes: Int(try connection.pragma("freelist_count") * connection.pragma("page_size")))
  }

  /// The calls of all runs whose outcome nobody knows, by their runs, oldest first.
  public func unknownCalls() throws -> [UnknownCalls] {
    var found: [UnknownCalls] = []
    try connection.forEach(
      """
      SELECT r.uuid, a.uuid, a.reserved, r.currency FROM runs r
      JOIN attempts a ON a.run = r.id AND a.state = 'unknown' ORDER BY r.id, a.id
      """
    ) { row in
      let run = row.text(0)
      if found.last?.run != run {
        found.append(UnknownCalls(run: run, calls: [], reserved: .zero, currency: row.text(3)))
      }
      found[found.count - 1].calls.append(row.text(1))
      found[found.count - 1].reserved += Money(billionths: row.integer(2))
    }
    return found
  }
}
