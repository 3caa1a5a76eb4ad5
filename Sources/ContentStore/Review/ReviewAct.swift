import ContentModel
import SQLiteKit
import World

/// What a person did in review.
public enum ReviewAct: String, Hashable, Sendable, CaseIterable {
  case accepted, rejected
  /// Looked at reports of an item and left it as it is.
  case kept
  case assigned, unassigned
}

/// An act that decided what becomes of an item.
public struct ReviewDecision: Hashable, Sendable {
  public var act: ReviewAct
  /// Who decided; nil where an older version of this program did not write it down.
  public var by: String?
  /// When; nil where an older version of this program did not write it down.
  public var at: Timestamp?
  public var reason: String
}

/// Where the reasons of rejections are told again: to the next items of the same kind, section and language.
public struct RejectionPlace: Hashable, Sendable {
  public var kind: String
  public var section: String
  public var language: String

  public init(kind: String, section: String, language: String) {
    self.kind = kind
    self.section = section
    self.language = language
  }
}

extension StoreQueries {
  /// The latest decision about an item, or nil.
  public func lastDecision(ofItem item: Int64) throws -> ReviewDecision? {
    try connection.first(
      """
      SELECT a.act, p.name, a.at, a.reason FROM review_acts a LEFT JOIN actors p ON p.id = a.actor
      WHERE a.item = $1 AND a.act IN ('accepted', 'rejected', 'kept') ORDER BY a.id DESC LIMIT 1
      """, item
    ) { row in
      ReviewDecision(
        act: try Stored.value(row, 0, "review_acts.act"), by: row.optionalText(1),
        at: row.optionalInteger(2).map(Timestamp.init(milliseconds:)), reason: row.text(3))
    }
  }

  /// Why an item is in nobody's hands: who was faster, and when.
  public func whyNothingWaits(of item: Int64) throws -> ReviewConflict {
    let name = try name(ofItem: item)
    guard let last = try lastDecision(ofItem: item) else { return .nothingWaiting(item: name) }
    return switch last.act {
    case .rejected: .alreadyRejected(item: name, by: last.by, at: last.at, reason: last.reason)
    case .kept: .alreadyKept(item: name, by: last.by ?? "somebody", at: last.at)
    default: .alreadyAccepted(item: name, by: last.by ?? "somebody", at: last.at)
    }
  }

  /// Who changed an item last, and when: by a decision, a version or an event.
  public func lastChange(ofItem item: Int64) throws -> (by: String, at: Timestamp) {
    let version = try connection.first(
      """
      SELECT a.name, v.created_at FROM versions v JOIN actors a ON a.id = v.actor
      WHERE v.item = $1 ORDER BY v.number DESC LIMIT 1
      """, item
    ) { (by: $0.text(0), at: $0.integer(1)) }
    let event = try connection.first(
      """
      SELECT a.name, e.at FROM publish_records r JOIN publish_events e ON e.id = r.event JOIN actors a ON a.id = e.actor
      WHERE r.item = $1 ORDER BY r.event DESC LIMIT 1
      """, item
    ) { (by: $0.text(0), at: $0.integer(1)) }
    var last = version ?? (by: "somebody", at: 0)
    if let event, event.at >= last.at { last = event }
    if let decision = try lastDecision(ofItem: item), let by = decision.by, let at = decision.at,
      at.milliseconds >= last.at
    {
      last = (by, at.milliseconds)
    }
    return (last.by, Timestamp(milliseconds: last.at))
  }

  /// Why people have rejected items, by kind, section and language: the newest reasons first, each once, at most 20 of a
  /// place. What was made active all the same does not count. Linear in the number of rejections.
  public func rejectionReasons() throws -> [RejectionPlace: [String]] {
    var reasons: [RejectionPlace: [String]] = [:]
    try connection.forEach(
      """
      SELECT kind, section, language, reason FROM (
        SELECT i.kind, i.section, i.language, a.reason, max(a.id) AS latest, row_number() OVER (
          PARTITION BY i.kind, i.section, i.language ORDER BY max(a.id) DESC) AS place
        FROM review_acts a JOIN items i ON i.id = a.item JOIN versions v ON v.id = a.version
        WHERE a.act = 'rejected' AND a.reason <> '' AND v.review = 'rejected'
          AND i.active_version IS DISTINCT FROM a.version
        GROUP BY i.kind, i.section, i.language, a.reason) AS told
      WHERE place <= 20 ORDER BY latest DESC
      """
    ) { row in
      let place = RejectionPlace(kind: row.text(0), section: row.text(1), language: row.text(2))
      reasons[place, default: []].append(row.text(3))
    }
    return reasons
  }
}

extension StoreTransaction {
  /// Writes an act down, in the name of the one who acts.
  func note(
    _ act: ReviewAct, item: Int64, version: Int64?, person: Int64? = nil, reason: String = ""
  ) throws {
    try connection.run(
      "INSERT INTO review_acts (item, version, act, person, reason, at, actor) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      item, version, act.rawValue, person, reason, world.now().milliseconds, try actorID())
  }
}
