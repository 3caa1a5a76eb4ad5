import Providers
import Testing

@Suite struct RateLimitsTests {
  @Test(arguments: [
    (RateLimits(), RateQuota(), RateQuota()),
    (RateLimits(requestsPerMinute: 3000), RateQuota(), RateQuota(requests: 3000)),
    // The provider's lower limit counts, its higher one does not.
    (RateLimits(requestsPerMinute: 3000), RateQuota(requests: 500), RateQuota(requests: 500)),
    (RateLimits(requestsPerMinute: 3000), RateQuota(requests: 9000), RateQuota(requests: 3000)),
    (RateLimits(), RateQuota(requests: 60, tokens: 9000), RateQuota(requests: 60, tokens: 9000)),
    (RateLimits(tokensPerMinute: 70), RateQuota(requests: 60), RateQuota(requests: 60, tokens: 70)),
    // Less the share kept back, whoever set the limit.
    (RateLimits(requestsPerMinute: 3000, keptBack: 0.1), RateQuota(), RateQuota(requests: 2700)),
    (RateLimits(keptBack: 0.2), RateQuota(tokens: 1_000_001), RateQuota(tokens: 800_000)),
    (RateLimits(requestsPerMinute: 100, keptBack: 0.07), RateQuota(), RateQuota(requests: 93)),
    (RateLimits(requestsPerMinute: 1, keptBack: 0.9), RateQuota(), RateQuota(requests: 1)),
  ])
  func theLimitThatCounts(limits: RateLimits, provider: RateQuota, effective: RateQuota) {
    #expect(limits.effective(provider: provider) == effective)
    #expect(limits.effective(provider: provider).isUnlimited == (effective == RateQuota()))
  }
}
