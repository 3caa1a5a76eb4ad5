import Dispatch
import Synchronization

/// The one writer of a process: gathers what is asked for within a short window into one transaction, so that many writes
/// share one sync of the disk.
///
/// Writes happen in the order in which they were submitted.
///
/// A write that throws takes back only itself: the transaction is taken back whole, and made again with a savepoint for each
/// write. So a closure may run twice, and only what it does to the database counts. A write is done when its transaction is
/// committed, never before. When the commit fails, every write of the transaction fails with its error.
public final class GroupCommitWriter: Sendable {
  private struct Pending: Sendable {
    var jobs: [Job] = []
    /// When the queue looks next; nil while there are no jobs.
    var due: DispatchTime?
    /// When the first and the last of those jobs came that somebody waits for.
    var first: DispatchTime?
    var last = DispatchTime.now()
    var isClosed = false
  }

  private let pending = Mutex(Pending())
  private let connection: Mutex<Connection?>
  private let committed = Atomic(0)
  private let refused = Mutex<SQLiteError?>(nil)
  private let queue = DispatchQueue(label: "group commit", qos: .userInitiated)
  private let window: DispatchTimeInterval
  /// While writes follow each other within this time the window stays open, up to `bound`.
  private let gap: DispatchTimeInterval
  private let bound: DispatchTimeInterval
  /// How long a write that nobody waits for stands in line where no other comes.
  private let patience: DispatchTimeInterval

  /// Takes over a connection: nobody else may use it from now on.
  ///
  /// - Parameter window: Milliseconds for which the first write of a transaction waits for others to join it; up to four times
  ///   as long while others follow each other within half of it. 0 commits at once; a few milliseconds keep answers that
  ///   arrive together together.
  public init(_ connection: sending Connection, window: Int) {
    self.connection = Mutex(connection)
    self.window = .milliseconds(window)
    gap = .microseconds(window * 500)
    bound = .milliseconds(window * 4)
    patience = .milliseconds(window * 25)
  }

  /// How many transactions have been committed.
  public var commits: Int { committed.load(ordering: .relaxed) }

  /// The first error with which SQLite refused a write for another reason than a constraint: a full disk, an I/O error, a
  /// lock. Known before any write that follows is begun, and before the one who asked for it is told.
  public var refusal: SQLiteError? { refused.withLock { $0 } }

  /// Runs a closure on the writer's connection, perhaps twice, and returns its result when it is durable.
  ///
  /// Throws what the closure throws, or the `SQLiteError` of the commit, or `WriterClosed`.
  public func write<Result: Sendable>(
    _ body: @escaping @Sendable (Connection) throws -> Result
  ) async throws -> Result {
    try await submit(body).value
  }

  /// Puts a closure in line for the writer's connection, without waiting for it. It may run twice.
  ///
  /// - Parameter isUrgent: Whether it opens a window. Else it joins the next transaction, and has one of its own only after
  ///   25 windows.
  public func submit<Result: Sendable>(
    isUrgent: Bool = true, _ body: @escaping @Sendable (Connection) throws -> Result
  ) -> PendingWrite<Result> {
    let pending = PendingWrite<Result>()
    enqueue(
      Job(
        run: { connection, inSavepoint in
          let result = Swift.Result {
            try inSavepoint ? connection.savepoint { try body(connection) } : body(connection)
          }
          return Outcome(error: result.failure) { pending.fulfil(with: result) }
        },
        fail: { pending.fulfil(with: .failure($0)) }), isUrgent: isUrgent)
    return pending
  }

  /// Writes what has been asked for, then closes the connection. Later writes throw `WriterClosed`.
  public func close() async {
    pending.withLock { $0.isClosed = true }
    await withCheckedContinuation { continuation in
      queue.async {
        self.drain()
        self.connection.withLock { $0 = nil }
        continuation.resume()
      }
    }
  }

  private func enqueue(_ job: Job, isUrgent: Bool) {
    let now = DispatchTime.now()
    let (accepted, wake) = pending.withLock { pending -> (Bool, DispatchTime?) in
      if pending.isClosed { return (false, nil) }
      pending.jobs.append(job)
      if isUrgent {
        pending.first = pending.first ?? now
        pending.last = now
      }
      let wish = now + (isUrgent ? window : patience)
      if let due = pending.due, due <= wish { return (true, nil) }
      pending.due = wish
      return (true, wish)
    }
    if !accepted { job.fail(WriterClosed()) }
    if let wake { look(at: wake) }
  }

  private func look(at time: DispatchTime) { queue.asyncAfter(deadline: time) { self.drainUnlessOthersFollow() } }

  private func drainUnlessOthersFollow() {
    let now = DispatchTime.now()
    let (isDue, later) = pending.withLock { pending -> (Bool, DispatchTime?) in
      // What it was to look at has been written meanwhile.
      guard let due = pending.due, due <= now else { return (false, nil) }
      guard let first = pending.first else { return (true, nil) }
      let next = min(pending.last + gap, first + bound)
      if next <= now { return (true, nil) }
      pending.due = next
      return (false, next)
    }
    if let later { look(at: later) } else if isDue { drain() }
  }

  private func drain() {
    let jobs = pending.withLock { pending in
      defer {
        pending.jobs = []
        pending.due = nil
        pending.first = nil
      }
      return pending.jobs
    }
    if jobs.isEmpty { return }
    let outcomes = connection.withLock { connection -> Swift.Result<[Outcome], any Error> in
      guard let connection else { return .failure(WriterClosed()) }
      return Swift.Result { try transaction(of: jobs, on: connection) }
    }
    switch outcomes {
    case .success(let outcomes):
      committed.wrappingAdd(1, ordering: .relaxed)
      for outcome in outcomes { outcome.tell() }
    case .failure(let error):
      note(error)
      for job in jobs { job.fail(error) }
    }
  }

  private func note(_ error: (any Error)?) {
    guard let error = error as? SQLiteError, Self.isOfTheFile(error) else { return }
    refused.withLock { $0 = $0 ?? error }
  }

  private func transaction(of jobs: [Job], on connection: Connection) throws -> [Outcome] {
    do {
      // Without savepoints, for each of which SQLite copies every page that the write changes.
      return try connection.transaction {
        try jobs.map { job in
          let outcome = job.run(connection, false)
          if let error = outcome.error { throw error }
          return outcome
        }
      }
    } catch  where jobs.count > 1 && !Self.isOfTheFile(error) {
      return try transactionWithSavepoints(of: jobs, on: connection)
    }
  }

  private func transactionWithSavepoints(of jobs: [Job], on connection: Connection) throws -> [Outcome] {
    try connection.transaction {
      try jobs.map { job in
        let outcome = job.run(connection, true)
        note(outcome.error)
        // A full disk or an I/O error ends the whole transaction: what ran before is gone, what follows must not run.
        if !connection.isInTransaction { throw outcome.error ?? TransactionLost() }
        return outcome
      }
    }
  }

  /// Whether an error says that the file cannot be written, and not that one write was wrong.
  private static func isOfTheFile(_ error: any Error) -> Bool {
    if let error = error as? SQLiteError { return !error.isConstraint }
    return false
  }
}

/// The writer was closed before a write came.
public struct WriterClosed: Error {}

/// SQLite ended a transaction without saying why.
struct TransactionLost: Error {}

/// One write that was asked for.
private struct Job: Sendable {
  var run: @Sendable (Connection, _ inSavepoint: Bool) -> Outcome
  var fail: @Sendable (any Error) -> Void
}

/// What came of a write; told to its caller once the transaction is committed.
private struct Outcome: Sendable {
  var error: (any Error)?
  var tell: @Sendable () -> Void
}

extension Result {
  fileprivate var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
