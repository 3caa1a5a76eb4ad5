import ContentModel
import ContentStore
import Formats
import World

/// How a fill is likely to go: the run's own machine, led through it by calls that take their usual time and texts that are
/// sent back at a set rate. No prompt is rendered and nothing is asked. The same input gives the same forecast.
///
/// Time is what the tail of a fill makes it: few calls, one after the other, for the texts that are sent back twice and
/// thrice. So one course says little of a small fill, and the mean of several is taken.
struct FillForecast: Sendable {
  /// Calls, on average.
  var regenerations = 0.0
  var assessments = 0.0
  /// Texts that were assessed, on average.
  var assessedTexts = 0.0
  var seconds = 0.0
  /// Of each course.
  var secondsByCourse: [Double] = []

  /// - Parameter machine: The run at its beginning.
  ///   - concurrency: How many calls may be on their way.
  ///   - concurrencyAtFirst: How many before the provider has answered or has had time to fail: see `ProviderHealth`.
  init(_ machine: RunMachine, expectation: CallExpectation, concurrency: Int, concurrencyAtFirst: Int) throws {
    let courses = max(1, min(20, 2000 / max(1, machine.drafts.count)))
    for course in 0..<courses {
      try follow(
        machine, expectation, concurrency: concurrency, concurrencyAtFirst: concurrencyAtFirst,
        random: SeededGenerator(seed: UInt64(course)))
    }
    regenerations /= Double(courses)
    assessments /= Double(courses)
    assessedTexts /= Double(courses)
    seconds /= Double(courses)
  }

  private mutating func follow(
    _ machine: RunMachine, _ expectation: CallExpectation, concurrency: Int, concurrencyAtFirst: Int,
    random: SeededGenerator
  ) throws {
    var machine = machine
    var random = random
    var now = 0.0
    var hasAnswered = false
    var onTheirWay: [(end: Double, call: CallPlan)] = []
    while true {
      let isHeldBack = !hasAnswered && now < Self.grace
      let capacity = isHeldBack ? min(concurrency, concurrencyAtFirst) : concurrency
      for call in machine.nextCalls(capacity - machine.callsInFlight.count) {
        let swing = expectation.jitter * Double.random(in: -1...1, using: &random)
        onTheirWay.append((now + expectation.seconds * (1 + swing), call))
        if call.role == .regeneration { regenerations += 1 }
        if call.role == .assessment {
          assessments += 1
          assessedTexts += Double(call.slots.count)
        }
      }
      guard let first = onTheirWay.indices.min(by: { onTheirWay[$0].end < onTheirWay[$1].end }) else { break }
      // Nothing has come, and nothing has failed: the provider counts as one that is at work.
      if isHeldBack, machine.callsInFlight.count == capacity, onTheirWay[first].end > Self.grace {
        now = Self.grace
        continue
      }
      let next = onTheirWay.remove(at: first)
      now = next.end
      hasAnswered = true
      _ = try machine.callEnded(next.call, .read(Self.reading(of: next.call, machine, expectation, &random)))
    }
    seconds += now
    secondsByCourse.append(now)
  }

  /// After which an executor looks again, in seconds.
  private static let grace = (ProviderHealth.grace + FillExecutor.graceLeeway) / .seconds(1)

  private static func reading(
    of call: CallPlan, _ machine: RunMachine, _ expectation: CallExpectation, _ random: inout SeededGenerator
  ) -> CallReading {
    var reading = CallReading()
    for slot in call.slots {
      switch call.role {
      case .assessment:
        let passes = Double.random(in: 0..<1, using: &random) >= expectation.failedAssessment
        reading.assessments[slot.ordinal] = DraftAssessment(passed: passes, explanation: "")
      case .generation, .regeneration:
        let isFirst = machine.drafts[slot.ordinal - 1].asked == 0
        let share = isFirst ? expectation.failedFirst : expectation.failedLater
        reading.texts[slot.ordinal] = Double.random(in: 0..<1, using: &random) < share ? failing : good
      }
    }
    return reading
  }

  private static let good = JudgedText(text: "", body: .object([:]), findings: [])
  private static let failing = JudgedText(
    text: "", body: .object([:]),
    findings: [Finding(rule: "", ruleVersion: 1, severity: .critical, penalty: 30, message: "", fix: "")])
}
