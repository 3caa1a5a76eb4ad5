import World

/// What the processes that use one account of a provider share of its limits, as it is stored. What the numbers mean for the
/// next call is not the store's business.
public struct StoredRates: Hashable, Sendable {
  /// What was sent within half a second.
  public struct Slot: Hashable, Sendable {
    /// Half seconds since 1970-01-01T00:00:00Z.
    public var number: Int64
    public var requests: Int
    public var tokens: Int

    public init(number: Int64, requests: Int, tokens: Int) {
      self.number = number
      self.requests = requests
      self.tokens = tokens
    }
  }

  /// Names the account; holds no secret.
  public var account: String
  /// When the bucket of requests is full again, in microseconds since 1970-01-01T00:00:00Z.
  public var requestsFullAt: Int64
  /// The same of tokens.
  public var tokensFullAt: Int64
  /// What was sent in the last minutes, in the order of time, no slot twice.
  public var slots: [Slot]
  /// Requests a minute that the provider allows, as far as it said so.
  public var providerRequests: Int?
  /// Tokens a minute that the provider allows, as far as it said so.
  public var providerTokens: Int?
  /// Requests a minute that counted for the last call; nil where none did.
  public var requestLimit: Int?
  /// Tokens a minute that counted for the last call; nil where none did.
  public var tokenLimit: Int?
  /// Nothing is sent before this moment.
  public var notBefore: Timestamp
  /// When the row was written last.
  public var changedAt: Timestamp

  public init(
    account: String, requestsFullAt: Int64, tokensFullAt: Int64, slots: [Slot], providerRequests: Int? = nil,
    providerTokens: Int? = nil, requestLimit: Int? = nil, tokenLimit: Int? = nil, notBefore: Timestamp,
    changedAt: Timestamp
  ) {
    self.account = account
    self.requestsFullAt = requestsFullAt
    self.tokensFullAt = tokensFullAt
    self.slots = slots
    self.providerRequests = providerRequests
    self.providerTokens = providerTokens
    self.requestLimit = requestLimit
    self.tokenLimit = tokenLimit
    self.notBefore = notBefore
    self.changedAt = changedAt
  }
}
