import ContentModel
import Formats

/// What a simulator has done since its start, or its last reset.
public struct SimulatorTally: Hashable, Sendable {
  /// Calls of the model that could be read.
  public var received = 0
  /// Calls that have been answered, however.
  public var answered = 0
  /// Calls whose client left before it had its answer.
  public var aborted = 0
  /// Answers by HTTP status, errors of reading included.
  public var statuses: [Int: Int] = [:]
  /// Faults that showed, by name.
  public var faults: [String: Int] = [:]
  /// What the calls that reached the model cost.
  public var usage = TokenUsage()

  /// Batch jobs that were made, and lines of them that were answered.
  public var jobs = 0
  public var lines = 0

  public init() {}

  /// Counts what a call cost, and the faults that showed in it.
  mutating func count(_ ending: SimulatorCall.Ending) {
    usage += ending.usage
    for fault in ending.faults { faults[String(fault.prefix { $0 != " " }), default: 0] += 1 }
  }

  mutating func count(status: Int) { statuses[status, default: 0] += 1 }

  /// Calls that are worked on.
  public var inFlight: Int { received - answered - aborted }

  var json: [(String, JSON)] {
    [
      (
        "calls",
        [
          "received": .integer(received), "answered": .integer(answered), "aborted": .integer(aborted),
          "in_flight": .integer(inFlight),
        ]
      ),
      ("batches", ["created": .integer(jobs), "lines": .integer(lines)]),
      (
        "statuses",
        .object(JSON.Object(statuses.sorted { $0.key < $1.key }.map { ("\($0.key)", JSON.integer($0.value)) }))
      ),
      (
        "shown", .object(JSON.Object(faults.sorted { $0.key < $1.key }.map { ($0.key, JSON.integer($0.value)) }))
      ),
      (
        "usage",
        [
          "input": .integer(usage.input), "cached_input": .integer(usage.cachedInput), "output": .integer(usage.output),
        ]
      ),
    ]
  }
}
