import Formats
import SQLiteKit
import World

/// What the last look at a batch job has shown, kept for whoever watches the run from another process. Nobody who works on the
/// run goes by it, and it is gone with the job's end.
public struct JobLook: Hashable, Sendable {
  /// Lines that the provider had answered.
  public var answered: Int
  /// Lines that will have no answer.
  public var failed: Int
  /// When what is left undone will expire; nil where the provider has not said.
  public var expiresAt: Timestamp?
  /// When it was looked at.
  public var lookedAt: Timestamp
  /// When the process that works on the run means to look again.
  public var nextLook: Timestamp
  /// Why the last look told nothing; nil where it did.
  public var problem: String?

  public init(
    answered: Int = 0, failed: Int = 0, expiresAt: Timestamp? = nil, lookedAt: Timestamp, nextLook: Timestamp,
    problem: String? = nil
  ) {
    self.answered = answered
    self.failed = failed
    self.expiresAt = expiresAt
    self.lookedAt = lookedAt
    self.nextLook = nextLook
    self.problem = problem
  }
}

extension JobLook {
  fileprivate static func fact(ofJob uuid: String) -> String { "look at batch job " + uuid }

  fileprivate var json: JSON {
    [
      "answered": .integer(answered), "failed": .integer(failed),
      "expires_at": expiresAt.map { .integer(Int($0.milliseconds)) } ?? .null,
      "looked_at": .integer(Int(lookedAt.milliseconds)), "next_look": .integer(Int(nextLook.milliseconds)),
      "problem": problem.map(JSON.string) ?? .null,
    ]
  }

  /// Nil for what another version has written in another form: the next look writes it anew.
  fileprivate init?(_ json: JSON) {
    func moment(_ name: String) -> Timestamp? { json[name]?.integer.map { Timestamp(milliseconds: Int64($0)) } }
    guard let answered = json["answered"]?.integer, let failed = json["failed"]?.integer,
      let lookedAt = moment("looked_at"), let nextLook = moment("next_look")
    else { return nil }
    self.init(
      answered: answered, failed: failed, expiresAt: moment("expires_at"), lookedAt: lookedAt, nextLook: nextLook,
      problem: json["problem"]?.string)
  }
}

extension StoreQueries {
  /// What the last look at a job has shown; nil where there was none, or the job has ended.
  public func look(atJob uuid: String) throws -> JobLook? {
    try fact(JobLook.fact(ofJob: uuid)).flatMap { JobLook(try JSON.parse($0)) }
  }
}

extension StoreTransaction {
  /// Keeps what a look at a job has shown.
  public func keepLook(_ look: JobLook, atJob uuid: String) throws {
    try setFact(JobLook.fact(ofJob: uuid), look.json.text)
  }

  /// Forgets the last look at a job that has ended.
  func forgetLook(atJob id: Int64) throws {
    try connection.run("DELETE FROM facts WHERE name = $1", JobLook.fact(ofJob: try job(id).uuid))
  }
}
