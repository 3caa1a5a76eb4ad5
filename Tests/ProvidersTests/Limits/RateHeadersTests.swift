import Testing
import World

@testable import Providers

@Suite struct RateHeadersTests {
  /// 2026-11-20T09:30:00Z.
  static let now = Timestamp(milliseconds: 1_795_167_000_000)

  struct Case: Sendable, CustomTestStringConvertible {
    var headers: KeyValuePairs<String, String>
    var report: RateReport?
    var testDescription: String { "\(headers)" }
  }

  static let cases = [
    Case(
      headers: [
        "x-ratelimit-limit-requests": "60", "x-ratelimit-limit-tokens": "150000",
        "X-RateLimit-Remaining-Requests": "59", "x-ratelimit-remaining-tokens": "149984",
        "x-ratelimit-reset-requests": "1s", "x-ratelimit-reset-tokens": "6m0s",
      ],
      report: RateReport(
        requests: .init(limit: 60, remaining: 59, reset: .seconds(1)),
        tokens: .init(limit: 150_000, remaining: 149_984, reset: .seconds(360)))),
    Case(
      headers: [
        "anthropic-ratelimit-requests-limit": "50", "anthropic-ratelimit-requests-remaining": "49",
        "anthropic-ratelimit-requests-reset": "2026-11-20T09:30:01Z",
        "anthropic-ratelimit-input-tokens-limit": "50000", "anthropic-ratelimit-input-tokens-remaining": "49000",
        "anthropic-ratelimit-output-tokens-limit": "8000", "anthropic-ratelimit-output-tokens-remaining": "7000",
        "anthropic-ratelimit-output-tokens-reset": "2026-11-20T10:30:30.5+01:00",
      ],
      report: RateReport(
        requests: .init(limit: 50, remaining: 49, reset: .seconds(1)),
        tokens: .init(limit: 8000, remaining: 7000, reset: .milliseconds(30_500)))),
    // By the server's clock, where that is a day from ours.
    Case(
      headers: [
        "anthropic-ratelimit-requests-limit": "50", "anthropic-ratelimit-requests-remaining": "0",
        "anthropic-ratelimit-requests-reset": "2026-11-21T09:30:01Z", "date": "Sat, 21 Nov 2026 09:30:00 GMT",
      ],
      report: RateReport(requests: .init(limit: 50, remaining: 0, reset: .seconds(1)))),
    Case(
      headers: [
        "anthropic-ratelimit-tokens-limit": "40000", "anthropic-ratelimit-tokens-remaining": "39000",
        "anthropic-ratelimit-input-tokens-limit": "1",
      ],
      report: RateReport(tokens: .init(limit: 40_000, remaining: 39_000))),
    // What gateways send where they know nothing.
    Case(headers: ["x-ratelimit-limit-requests": "-1", "x-ratelimit-remaining-requests": "-1"], report: nil),
    Case(
      headers: [
        "x-ratelimit-limit-requests": "0", "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "5s",
      ], report: nil),
    Case(headers: ["x-ratelimit-limit-requests": "", "x-ratelimit-limit-tokens": "NaN"], report: nil),
    Case(headers: ["x-ratelimit-limit-requests": "1e30", "x-ratelimit-limit-tokens": "inf"], report: nil),
    Case(headers: ["x-ratelimit-limit-requests": "12.5"], report: nil),
    Case(headers: ["x-ratelimit-limit-requests": "many", "x-ratelimit-reset-requests": "1s"], report: nil),
    Case(headers: ["content-type": "application/json"], report: nil),
    Case(headers: [" x-ratelimit-limit-requests": "5"], report: nil),
    // More left than there is; nothing left, and no word of when.
    Case(
      headers: ["x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "61"],
      report: RateReport(requests: .init(limit: 60))),
    Case(
      headers: ["x-ratelimit-limit-requests": " 60 ", "x-ratelimit-remaining-requests": "0"],
      report: RateReport(requests: .init(limit: 60))),
    Case(
      headers: [
        "x-ratelimit-limit-requests": "60.0", "x-ratelimit-remaining-requests": "0",
        "x-ratelimit-reset-requests": "0s",
      ],
      report: RateReport(requests: .init(limit: 60, reset: .zero))),
    Case(
      headers: ["x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "12ms"],
      report: RateReport(requests: .init(remaining: 0, reset: .milliseconds(12)))),
    // The first of a repeated name.
    Case(
      headers: ["x-ratelimit-limit-tokens": "7", "X-Ratelimit-Limit-Tokens": "9"],
      report: RateReport(tokens: .init(limit: 7))),
  ]

  @Test(arguments: cases) func report(_ sample: Case) {
    #expect(RateHeaders.read(sample.headers.map { ($0.key, $0.value) }, now: Self.now) == sample.report)
  }

  @Test(
    arguments: [
      ("1s", 1000), ("6m0s", 360_000), ("12ms", 12), ("1h2m3.5s", 3_723_500), ("0s", 0), ("850µs", 1),
      ("1d", 86_400_000),
      ("7.66s", 7660), ("30", 30_000), ("0.25", 250), ("0", 0), ("1795167002", 2000), ("1795167002500", 2500),
      ("2026-11-20T09:30:02Z", 2000), ("2026-11-20T09:29:00Z", 0), ("2026-11-20t09:30:02.1239z", 2123),
      ("-1", nil), ("", nil), ("s", nil), ("1", 1000), ("1x", nil), ("1s2", nil), ("nan", nil), ("inf", nil),
      ("1e40", nil),
      ("-5s", nil), ("1.2.3s", nil), ("999999999h", nil), ("soon", nil), ("2026-13-20T09:30:02Z", nil),
      ("2026-11-20T09:30:02", nil), ("2026-11-20T09:30:02+0100", nil), ("2026-11-20T09:30:02.Z", nil),
      ("2026-11-20T09:30:02Zulu", nil), ("2026-11-20T", nil),
    ] as [(String, Int64?)])
  func reset(text: String, milliseconds: Int64?) {
    #expect(RateReset.read(text, now: Self.now) == milliseconds.map { .milliseconds($0) })
  }
}
