import ContentStore
import Testing
import World

@testable import libtool

@Suite struct DiagnosisLimitsTests {
  /// 2026-11-20T09:30:00Z.
  private static let now = Timestamp(milliseconds: 1_795_167_000_000)

  private static func rates(requests: Int?, tokens: Int?, heldFor milliseconds: Int64 = 0) -> StoredRates {
    StoredRates(
      account: "a", requestsFullAt: 0, tokensFullAt: 0, slots: [], providerRequests: requests, providerTokens: tokens,
      notBefore: now.advanced(byMilliseconds: milliseconds), changedAt: now)
  }

  private static func lines(_ limits: [String: Int] = [:], _ rates: StoredRates?) throws -> [String] {
    Diagnosis.limits(of: try .test("openai", limits: limits), rates, now: now).map(\.line)
  }

  @Test func whatCounts() throws {
    #expect(try Self.lines([:], nil) == ["limits ok: openai: no limit is known; what its headers say will be kept"])
    #expect(
      try Self.lines(["requests_per_minute": 60], Self.rates(requests: 500, tokens: 200_000)) == [
        "limits ok: openai: 60 requests and 200,000 tokens a minute"
      ])
    var sharing = try ProviderInUse.test("openai", limits: ["requests_per_minute": 60])
    sharing.settings?.keptBack = 0.1
    #expect(
      Diagnosis.limits(of: sharing, nil, now: Self.now).map(\.line) == [
        "limits ok: openai: 54 requests a minute, the 10 % for others taken off"
      ])
    #expect(Diagnosis.limits(of: .simulated, nil, now: Self.now).isEmpty)
  }

  @Test func settingsBeyondWhatTheProviderAllows() throws {
    #expect(
      try Self.lines(
        ["requests_per_minute": 3000, "tokens_per_minute": 1_000_000], Self.rates(requests: 500, tokens: 200_000)) == [
          "limits warning: providers.openai.requests_per_minute is 3,000, but its headers allow 500 requests a minute, "
            + "which is what counts -> set it to 500, or leave it out",
          "limits warning: providers.openai.tokens_per_minute is 1,000,000, but its headers allow 200,000 tokens a "
            + "minute, which is what counts -> set it to 200000, or leave it out",
          "limits ok: openai: 500 requests and 200,000 tokens a minute",
        ])
  }

  @Test func callsThatAreHeldBack() throws {
    #expect(
      try Self.lines([:], Self.rates(requests: nil, tokens: nil, heldFor: 600_000)).first
        == "limits warning: openai wants no calls before 2026-11-20 09:40 UTC -> begin runs after that")
    #expect(try Self.lines([:], Self.rates(requests: 5, tokens: nil)).count == 1)
  }
}
