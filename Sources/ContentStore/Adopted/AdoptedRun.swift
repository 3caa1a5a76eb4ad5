import ContentModel
import Formats
import SQLiteKit

/// What another tool called a run that it had begun.
public struct AdoptedRun: Hashable, Sendable {
  public var runID: String
  /// Its configuration, as it came.
  public var config: JSON
  /// Its names of the drafts, by ordinal.
  public var draftIDs: [Int: String]

  public init(runID: String, config: JSON, draftIDs: [Int: String]) {
    self.runID = runID
    self.config = config
    self.draftIDs = draftIDs
  }
}

extension StoreQueries {
  /// What another tool called a run; nil where it was begun here.
  public func adoption(ofRun run: Int64) throws -> AdoptedRun? {
    let found = try connection.first("SELECT run_id, config FROM adopted_runs WHERE run = $1", run) { row in
      AdoptedRun(
        runID: row.text(0), config: try DraftCoding.parse(row.text(1), column: "adopted_runs.config"), draftIDs: [:])
    }
    guard var found else { return nil }
    try connection.forEach("SELECT ordinal, id FROM adopted_drafts WHERE run = $1", run) { row in
      found.draftIDs[row.int(0)] = row.text(1)
    }
    return found
  }

  /// The uuid of the run here that another tool called so, or that has this uuid; nil where there is none.
  public func run(knownAs runID: String) throws -> String? {
    try connection.first(
      """
      SELECT r.uuid FROM runs r WHERE r.uuid = $1
      UNION ALL SELECT r.uuid FROM adopted_runs a JOIN runs r ON r.id = a.run WHERE a.run_id = $2
      """, runID.lowercased(), runID
    ) { $0.text(0) }
  }

  /// The uuids of the items that the drafts of a run have become, by ordinal.
  public func itemUUIDs(ofRun run: Int64) throws -> [Int: String] {
    var uuids: [Int: String] = [:]
    try connection.forEach(
      "SELECT d.ordinal, i.uuid FROM drafts d JOIN items i ON i.id = d.item WHERE d.run = $1", run
    ) { uuids[$0.int(0)] = $0.text(1) }
    return uuids
  }
}

extension StoreTransaction {
  /// Notes what another tool called a run.
  public func note(_ adopted: AdoptedRun, ofRun run: Int64) throws {
    try connection.run(
      "INSERT INTO adopted_runs (run, run_id, config) VALUES ($1, $2, $3)", run, adopted.runID, adopted.config.text)
    for (ordinal, id) in adopted.draftIDs.sorted(by: { $0.key < $1.key }) {
      try connection.run("INSERT INTO adopted_drafts (run, ordinal, id) VALUES ($1, $2, $3)", run, ordinal, id)
    }
  }
}
