import ContentModel
import ContentStore
import Formats
import Providers
import Testing

/// A provider that fails: what it costs, how long is waited, and what a run looks like afterwards.
@Suite struct ProviderOutageTests {
  /// Every call fails; hundreds of drafts wait. In this process, and at the other end of a line.
  @Test(arguments: [1, 2, 8, 50, 1000], [true, false])
  func aDeadProviderCostsLittle(concurrency: Int, isLocal: Bool) async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,300,1"],
      settings: ["fill.concurrency=\(concurrency)", "providers.simulated.server_error=1"])
    let filled = try await bench.fill(wrapping: { base in
      isLocal ? base : DistantProvider(base, world: bench.world, latency: .milliseconds(100))
    })
    #expect(try (10...20).contains(bench.log.calls.count))
    let failed = try bench.log.calls.count
    if isLocal {
      #expect(filled.end.reason.contains(" calls failed one after the other, the last: simulated "))
    } else if concurrency < 8 {
      #expect(filled.end.reason.hasPrefix("10 calls failed one after the other, the last: simulated "))
    }
    #expect(filled.end.status == .paused && filled.end.exitCode == .failed)
    #expect(filled.figures.failedCalls == failed && filled.figures.calls == 0)
    #expect(filled.run.spent == .zero && filled.run.reserved == .zero)
    #expect(filled.drafts.allSatisfy { !$0.state.isEnded })
    // Where no call had all of its tries, no draft is to blame.
    if concurrency >= 8 { #expect(filled.drafts.allSatisfy { $0.asked == 0 && $0.groupLimit == nil }) }
    try FillJudge.judge(filled, bench)

    // Still dead: the first call has its tries, and no other is sent. Alive again: one call finds it out.
    let still = try await bench.resume()
    #expect(still.end.reason.hasPrefix("3 calls failed one after the other, the last: simulated "))
    #expect(try bench.log.calls.count == failed + 3)
  }

  /// Too many calls at once for the provider: its refusals count by rounds, no draft is to blame, and nothing is lost.
  @Test(arguments: [1, 8, 50])
  func aProviderThatRefusesEveryCall(concurrency: Int) async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,300,1"],
      settings: ["fill.concurrency=\(concurrency)", "providers.simulated.rate_limit=1"])
    let filled = try await bench.fill(wrapping: { base in
      DistantProvider(base, world: bench.world, latency: .milliseconds(100))
    })
    #expect(try (10...30).contains(bench.log.calls.count))
    #expect(filled.end.status == .paused && filled.end.exitCode == .failed)
    #expect(
      filled.end.reason.hasPrefix("10 calls failed one after the other, the last: simulated asks for fewer calls"))
    #expect(filled.run.spent == .zero && filled.run.reserved == .zero)
    #expect(filled.drafts.allSatisfy { $0.asked == 0 && $0.groupLimit == nil && !$0.state.isEnded })
    try FillJudge.judge(filled, bench)
  }

  /// Answers that may have been paid and cannot be read: the same, and each stays in the ledger.
  @Test(arguments: [1, 8])
  func answersThatCannotBeReadStayOpen(concurrency: Int) async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,60,1"],
      settings: [
        "fill.concurrency=\(concurrency)", "providers.simulated.broken_body=1", "providers.simulated.latency_ms=9",
      ])
    let filled = try await bench.fill()
    let calls = filled.attempts.count
    #expect((10...19).contains(calls))
    #expect(filled.figures.unknownCalls == calls && filled.run.spent == .zero)
    #expect(filled.run.reserved.billionths == filled.attempts.reduce(0) { $0 + $1.reserved.billionths })
    #expect(filled.end.status == .paused)
    try FillJudge.judge(filled, bench)
  }

  /// A slow provider: the deadline ends each call, and nobody knows whether it was paid.
  @Test func aProviderThatIsTooSlow() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,5,1"],
      settings: ["fill.deadline_s=3", "providers.simulated.latency_ms=4000", "fill.failures_before_pause=4"])
    let filled = try await bench.fill()
    #expect(filled.figures.unknownCalls == 4 && filled.attempts.count == 4)
    #expect(filled.end.reason == "4 calls failed one after the other, the last: simulated did not answer in time")
    #expect(filled.took >= .seconds(12))
  }

  /// A failure now and then is borne: the call is made again after a wait that grows, up to a bound.
  @Test func failuresNowAndThenAreRetried() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,5,1"], settings: ["fill.call_tries=5", "fill.concurrency=1"])
    let filled = try await bench.fill(wrapping: { base in
      ScriptedProvider(base) { request, number, base in
        number <= 4 ? .error(503) : try await base.send(request)
      }
    })
    #expect(filled.end.exitCode == .done && filled.calls == "gen 1, ass 1, reg 0")
    #expect(filled.figures.failedCalls == 4 && filled.run.fallbacks == 0)
    // Full jitter: anything up to 0.5, 1, 2 and 4 seconds.
    #expect(filled.took > .zero && filled.took < .seconds(7.5))
    #expect(filled.figures.acceptedFirst == 5, "a retry is not an asking of its own")
  }

  /// A call of more tokens than a minute allows is not asked for again as it was, however long the provider says to wait.
  @Test func aCallThatIsTooLargeFallsBackToSingleCalls() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,4,1"], settings: ["fill.assess=false"])
    let message = "Request too large for simulated-1 on tokens per min (TPM): Limit 3000, Requested 5000."
    let body: JSON = ["error": ["message": .string(message), "type": "tokens", "code": "rate_limit_exceeded"]]
    let filled = try await bench.fill(wrapping: { base in
      ScriptedProvider(base) { request, _, base in
        if request.slots.count == 1 { return try await base.send(request) }
        return RawAnswer(status: 429, headers: [("Retry-After", "20")], body: Array(body.text.utf8))
      }
    })
    #expect(filled.end.exitCode == .done && filled.figures.accepted == 4)
    #expect(filled.figures.failedCalls == 1 && filled.figures.calls == 4 && filled.run.fallbacks == 1)
    #expect(filled.took < .seconds(20))
    #expect(filled.attempts[0].error == "simulated takes no call of this size (HTTP 429): \(message)")
  }

  /// The tries of one call are used up, and the provider is alive: the group falls back to single calls.
  @Test func aCallThatFailsForGoodFallsBack() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,5,1"], settings: ["fill.concurrency=1"])
    let filled = try await bench.fill(wrapping: { base in
      ScriptedProvider(base) { request, number, base in
        number <= 3 ? .error(500) : try await base.send(request)
      }
    })
    #expect(filled.calls == "gen 5, ass 1, reg 0")
    #expect(filled.run.fallbacks == 1 && filled.figures.failedCalls == 3)
    #expect(filled.figures.accepted == 5 && filled.end.exitCode == .done)
  }

  /// `Retry-After` is waited for, in each of its forms, and never shortened.
  @Test(arguments: [
    (header: ("retry-after", "7"), wait: 7.0), (("retry-after-ms", "2500"), 2.5),
    (("Retry-After", "Fri, 20 Nov 2026 09:30:45 GMT"), 45),
  ])
  func retryAfterIsObeyed(header: (String, String), wait: Double) async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,1,1"])
    let filled = try await bench.fill(wrapping: { base in
      ScriptedProvider(base) { request, number, base in
        number == 1 ? .error(429, code: "rate_limit_exceeded", headers: [header]) : try await base.send(request)
      }
    })
    #expect(filled.took == .seconds(wait))
    #expect(filled.end.exitCode == .done && filled.figures.failedCalls == 1)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var answer: RawAnswer
    var exit: ExitCode
    var reason: String
    var testDescription: String { reason }
  }

  /// What waiting does not mend pauses the run at the first call, with everything as it was.
  @Test(arguments: [
    Refusal(
      answer: .error(401, code: "invalid_api_key"), exit: .refused, reason: "simulated refuses the key (HTTP 401): no"),
    Refusal(answer: .error(403, code: "forbidden"), exit: .refused, reason: "simulated refuses the key (HTTP 403): no"),
    Refusal(
      answer: .error(429, code: "insufficient_quota"), exit: .refused,
      reason: "the quota at simulated is used up (HTTP 429): no"),
    Refusal(
      answer: .error(429, code: "rate_limit_exceeded", headers: [("retry-after", "10800")]), exit: .budget,
      reason: "simulated asks for fewer calls (HTTP 429): no; calls may go on at 2026-11-20 12:30 UTC"),
    Refusal(
      answer: .error(400, code: "model_not_found"), exit: .failed,
      reason: "simulated does not take the request (HTTP 400): no"),
  ])
  func whatWaitingDoesNotMend(_ refusal: Refusal) async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,10,1"], settings: ["fill.concurrency=1"])
    let filled = try await bench.fill(wrapping: { base in ScriptedProvider(base) { _, _, _ in refusal.answer } })
    #expect(filled.attempts.map(\.state) == [.failed])
    #expect(filled.end.status == .paused && filled.end.exitCode == refusal.exit)
    #expect(filled.end.reason == refusal.reason)
    #expect(filled.took == .zero && filled.run.reserved == .zero)
    #expect(filled.drafts.allSatisfy { $0.asked == 0 && $0.groupLimit == nil && $0.state == .pendingGeneration })
    #expect(filled.run.fallbacks == 0)
    // With the key in place the run goes on as if nothing had been.
    let resumed = try await bench.resume()
    #expect(resumed.end.exitCode == .done && resumed.calls == "gen 2, ass 2, reg 0")
    #expect(resumed.figures.acceptedFirst == 10)
  }

  /// A connection that breaks: the call is made again, and the first one may have been paid.
  @Test func aBrokenConnection() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,5,1"], settings: ["fill.concurrency=1"])
    let filled = try await bench.fill(wrapping: { base in
      ScriptedProvider(base) { request, number, base in
        if number == 1 { throw ProviderError(.connection, provider: "simulated", detail: "reset by peer") }
        return try await base.send(request)
      }
    })
    #expect(filled.end.exitCode == .done && filled.figures.accepted == 5)
    #expect(filled.attempts.map(\.state) == [.unknown, .settled, .settled])
    #expect(filled.run.reserved == filled.attempts[0].reserved)
    #expect(filled.attempts[0].error == "the connection to simulated broke: reset by peer")
  }
}
