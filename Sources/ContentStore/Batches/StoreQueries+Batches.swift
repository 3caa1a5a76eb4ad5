import ContentModel
import Formats
import SQLiteKit
import World

/// A call that is a line of a job, and what it asks for.
public struct StoredJobLine: Sendable {
  public var attempt: StoredAttempt
  /// The ordinals of its drafts, with the slot each one has in the call.
  public var slots: [(ordinal: Int, slot: String)]
}

extension StoreQueries {
  /// The jobs of a run, in the order in which they were begun.
  public func jobs(ofRun run: Int64) throws -> [StoredBatchJob] {
    try connection.all(Self.jobColumns + " WHERE run = $1 ORDER BY id", run, make: Self.job)
  }

  /// One job by its row.
  public func job(_ id: Int64) throws -> StoredBatchJob {
    guard let job = try connection.first(Self.jobColumns + " WHERE id = $1", id, make: Self.job) else {
      throw RunLookupFailure.unknown("job \(id)")
    }
    return job
  }

  /// The calls of a job that have no outcome yet, in the order of its lines.
  public func openLines(ofJob job: Int64) throws -> [StoredJobLine] {
    let attempts = try connection.all(
      Self.attemptColumns + " WHERE a.job = $1 AND a.state IN ('reserved', 'answered') ORDER BY a.id", job,
      make: Self.attempt)
    return try attempts.map { StoredJobLine(attempt: $0, slots: try slots(ofAttempt: $0.id)) }
  }

  /// Lines of a job as they were or will be sent, some after a row: what a file of them is written from.
  public func lines(ofJob job: Int64, after row: Int64, limit: Int) throws -> [(row: Int64, line: [UInt8])] {
    try connection.all(
      """
      SELECT a.id, q.body, q.encoding FROM attempts a JOIN requests q ON q.attempt = a.id
      WHERE a.job = $1 AND a.id > $2 ORDER BY a.id LIMIT $3
      """, job, row, limit
    ) { (row: $0.integer(0), line: try StoredBytes.open($0, 1, "requests.body")) }
  }

  /// Answers of a job that are stored but not yet read, some after a row of the ledger, in the order of lines.
  public func unreadAnswers(ofJob job: Int64, after row: Int64, limit: Int) throws -> [UnreadAnswer] {
    let attempts = try connection.all(
      Self.attemptColumns + " WHERE a.job = $1 AND a.state = 'answered' AND a.id > $2 ORDER BY a.id LIMIT $3", job, row,
      limit, make: Self.attempt)
    return try attempts.compactMap(unread)
  }

  /// The provider's identifiers of an account's jobs.
  public func identifiersOfJobs(ofAccount account: String) throws -> Set<String> {
    Set(
      try connection.all("SELECT job FROM batch_jobs WHERE account = $1 AND job IS NOT NULL", account) { $0.text(0) })
  }

  /// The input tokens of an account's jobs of a model that the provider has or may have, of all runs.
  public func enqueuedTokens(account: String, model: String) throws -> Int {
    try connection.first(
      """
      SELECT coalesce(sum(input_tokens), 0) FROM batch_jobs
      WHERE account = $1 AND model = $2 AND state <> 'collected' AND state <> 'refused' AND state <> 'gathering'
      """, account, model
    ) { $0.int(0) } ?? 0
  }

  /// The ordinals of a run's drafts that are in a job whose results have not come.
  public func ordinalsInJobs(ofRun run: Int64) throws -> Set<Int> {
    Set(
      try connection.all(
        """
        SELECT DISTINCT d.ordinal FROM attempts a JOIN attempt_drafts x ON x.attempt = a.id JOIN drafts d ON d.id = x.draft
        WHERE a.run = $1 AND a.state IN ('reserved', 'answered') AND a.job IS NOT NULL
        """, run
      ) { $0.int(0) })
  }

  private static var jobColumns: String {
    """
    SELECT id, uuid, run, state, provider, account, model, lines, bytes, input_tokens, digest, input_file, job, status,
      strangers, malformed, repeated, stray, missing, reason, intended_at, created_at, ended_at FROM batch_jobs
    """
  }

  private static func job(_ row: borrowing Row) throws -> StoredBatchJob {
    var count = StoredBatchJob.LineCount()
    count.malformed = row.int(15)
    count.repeated = row.int(16)
    count.stray = row.int(17)
    count.missing = row.int(18)
    return StoredBatchJob(
      id: row.integer(0), uuid: row.text(1), run: row.integer(2),
      state: try Stored.value(row, 3, "batch_jobs.state"), provider: row.text(4), account: row.text(5),
      model: row.text(6), lines: row.int(7), bytes: row.int(8), inputTokens: row.int(9), digest: row.optionalText(10),
      inputFile: row.optionalText(11), job: row.optionalText(12), status: row.optionalText(13),
      strangers: (try DraftCoding.parse(row.text(14), column: "batch_jobs.strangers").array ?? []).compactMap(\.string),
      count: count, reason: row.text(19), intendedAt: Timestamp(milliseconds: row.integer(20)),
      createdAt: row.optionalInteger(21).map(Timestamp.init(milliseconds:)),
      endedAt: row.optionalInteger(22).map(Timestamp.init(milliseconds:)))
  }
}
