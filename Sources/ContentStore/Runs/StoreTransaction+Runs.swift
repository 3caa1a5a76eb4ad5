import ContentModel
import SQLiteKit
import World

/// Why a run cannot be worked on.
public enum RunConflict: Failure, Hashable {
  /// Another living process has it; `silentSince` where its lease is over, and yet it keeps the run's lock.
  case held(run: String, holder: String, silentSince: Timestamp? = nil)
  /// It has ended.
  case ended(run: String, status: RunStatus)

  public var message: String {
    switch self {
    case .held(let run, let holder, let silent):
      "run \(run) is being worked on by \(holder)"
        + (silent.map { ", which has given no sign of life since \($0.shortDescription) UTC" } ?? "")
    case .ended(let run, let status): "run \(run) is \(status.rawValue): there is nothing to go on with"
    }
  }

  public var hint: String? {
    switch self {
    case .held(_, let holder, .some):
      "it may have been stopped: `kill -CONT \(Self.process(holder))` lets it go on; after "
        + "`kill -KILL \(Self.process(holder))` the run can be resumed"
    case .held: "wait for it to end, or stop it with Ctrl-C there"
    case .ended: "`libtool fill` begins a new run for what is still missing"
    }
  }

  public var exitCode: ExitCode { if case .held = self { .busy } else { .failed } }

  /// The number of the process in `host:pid`.
  private static func process(_ holder: String) -> Substring {
    holder.split(separator: ":").last ?? Substring(holder)
  }
}

extension StoreTransaction {
  /// Begins a run, held by a process.
  public func makeRun(_ new: NewRun, uuid: ItemUUID, holder: String, leaseUntil: Timestamp) throws -> Int64 {
    try connection.run(
      """
      INSERT INTO runs (uuid, status, actor, selection, configuration, catalogue_event, wanted, max_drafts, currency,
        budget, holder, lease_until, started_at)
      VALUES ($1, 'running', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """, uuid.description, try actorID(), new.selection, new.configuration, new.catalogueEvent, new.wanted,
      new.maxDrafts, new.currency, new.budget?.billionths, holder, leaseUntil.milliseconds, world.now().milliseconds)
    return connection.lastInsertedRowID
  }

  /// Takes a run over from a process that is gone or has let go of it.
  ///
  /// - Parameter isLiving: Whether the run's present holder is alive.
  public func takeRun(_ run: StoredRun, holder: String, leaseUntil: Timestamp, isLiving: Bool) throws {
    // What was known of the run may be old: it may have ended meanwhile.
    let status = try self.run(run.id).status
    if status.isEnded { throw RunConflict.ended(run: String(run.uuid.suffix(8)), status: status) }
    if isLiving, let present = run.holder {
      throw RunConflict.held(run: String(run.uuid.suffix(8)), holder: present)
    }
    try connection.run(
      """
      UPDATE runs SET status = 'running', reason = '', holder = $1, lease_until = $2, pause_wished_by = NULL
      WHERE id = $3 AND holder IS NOT DISTINCT FROM $4
      """, holder, leaseUntil.milliseconds, run.id, run.holder)
    guard connection.changes == 1 else {
      throw RunConflict.held(run: String(run.uuid.suffix(8)), holder: "another process")
    }
  }

  /// A sign of life of a run's holder.
  public func renewLease(ofRun run: Int64, until: Timestamp) throws {
    try connection.run("UPDATE runs SET lease_until = $1 WHERE id = $2", until.milliseconds, run)
  }

  /// Lets go of a run, with its new status.
  public func releaseRun(_ run: Int64, status: RunStatus, reason: String) throws {
    try connection.run(
      """
      UPDATE runs SET status = $1, reason = $2, holder = NULL, lease_until = NULL, ended_at = $3 WHERE id = $4
      """, status.rawValue, reason, status.isEnded ? world.now().milliseconds : nil, run)
  }

  /// Wishes that a run come to rest; the process that works on it looks before each call.
  public func wishPause(ofRun run: Int64) throws {
    try connection.run("UPDATE runs SET pause_wished_by = $1 WHERE id = $2", actorName, run)
  }

  /// Changes the most a run may spend.
  public func setBudget(_ budget: Money?, ofRun run: Int64) throws {
    try connection.run("UPDATE runs SET budget = $1 WHERE id = $2", budget?.billionths, run)
  }

  /// Counts what became of groups: fallbacks to single calls, and halvings after an answer that was cut off.
  public func countGroups(ofRun run: Int64, fallbacks: Int, halvings: Int) throws {
    if fallbacks == 0, halvings == 0 { return }
    try connection.run(
      "UPDATE runs SET fallbacks = fallbacks + $1, halvings = halvings + $2 WHERE id = $3", fallbacks, halvings, run)
  }
}
