import ContentModel
import Formats
import SQLiteKit
import World

extension StoreTransaction {
  /// Begins a job that lines can be reserved in.
  ///
  /// - Parameter uuid: The intent.
  public func beginJob(
    uuid: String, run: Int64, provider: String, account: String, model: String
  ) throws -> Int64 {
    try connection.run(
      """
      INSERT INTO batch_jobs (uuid, run, state, provider, account, model, intended_at)
      VALUES ($1, $2, 'gathering', $3, $4, $5, $6)
      """, uuid, run, provider, account, model, world.now().milliseconds)
    return connection.lastInsertedRowID
  }

  /// Forgets a job without a line.
  public func forgetJob(_ job: Int64) throws {
    try connection.run("DELETE FROM batch_jobs WHERE id = $1 AND state = 'gathering'", job)
  }

  /// Closes a job for further lines.
  public func intend(job: Int64, lines: Int, bytes: Int, inputTokens: Int, digest: String) throws {
    try connection.run(
      """
      UPDATE batch_jobs SET state = 'intended', lines = $1, bytes = $2, input_tokens = $3, digest = $4
      WHERE id = $5 AND state = 'gathering'
      """, lines, bytes, inputTokens, digest, job)
  }

  /// Notes that the provider has the file of lines; nil where its interface takes the lines with the create.
  public func jobUploaded(_ job: Int64, inputFile: String?) throws {
    try connection.run("UPDATE batch_jobs SET state = 'uploaded', input_file = $1 WHERE id = $2", inputFile, job)
  }

  /// Notes that a create is about to be sent.
  public func jobCreating(_ job: Int64) throws {
    try connection.run(
      "UPDATE batch_jobs SET state = 'creating', created_at = $1 WHERE id = $2", world.now().milliseconds, job)
  }

  /// Notes that the create has for certain begun no job.
  public func jobNotCreated(_ job: Int64) throws {
    try connection.run("UPDATE batch_jobs SET state = 'uploaded' WHERE id = $1 AND state = 'creating'", job)
  }

  /// Notes the provider's identifier.
  public func jobSubmitted(_ job: Int64, as identifier: String, status: String) throws {
    try connection.run(
      "UPDATE batch_jobs SET state = 'submitted', job = $1, status = $2 WHERE id = $3", identifier, status, job)
  }

  /// Notes that the provider's job is another's: it is looked for anew, without this one.
  public func jobIsStranger(_ job: Int64, strangers: [String]) throws {
    try connection.run(
      "UPDATE batch_jobs SET state = 'creating', job = NULL, status = NULL, strangers = $1 WHERE id = $2",
      JSON.array(strangers.map(JSON.string)).text, job)
  }

  /// Notes the provider's word for how a job stands.
  public func jobStands(_ job: Int64, status: String) throws {
    try connection.run("UPDATE batch_jobs SET status = $1 WHERE id = $2", status, job)
  }

  /// Ends a job all of whose results are stored and booked.
  public func jobCollected(_ job: Int64, status: String, count: StoredBatchJob.LineCount) throws {
    try connection.run(
      """
      UPDATE batch_jobs SET state = 'collected', status = $1, malformed = $2, repeated = $3, stray = $4, missing = $5,
        ended_at = $6 WHERE id = $7
      """, status, count.malformed, count.repeated, count.stray, count.missing, world.now().milliseconds, job)
    try forgetLook(atJob: job)
  }

  /// Ends a job that the provider did not take: its calls cost nothing.
  public func jobRefused(_ job: Int64, run: Int64, reason: String) throws {
    try connection.run(
      "UPDATE batch_jobs SET state = 'refused', reason = $1, ended_at = $2 WHERE id = $3", reason,
      world.now().milliseconds, job)
    try forgetLook(atJob: job)
    for attempt in try connection.all(
      "SELECT id FROM attempts WHERE job = $1 AND state = 'reserved'", job, make: { $0.integer(0) })
    {
      try fail(attempt: attempt, run: run, error: reason)
    }
  }

  /// Ends a job whose results the provider does not have any more. Its calls are marked before.
  public func jobLost(_ job: Int64, reason: String) throws {
    try connection.run(
      "UPDATE batch_jobs SET state = 'refused', reason = $1, ended_at = $2 WHERE id = $3", reason,
      world.now().milliseconds, job)
  }

  /// Ends a job that nobody will collect: what its open calls cost is for a person to settle.
  public func abandonJob(_ job: Int64) throws {
    try connection.run(
      "UPDATE batch_jobs SET state = 'refused', reason = 'abandoned', ended_at = $1 WHERE id = $2",
      world.now().milliseconds, job)
    try forgetLook(atJob: job)
    for attempt in try connection.all(
      "SELECT id FROM attempts WHERE job = $1 AND state IN ('reserved', 'answered')", job, make: { $0.integer(0) })
    {
      try markUnknown(attempt: attempt, error: "its batch job was given up")
    }
  }

  /// Stores the answer of one line, before anything is read in it. Another line of the same call changes nothing.
  public func storeLine(
    ofJob job: Int64, call uuid: String, status: Int, headers: String, body: StoredBytes
  ) throws -> StoredLine {
    let found = try connection.first(
      "SELECT id, state FROM attempts WHERE uuid = $1 AND job = $2", uuid, job
    ) { (id: $0.integer(0), state: try Stored.value($0, 1, "attempts.state") as AttemptState) }
    guard let found else { return .stray }
    guard found.state == .reserved || found.state == .unknown else { return .repeated }
    try storeAnswer(ofAttempt: found.id, status: status, headers: headers, body: body)
    return .stored(attempt: found.id)
  }
}
