import ContentModel
import SQLiteKit
import World

/// What a person thought of a sampled item.
public enum AuditVerdict: String, Hashable, Sendable, CaseIterable { case good, bad }

/// A random sample of what a run has brought, and how far it has been judged.
public struct AuditSample: Hashable, Sendable {
  /// The row, for use inside the program only.
  public var id: Int64
  public var runUUID: String
  /// Gives the same sample again as long as the run's items are the same.
  public var seed: Int64
  /// How many items it was drawn from.
  public var population: Int
  public var size: Int
  public var judged: Int
  public var good: Int
  /// Who drew it, and when.
  public var by: String
  public var at: Timestamp
}

/// An item of a sample, in the version that was drawn.
public struct AuditedItem: Hashable, Sendable {
  /// From 1, in the order in which they were drawn.
  public var ordinal: Int
  /// The row of the item.
  public var item: Int64
  public var uuid: String
  public var key: Key
  public var number: Int
  public var verdict: AuditVerdict?
  public var reason: String
  /// Who judged it, and when; nil until then.
  public var by: String?
  public var at: Timestamp?
}

/// An item that a run has brought, and the version.
public struct SampledVersion: Hashable, Sendable {
  public var item: Int64
  public var version: Int64
}

extension StoreQueries {
  /// What a run has brought and nobody has rejected or withdrawn, item by item, each in its newest version of that run.
  public func auditPopulation(ofRun run: Int64) throws -> [SampledVersion] {
    try connection.all(
      """
      SELECT item, max(id) FROM versions
      WHERE run = $1 AND body IS NOT NULL AND coalesce(review, '') NOT IN ('rejected', 'withdrawn')
      GROUP BY item ORDER BY item
      """, run
    ) { SampledVersion(item: $0.integer(0), version: $0.integer(1)) }
  }

  /// The samples that were drawn, newest first.
  ///
  /// - Parameter run: The row of a run, for its samples only.
  public func audits(ofRun run: Int64? = nil) throws -> [AuditSample] {
    try connection.all(
      """
      SELECT s.id, u.uuid, s.seed, s.population, p.name, s.at,
        (SELECT count(*) FROM audit_items x WHERE x.audit = s.id),
        (SELECT count(*) FROM audit_items x WHERE x.audit = s.id AND x.verdict IS NOT NULL),
        (SELECT count(*) FROM audit_items x WHERE x.audit = s.id AND x.verdict = 'good')
      FROM audits s JOIN runs u ON u.id = s.run JOIN actors p ON p.id = s.actor
      \(run == nil ? "" : "WHERE s.run = $1 ")ORDER BY s.id DESC
      """, run.map { [$0] } ?? []
    ) { row in
      AuditSample(
        id: row.integer(0), runUUID: row.text(1), seed: row.integer(2), population: row.int(3), size: row.int(6),
        judged: row.int(7), good: row.int(8), by: row.text(4), at: Timestamp(milliseconds: row.integer(5)))
    }
  }

  /// The items of a sample, in the order in which they were drawn.
  public func items(ofAudit audit: Int64) throws -> [AuditedItem] {
    try connection.all(
      """
      SELECT x.ordinal, i.id, i.uuid, i.section, i.topic, i.sku, i.language, v.number, x.verdict, x.reason, p.name, x.at
      FROM audit_items x JOIN items i ON i.id = x.item JOIN versions v ON v.id = x.version
      LEFT JOIN actors p ON p.id = x.actor WHERE x.audit = $1 ORDER BY x.ordinal
      """, audit
    ) { row in
      AuditedItem(
        ordinal: row.int(0), item: row.integer(1), uuid: row.text(2), key: Self.key(row, from: 3), number: row.int(7),
        verdict: row.isNull(8) ? nil : try Stored.value(row, 8, "audit_items.verdict"), reason: row.text(9),
        by: row.optionalText(10), at: row.optionalInteger(11).map(Timestamp.init(milliseconds:)))
    }
  }

  /// The newest sample that an item is in, or nil.
  ///
  /// - Parameter run: The row of a run, for its samples only.
  public func newestAudit(ofItem item: Int64, run: Int64? = nil) throws -> Int64? {
    try connection.first(
      """
      SELECT x.audit FROM audit_items x JOIN audits s ON s.id = x.audit
      WHERE x.item = $1 AND s.run = coalesce($2, s.run) ORDER BY x.audit DESC LIMIT 1
      """, item, run
    ) { $0.integer(0) }
  }
}

extension StoreTransaction {
  /// Records a sample.
  ///
  /// - Parameters:
  ///   - run: The row of the run.
  ///   - chosen: In the order in which they were drawn.
  /// - Returns: The row.
  public func addAudit(ofRun run: Int64, seed: Int64, population: Int, chosen: [SampledVersion]) throws -> Int64 {
    try connection.run(
      "INSERT INTO audits (run, seed, population, at, actor) VALUES ($1, $2, $3, $4, $5)", run, seed, population,
      world.now().milliseconds, try actorID())
    let audit = connection.lastInsertedRowID
    for (index, entry) in chosen.enumerated() {
      try connection.run(
        "INSERT INTO audit_items (audit, ordinal, item, version) VALUES ($1, $2, $3, $4)", audit, index + 1, entry.item,
        entry.version)
    }
    return audit
  }

  /// Records what the one who acts thinks of an item, in the newest sample that it is in. Who judged first may change the
  /// judgement.
  ///
  /// - Parameter run: The row of a run, for its samples only.
  /// - Returns: Whether anything has changed.
  /// - Throws: `AuditConflict` where it is in none, or somebody else has judged it.
  public func judge(item: Int64, run: Int64? = nil, _ verdict: AuditVerdict, reason: String) throws -> Bool {
    let name = try name(ofItem: item)
    guard let audit = try newestAudit(ofItem: item, run: run) else {
      let uuid = try run.map { String(try self.run($0).uuid.suffix(8)) }
      throw AuditConflict.notSampled(item: name, run: uuid)
    }
    let former = try items(ofAudit: audit).first { $0.item == item }
    if let former, let given = former.verdict, let by = former.by, let at = former.at {
      if by != actorName { throw AuditConflict.alreadyJudged(item: name, verdict: given, by: by, at: at) }
      if given == verdict && former.reason == reason { return false }
    }
    try connection.run(
      "UPDATE audit_items SET verdict = $1, reason = $2, at = $3, actor = $4 WHERE audit = $5 AND item = $6",
      verdict.rawValue, reason, world.now().milliseconds, try actorID(), audit, item)
    return true
  }
}
