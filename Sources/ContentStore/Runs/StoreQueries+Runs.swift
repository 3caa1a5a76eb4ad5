import ContentModel
import SQLiteKit
import World

extension StoreQueries {
  /// Runs, newest first.
  public func runs(limit: Int = .max) throws -> [StoredRun] {
    try connection.all(Self.runColumns + " ORDER BY r.id DESC LIMIT $1", limit, make: Self.run)
  }

  /// Runs that have not ended, oldest first.
  public func unendedRuns() throws -> [StoredRun] {
    try connection.all(
      Self.runColumns + " WHERE r.status NOT IN ('finished', 'cancelled') ORDER BY r.id", make: Self.run)
  }

  /// Who wishes that a run come to rest, or nil.
  public func pauseWish(ofRun run: Int64) throws -> String? {
    try connection.first("SELECT pause_wished_by FROM runs WHERE id = $1", run) { $0.optionalText(0) } ?? nil
  }

  /// One run by its row.
  public func run(_ id: Int64) throws -> StoredRun {
    guard let run = try connection.first(Self.runColumns + " WHERE r.id = $1", id, make: Self.run) else {
      throw RunLookupFailure.unknown("row \(id)")
    }
    return run
  }

  /// The run whose uuid begins or ends with a text, or is it; `last` is the newest one.
  public func run(named name: String) throws -> StoredRun {
    if name == "last", let newest = try runs(limit: 1).first { return newest }
    let text = name.lowercased()
    guard !text.isEmpty, text.utf8.allSatisfy({ "0123456789abcdef-".utf8.contains($0) }) else {
      throw RunLookupFailure.unknown(name)
    }
    let matches = try connection.all(
      Self.runColumns + " WHERE r.uuid LIKE $1 OR r.uuid LIKE $2 ORDER BY r.id", text + "%", "%" + text,
      make: Self.run)
    switch matches.count {
    case 0: throw RunLookupFailure.unknown(name)
    case 1: return matches[0]
    default: throw RunLookupFailure.ambiguous(name, matches.count)
    }
  }

  private static var runColumns: String {
    """
    SELECT r.id, r.uuid, r.status, r.reason, a.name, r.selection, r.configuration, r.catalogue_event, r.wanted,
      r.max_drafts, r.currency, r.budget, r.reserved, r.spent, r.fallbacks, r.halvings, r.holder, r.lease_until,
      r.started_at, r.ended_at
    FROM runs r JOIN actors a ON a.id = r.actor
    """
  }

  private static func run(_ row: borrowing Row) throws -> StoredRun {
    StoredRun(
      id: row.integer(0), uuid: row.text(1), status: try Stored.value(row, 2, "runs.status"), reason: row.text(3),
      actor: row.text(4), selection: row.text(5), configuration: row.text(6), catalogueEvent: row.integer(7),
      wanted: row.int(8), maxDrafts: row.int(9), currency: row.text(10),
      budget: row.optionalInteger(11).map(Money.init(billionths:)), reserved: Money(billionths: row.integer(12)),
      spent: Money(billionths: row.integer(13)), fallbacks: row.int(14), halvings: row.int(15),
      holder: row.optionalText(16), leaseUntil: row.optionalInteger(17).map(Timestamp.init(milliseconds:)),
      startedAt: Timestamp(milliseconds: row.integer(18)),
      endedAt: row.optionalInteger(19).map(Timestamp.init(milliseconds:)))
  }
}
