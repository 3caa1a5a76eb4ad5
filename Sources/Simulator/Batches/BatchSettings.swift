import Formats

/// How batch jobs go: their pace and their limits.
public struct BatchSettings: Hashable, Sendable {
  /// From the creation of a job to its end in milliseconds, up to a day; 0 for as fast as it can be. A tenth of it is
  /// validation.
  public var delayMilliseconds = 0
  /// The share of its lines that a job has done when it expires or is cancelled, 0 to 1; nil for the share of its time that
  /// is over, and half of it where it expires.
  public var doneShare: Double?
  /// The most lines of a job.
  public var lines = 50_000
  /// The most tokens of input, estimated as bytes / 4, in jobs that have not ended; nil for no limit.
  public var enqueuedTokens: Int?

  public init() {}

  /// The largest input file of a job, in bytes: 200 MiB.
  static let inputBytes = 209_715_200
  /// The most lines of a job of Anthropic's interface.
  static let messageLines = 100_000
  /// A day, in milliseconds.
  static let window = 86_400_000

  var json: JSON {
    [
      "delay_ms": .integer(delayMilliseconds), "done_share": doneShare.map(JSON.double) ?? .null,
      "lines": .integer(lines), "enqueued_tokens": enqueuedTokens.map { .integer($0) } ?? .null,
    ]
  }

  /// Changes the settings by a document such as `{"delay_ms": 1000, "done_share": null}`. All or nothing.
  mutating func change(by document: JSON) throws(FaultProblem) {
    guard let members = document.object?.members else {
      throw FaultProblem(message: "the body must be a JSON object such as {\"delay_ms\": 1000}")
    }
    var changed = self
    for (name, value) in members {
      switch name {
      case "delay_ms":
        guard let number = value.integer, (0...Self.window).contains(number) else {
          throw FaultProblem(message: "delay_ms: \(value.text) is no number from 0 to \(Self.window)")
        }
        changed.delayMilliseconds = number
      case "done_share":
        if !value.isNull, !(0...1).contains(value.double ?? -1) {
          throw FaultProblem(message: "done_share: \(value.text) is no share from 0 to 1, and not null")
        }
        changed.doneShare = value.double
      case "lines":
        guard let number = value.integer, number >= 1 else {
          throw FaultProblem(message: "lines: \(value.text) is no number from 1 on")
        }
        changed.lines = number
      case "enqueued_tokens":
        if !value.isNull, (value.integer ?? -1) < 0 {
          throw FaultProblem(message: "enqueued_tokens: \(value.text) is no number from 0 on, and not null")
        }
        changed.enqueuedTokens = value.integer
      case "finish":
        if value.bool == nil { throw FaultProblem(message: "finish: must be true or false") }
      default:
        throw FaultProblem(
          message: "there is no setting \(name); known are delay_ms, done_share, enqueued_tokens, finish, lines")
      }
    }
    self = changed
  }
}
