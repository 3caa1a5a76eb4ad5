import ContentModel
import SQLiteKit

/// A batch job of a run and how far it is.
public struct JobFigures: Hashable, Sendable {
  /// The job as the store keeps it.
  public var job: StoredBatchJob
  /// What the last look has shown, while the provider has the job.
  public var look: JobLook?
  /// Its lines whose answer is stored, by the ledger.
  public var stored: Int
  /// Its lines that came without an answer, or not at all, by the ledger.
  public var failed: Int

  public init(job: StoredBatchJob, look: JobLook? = nil, stored: Int = 0, failed: Int = 0) {
    self.job = job
    self.look = look
    self.stored = stored
    self.failed = failed
  }

  /// Lines that are done, answered or not: what has been taken in, else what the provider has said.
  public var done: Int {
    job.state.isOpen ? look.map { min($0.answered + $0.failed, job.lines) } ?? 0 : stored + failed
  }
}

extension StoreQueries {
  /// The batch jobs of a run that hold a line, in the order in which they were begun. Linear in their lines.
  public func jobFigures(ofRun run: Int64) throws -> [JobFigures] {
    let jobs = try jobs(ofRun: run).filter { $0.state != .gathering }
    if jobs.isEmpty { return [] }
    var figures = Dictionary(
      uniqueKeysWithValues: try jobs.map { ($0.id, JobFigures(job: $0, look: try look(atJob: $0.uuid))) })
    try connection.forEach(
      """
      SELECT job, state, count(*) FROM attempts
      WHERE job IN (SELECT id FROM batch_jobs WHERE run = $1) AND job IS NOT NULL GROUP BY job, state
      """, run
    ) { row in
      let state: AttemptState = try Stored.value(row, 1, "attempts.state")
      switch state {
      case .answered, .settled: figures[row.integer(0)]?.stored += row.int(2)
      case .failed, .unknown: figures[row.integer(0)]?.failed += row.int(2)
      case .reserved: break
      }
    }
    return jobs.compactMap { figures[$0.id] }
  }
}
