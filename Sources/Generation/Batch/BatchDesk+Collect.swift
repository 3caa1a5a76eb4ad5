import ContentModel
import ContentStore
import Providers
import World

extension BatchDesk {
  /// What a job's results held, beside the answers, which are stored.
  struct Collected: Sendable {
    /// Why a line has no answer, by the identifier of its call.
    var failures: [String: (code: String, message: String)] = [:]
    var answered = 0
    /// Of these, the ones with a completion, and not with an error of the provider's.
    var succeeded = 0
    /// The first of the provider's own errors, on one line.
    var firstFailure: String?
    var count = StoredBatchJob.LineCount()

    /// Lines that the provider worked on and failed.
    var failed: Int { answered - succeeded + failures.values.count { !BatchDesk.wasNotTried($0.code) } }
  }

  /// Stores every answer among a job's results, before any is read. Can be done again: what is stored stays as it is.
  func store(resultsOf status: BatchStatus, of job: StoredBatchJob) async throws -> Collected {
    var collected = Collected()
    /// Calls that this reading has had a line of: one whose download broke begins anew with lines that are stored already.
    var seen: Set<String> = []
    let compress = context.answers.compress
    try await service.results(of: status) { lines in
      var answers: [(call: String, status: Int, headers: String, body: StoredBytes)] = []
      for line in lines {
        switch line {
        case .answered(let call, let answer):
          if !answer.isSuccess { note(answer, in: &collected) }
          let headers = answer.headers.map { "\($0): \($1)" }.joined(separator: "\n")
          answers.append((call, answer.status, headers, StoredBytes(answer.body, compressed: compress)))
        case .failed(let call, let code, let message):
          if collected.failures.updateValue((code, message), forKey: call) != nil { collected.count.repeated += 1 }
          collected.firstFailure = collected.firstFailure ?? (message.isEmpty ? code : "\(code): \(message)")
        case .malformed: collected.count.malformed += 1
        }
      }
      let stored = try await context.store.write { [answers, id = job.id] transaction in
        try answers.map {
          try transaction.storeLine(ofJob: id, call: $0.call, status: $0.status, headers: $0.headers, body: $0.body)
        }
      }
      for (answer, line) in zip(answers, stored) {
        switch line {
        case .stored, .repeated:
          if seen.insert(answer.call).inserted {
            collected.answered += 1
            if RawAnswer.isSuccess(status: answer.status) { collected.succeeded += 1 }
          } else {
            collected.count.repeated += 1
          }
        case .stray: collected.count.stray += 1
        }
      }
      Failpoint.reach("lines_stored", context.world)
    }
    return collected
  }

  /// Notes what the provider says of a line that it failed.
  private func note(_ answer: RawAnswer, in collected: inout Collected) {
    guard collected.firstFailure == nil else { return }
    do { _ = try service.read(answer, now: context.world.now()) } catch { collected.firstFailure = error.message }
  }

  /// What the reader of lines says of one that has neither an answer nor a reason.
  static let noAnswer = "no_answer"
  /// What stands for a provider's code where a job ended before any line of it was begun.
  static let neverBegun = "batch_cancelled"

  /// Whether a line without an answer says nothing of its drafts: it was not worked on at all.
  static func wasNotTried(_ code: String) -> Bool {
    ["batch_expired", "batch_cancelled", "expired", "canceled"].contains(code)
  }
}
