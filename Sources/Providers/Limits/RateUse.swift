import World

/// What an account's users sent in the last minute, beside what they may.
public struct RateUse: Hashable, Sendable {
  /// Requests of the last sixty seconds, to half a second; others' included as far as the provider told of them.
  public var requests: Int
  /// Tokens of the same calls: as they were used, or estimated where the answer is not there yet.
  public var tokens: Int
  /// The limits that count.
  public var quota: RateQuota
  /// The moment before which nothing is sent because the provider asked for it; nil where it did not.
  public var heldUntil: Timestamp?

  public init(requests: Int, tokens: Int, quota: RateQuota, heldUntil: Timestamp? = nil) {
    self.requests = requests
    self.tokens = tokens
    self.quota = quota
    self.heldUntil = heldUntil
  }
}
