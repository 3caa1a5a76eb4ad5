import World

@testable import Providers

/// Processes that book in one state, in simulated time, and what a server would see of them.
struct RateTraffic {
  struct Sent {
    /// Microseconds.
    var at: Int64
    var tokens: Int
  }

  var quota: RateQuota
  var processes = 8
  /// Calls of a process at once.
  var tasks = 24
  /// The longest that a booking takes to be stored, in milliseconds: so much later the next one may follow.
  var longestWrite: UInt64 = 40
  /// Milliseconds of rest after each call, at most.
  var longestRest: UInt64 = 0
  /// The size of a call: expected, and then really used.
  var size: (inout SeededGenerator) -> (expected: Int, used: Int) = { _ in (0, 0) }
  /// Milliseconds until a call is answered: then its real size is known, and the next may come.
  var latency: Int64 = 2000

  /// Whether calls are booked with what calls used of late.
  var learns = false

  private enum Step {
    /// A call of a process wants a turn.
    case come(process: Int)
    /// A booking's moment has come.
    case leave(process: Int)
    case settle(RateBooking, process: Int, expected: Int, used: Int)
  }

  /// Everything that is sent within so many seconds, in the order of time.
  func run(seconds: Int64, seed: UInt64) -> [Sent] {
    var random = SeededGenerator(seed: seed)
    let start: Int64 = 1_795_167_000_000
    var state = RateState(now: Timestamp(milliseconds: start))
    var steps: [(at: Int64, step: Step)] = []
    func put(_ step: Step, at moment: Int64) {
      let index = steps.lastIndex { $0.at <= moment }.map { $0 + 1 } ?? 0
      steps.insert((moment, step), at: index)
    }
    for process in 0..<processes {
      for _ in 0..<tasks { put(.come(process: process), at: start + Int64(random.next() % 20)) }
    }
    var sent: [Sent] = []
    var estimates = [RateEstimate](repeating: RateEstimate(), count: processes)
    var inFlight = [Int](repeating: 0, count: processes)
    var waiting = [Int](repeating: 0, count: processes)
    var booked = [Int](repeating: 0, count: processes)
    var allowed = [Int](repeating: RateAhead.most, count: processes)
    func book(_ process: Int, _ now: Int64) {
      while waiting[process] > 0, booked[process] < allowed[process] {
        waiting[process] -= 1
        booked[process] += 1
        let size = size(&random)
        inFlight[process] += 1
        let tokens =
          learns
          ? estimates[process].tokens(expected: size.expected, inFlight: inFlight[process]) : size.expected
        let booking = state.book(tokens: tokens, quota: quota, earliest: Timestamp(milliseconds: now))
        let moment = booking.moment.milliseconds
        allowed[process] = RateAhead.allowed(wait: .milliseconds(moment - now))
        sent.append(Sent(at: moment * 1000, tokens: size.used))
        put(.leave(process: process), at: moment + Int64(random.next() % (longestWrite + 1)))
        put(.settle(booking, process: process, expected: size.expected, used: size.used), at: moment + latency)
        let rest = longestRest == 0 ? 0 : Int64(random.next() % longestRest)
        put(.come(process: process), at: moment + latency + rest)
      }
    }
    while let (now, step) = steps.first, now < start + seconds * 1000 {
      steps.removeFirst()
      state.advance(to: Timestamp(milliseconds: now))
      switch step {
      case .settle(let booking, let process, let expected, let used):
        inFlight[process] -= 1
        estimates[process].note(expected: expected, used: used)
        state.settle([booking.settlement(used: used)], quota: quota)
      case .come(let process):
        waiting[process] += 1
        book(process, now)
      case .leave(let process):
        booked[process] -= 1
        book(process, now)
      }
    }
    return sent.filter { $0.at < (start + seconds * 1000) * 1000 }.sorted { $0.at < $1.at }
  }

  /// The most requests and tokens in any sixty seconds, open at one end, where each call arrives by up to so many
  /// milliseconds late.
  static func fullestMinute(_ sent: [Sent], lateness: UInt64, seed: UInt64) -> (requests: Int, tokens: Int) {
    var random = SeededGenerator(seed: seed)
    let arrived =
      sent
      .map { Sent(at: $0.at + (lateness == 0 ? 0 : Int64(random.next() % (lateness * 1000))), tokens: $0.tokens) }
      .sorted { $0.at < $1.at }
    var fullest = (requests: 0, tokens: 0)
    var first = 0
    var tokens = 0
    for (index, call) in arrived.enumerated() {
      tokens += call.tokens
      while arrived[first].at <= call.at - 60_000_000 {
        tokens -= arrived[first].tokens
        first += 1
      }
      fullest = (max(fullest.requests, index - first + 1), max(fullest.tokens, tokens))
    }
    return fullest
  }
}
