/// How many requests and tokens fit into a minute; nil where there is no limit.
public struct RateQuota: Hashable, Sendable {
  /// Requests a minute, 1 or more.
  public var requests: Int?
  /// Tokens a minute, input and output together, 1 or more.
  public var tokens: Int?

  public init(requests: Int? = nil, tokens: Int? = nil) {
    self.requests = requests
    self.tokens = tokens
  }

  /// Whether nothing is limited.
  public var isUnlimited: Bool { requests == nil && tokens == nil }
}

/// What the settings say of a provider's limits.
public struct RateLimits: Hashable, Sendable {
  /// The account's limits as its owner knows them; nil where they are left to the provider's headers.
  public var quota: RateQuota
  /// The share of the limits that is left to other users of the account, 0 to 0.9.
  public var keptBack: Double

  public init(requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil, keptBack: Double = 0) {
    precondition((0...0.9).contains(keptBack), "kept back: \(keptBack)")
    precondition((requestsPerMinute ?? 1) > 0 && (tokensPerMinute ?? 1) > 0, "a limit that lets nothing through")
    quota = RateQuota(requests: requestsPerMinute, tokens: tokensPerMinute)
    self.keptBack = keptBack
  }

  /// The limits that count: the lower one of the settings' and the provider's, less the share kept back, at least 1.
  ///
  /// - Parameter provider: What the provider's headers say.
  public func effective(provider: RateQuota) -> RateQuota {
    RateQuota(
      requests: effective(quota.requests, provider.requests), tokens: effective(quota.tokens, provider.tokens))
  }

  private func effective(_ own: Int?, _ provider: Int?) -> Int? {
    guard let limit = own.map({ min($0, provider ?? $0) }) ?? provider else { return nil }
    // 0.1 has no exact value: what is left of 3,000 shall be 2,700 all the same, not 2,699.
    return max(1, Int((Double(limit) * (1 - keptBack) + 1e-6).rounded(.down)))
  }
}
