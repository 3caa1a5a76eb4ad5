import ContentStore
import Providers
import World

extension RateState {
  /// The state as it is stored.
  init(_ stored: StoredRates) {
    self.init(
      requests: RateBucket(fullAt: stored.requestsFullAt), tokens: RateBucket(fullAt: stored.tokensFullAt),
      minute: RateMinute(
        slots: stored.slots.map { RateMinute.Slot(number: $0.number, requests: $0.requests, tokens: $0.tokens) }),
      provider: RateQuota(requests: stored.providerRequests, tokens: stored.providerTokens),
      notBefore: stored.notBefore, changedAt: stored.changedAt)
  }

  /// What the store keeps of it.
  ///
  /// - Parameter quota: The limits that count, for those who only look.
  func stored(account: String, quota: RateQuota) -> StoredRates {
    StoredRates(
      account: account, requestsFullAt: requests.fullAt, tokensFullAt: tokens.fullAt,
      slots: minute.slots.map { StoredRates.Slot(number: $0.number, requests: $0.requests, tokens: $0.tokens) },
      providerRequests: provider.requests, providerTokens: provider.tokens, requestLimit: quota.requests,
      tokenLimit: quota.tokens, notBefore: notBefore, changedAt: changedAt)
  }
}

extension StoreQueries {
  /// What all users of an account sent in the last minute, beside the limits that counted for the last call; nil where no
  /// call with a limit was made yet. For any process that wants to show it.
  public func rateUse(ofAccount account: String, now: Timestamp) throws -> RateUse? {
    guard let stored = try rates(ofAccount: account) else { return nil }
    return RateState(stored).use(
      quota: RateQuota(requests: stored.requestLimit, tokens: stored.tokenLimit), now: now)
  }
}
