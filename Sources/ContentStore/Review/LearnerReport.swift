import ContentModel
import Formats
import SQLiteKit
import World

/// What has become of a report.
public enum ReportOutcome: String, Hashable, Sendable, CaseIterable {
  /// The item stayed as it was.
  case kept
  /// Another version took its place.
  case replaced
  case deactivated
}

/// What a learner has said of an item.
public struct LearnerReport: Hashable, Sendable {
  public var reportedAt: Timestamp
  /// As it came: clean it before it is shown.
  public var text: String

  public init(reportedAt: Timestamp, text: String) {
    self.reportedAt = reportedAt
    self.text = text
  }
}

extension StoreQueries {
  /// The open reports of an item, oldest first.
  public func openReports(ofItem item: Int64) throws -> [LearnerReport] {
    try connection.all(
      "SELECT reported_at, text FROM reports WHERE item = $1 AND closed_at IS NULL ORDER BY reported_at, id", item
    ) { LearnerReport(reportedAt: Timestamp(milliseconds: $0.integer(0)), text: $0.text(1)) }
  }
}

extension StoreTransaction {
  /// Takes a report in; false where it is there already, open or closed.
  public func add(_ report: LearnerReport, ofItem item: Int64) throws -> Bool {
    try connection.run(
      """
      INSERT INTO reports (item, reported_at, text, digest, imported_at, imported_by) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (item, reported_at, digest) DO NOTHING
      """, item, report.reportedAt.milliseconds, report.text, SHA256.digest(of: Array(report.text.utf8)),
      world.now().milliseconds, try actorID())
    return connection.changes == 1
  }

  /// Closes an item's open reports, in the name of the one who acts; how many they were.
  @discardableResult
  public func closeReports(ofItem item: Int64, as outcome: ReportOutcome) throws -> Int {
    try connection.run(
      "UPDATE reports SET outcome = $1, closed_at = $2, closed_by = $3 WHERE item = $4 AND closed_at IS NULL",
      outcome.rawValue, world.now().milliseconds, try actorID(), item)
    return connection.changes
  }

  /// Leaves an active item as it is, and closes its reports.
  ///
  /// - Returns: How many were closed.
  /// - Throws: `ReviewConflict` where none are open, with the name of the one who was faster.
  public func keep(item: Int64) throws -> Int {
    guard let reported = try reportedVersions(ofItem: item).first else { throw try whyNothingWaits(of: item) }
    try note(.kept, item: item, version: reported.version)
    try endAssignment(ofItem: item)
    return try closeReports(ofItem: item, as: .kept)
  }

  /// Rejects the active version of an item that learners have reported, and closes its reports.
  ///
  /// - Returns: The record that takes it out of what is active, the version's number, and how many reports were closed; the
  ///   caller publishes the record in the same transaction.
  /// - Throws: `ReviewConflict` where none are open, with the name of the one who was faster.
  public func rejectReported(
    item: Int64, reason: String
  ) throws -> (record: PublishRecord, number: Int, reports: Int) {
    guard let reported = try reportedVersions(ofItem: item).first else { throw try whyNothingWaits(of: item) }
    try connection.run(
      "UPDATE versions SET review = 'rejected', review_reason = $1 WHERE id = $2", reason, reported.version)
    try note(.rejected, item: item, version: reported.version, reason: reason)
    try endAssignment(ofItem: item)
    let closed = try closeReports(ofItem: item, as: .deactivated)
    return (PublishRecord(item: item, oldVersion: reported.version, newVersion: nil), reported.number, closed)
  }
}
