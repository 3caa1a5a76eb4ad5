import ContentModel
import Formats
import World

/// A batch job, of either interface.
struct BatchJob: Sendable {
  /// Where it stands, in OpenAI's words; `isFinal` is what Anthropic calls `ended`.
  enum Phase: String, Sendable, CaseIterable {
    case validating
    case inProgress = "in_progress"
    case finalizing, completed, failed, expired, cancelling, cancelled

    var isFinal: Bool {
      switch self {
      case .completed, .failed, .expired, .cancelled: true
      case .validating, .inProgress, .finalizing, .cancelling: false
      }
    }
  }

  /// Something wrong with the file of a job.
  struct Problem: Hashable, Sendable {
    var code: String
    var message: String
    var param: String?
    /// From 1.
    var line: Int?
  }

  /// What has become of the lines.
  struct Counts: Hashable, Sendable {
    var total = 0
    var completed = 0
    var failed = 0
    /// Not answered, because the job was cancelled or expired.
    var left = 0
  }

  var id: String
  /// Counts up with each job: lists are in this order.
  var number: Int
  var dialect: Dialect
  var endpoint: String
  var inputFile: String
  var metadata: JSON = .null
  var created: Timestamp
  var delayMilliseconds: Int
  var doneShare: Double?
  var fault: JobFault?
  /// Of which the order of its lines and their faults are made.
  var seed: UInt64
  var phase = Phase.validating
  /// When each phase was entered.
  var times: [Phase: Timestamp] = [:]
  var counts = Counts()
  /// Tokens of input, estimated as bytes / 4.
  var tokens = 0
  var problems: [Problem] = []
  var outputFile: String?
  var errorFile: String?
  var usage = TokenUsage()

  /// When its lines are to be done.
  var due: Timestamp { created.advanced(byMilliseconds: Int64(delayMilliseconds)) }
  /// When its validation is to be done.
  var validated: Timestamp { created.advanced(byMilliseconds: Int64(delayMilliseconds / 10)) }
  var expires: Timestamp { created.advanced(byMilliseconds: Int64(BatchSettings.window)) }

  mutating func enter(_ phase: Phase, at time: Timestamp) {
    self.phase = phase
    times[phase] = time
  }

  /// The share of its work that is over at a time, 0 to 1.
  func progress(at time: Timestamp) -> Double {
    guard let start = times[.inProgress] else { return 0 }
    let span = due.milliseconds - start.milliseconds
    if span <= 0 { return 1 }
    return min(1, max(0, Double(time.milliseconds - start.milliseconds) / Double(span)))
  }

  /// How many lines are done when it ends as it is now: all, or the share that expiry or cancellation leaves.
  func linesDone() -> Int {
    let share: Double
    switch phase {
    case .cancelling: share = doneShare ?? times[.cancelling].map { progress(at: $0) } ?? 0
    case .expired: share = doneShare ?? 0.5
    default: share = fault == .expired ? doneShare ?? 0.5 : 1
    }
    return min(counts.total, Int((Double(counts.total) * share).rounded()))
  }
}
