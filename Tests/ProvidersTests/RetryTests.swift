import Providers
import Testing
import World

@Suite struct RetryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var status: Int
    var headers: [String: String] = [:]
    var advice: RetryAdvice
    var testDescription: String { "\(status) \(headers)" }
  }

  /// 1994-11-06T08:49:00Z, 37 seconds before the date of RFC 9110's examples.
  static let now = Timestamp(milliseconds: 784_111_740_000)

  static let cases = [
    Case(status: 400, advice: .never),
    Case(status: 404, advice: .never),
    Case(status: 408, advice: .backOff),
    Case(status: 409, advice: .backOff),
    Case(status: 429, advice: .backOff),
    Case(status: 500, advice: .backOff),
    Case(status: 599, advice: .backOff),
    Case(status: 429, headers: ["Retry-After": "3"], advice: .after(.seconds(3))),
    Case(status: 429, headers: ["Retry-After": "0.5"], advice: .after(.milliseconds(500))),
    Case(status: 429, headers: ["Retry-After": "10800"], advice: .after(.seconds(10800))),
    Case(status: 503, headers: ["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"], advice: .after(.seconds(37))),
    Case(status: 503, headers: ["Retry-After": "Sunday, 06-Nov-94 08:49:37 GMT"], advice: .after(.seconds(37))),
    Case(status: 503, headers: ["Retry-After": "Sun Nov  6 08:49:37 1994"], advice: .after(.seconds(37))),
    Case(status: 503, headers: ["Retry-After": "Sun, 06 Nov 1994 08:00:00 GMT"], advice: .after(.zero)),
    // By the server's clock, where that is more than a minute from ours.
    Case(
      status: 503,
      headers: ["Retry-After": "Mon, 07 Nov 1994 08:49:37 GMT", "Date": "Mon, 07 Nov 1994 08:49:30 GMT"],
      advice: .after(.seconds(7))),
    Case(
      status: 503,
      headers: ["Retry-After": "Sun, 06 Nov 1994 07:49:37 GMT", "date": "Sun, 06 Nov 1994 07:49:30 GMT"],
      advice: .after(.seconds(7))),
    Case(
      status: 503,
      headers: ["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT", "Date": "Sun, 06 Nov 1994 08:50:00 GMT"],
      advice: .after(.seconds(37))),
    Case(
      status: 503, headers: ["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT", "Date": "today"],
      advice: .after(.seconds(37))),
    Case(status: 429, headers: ["retry-after-ms": "250", "Retry-After": "9"], advice: .after(.milliseconds(250))),
    Case(status: 429, headers: ["retry-after-ms": "-1", "Retry-After": "9"], advice: .after(.seconds(9))),
    Case(status: 429, headers: ["Retry-After": "-1"], advice: .backOff),
    Case(status: 429, headers: ["Retry-After": "soon"], advice: .backOff),
    Case(status: 429, headers: ["Retry-After": "nan"], advice: .backOff),
    Case(status: 429, headers: ["Retry-After": "Sun, 99 Nov 1994 08:49:37 GMT"], advice: .backOff),
    Case(status: 500, headers: ["x-should-retry": "false", "Retry-After": "3"], advice: .never),
    Case(status: 400, headers: ["x-should-retry": "true"], advice: .backOff),
    Case(status: 400, headers: ["x-should-retry": "true", "Retry-After": "3"], advice: .after(.seconds(3))),
    Case(status: 400, headers: ["Retry-After": "3"], advice: .never),
  ]

  @Test(arguments: cases) func advice(_ sample: Case) {
    let headers = sample.headers.map { ($0.key, $0.value) }
    #expect(RetryAdvice(status: sample.status, headers: headers, now: Self.now) == sample.advice)
  }

  @Test(arguments: [(1, 500), (2, 1000), (3, 2000), (4, 4000), (5, 8000), (6, 8000), (1000, 8000)])
  func theLongestWaitDoublesUpToTheCap(attempt: Int, milliseconds: Int) {
    #expect(Backoff().ceiling(attempt: attempt) == .milliseconds(milliseconds))
  }

  @Test func waitsAreSpreadOverTheWholeWindow() {
    var random = SeededGenerator(seed: 11)
    let waits = (0..<2000).map { _ in Backoff().delay(attempt: 3, random: random.next()) }
    #expect(waits.allSatisfy { $0 >= .zero && $0 < .seconds(2) })
    for quarter in 0..<4 {
      let low = Duration.milliseconds(quarter * 500)
      let share = waits.count { $0 >= low && $0 < low + .milliseconds(500) }
      #expect((400...600).contains(share))
    }
    #expect(Backoff().delay(attempt: 1, random: 0) == .zero)
    #expect(Backoff().delay(attempt: 9, random: .max) < .seconds(8))
  }
}
