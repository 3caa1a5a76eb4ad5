import SQLiteKit
import World

extension StoreQueries {
  private static var columns: String {
    """
    account, requests_full_at, tokens_full_at, slots, provider_requests, provider_tokens, request_limit, token_limit,
    not_before, changed_at
    """
  }

  /// What an account's users share; nil before the first call with a limit.
  public func rates(ofAccount account: String) throws -> StoredRates? {
    try connection.first(
      "SELECT \(Self.columns) FROM rate_limits WHERE account = $1", account, make: { try Self.rates($0) })
  }

  /// The same of all accounts, by their names.
  public func rates() throws -> [StoredRates] {
    try connection.all("SELECT \(Self.columns) FROM rate_limits ORDER BY account", make: { try Self.rates($0) })
  }

  private static func rates(_ row: borrowing Row) throws -> StoredRates {
    // 2^52 microseconds from 1970 on is the year 2112: up to there, nothing that is computed from these overflows.
    for (column, name) in [(1, "requests_full_at"), (2, "tokens_full_at"), (8, "not_before"), (9, "changed_at")]
    where row.integer(column).magnitude > 1 << 52 {
      throw UnknownStoredValue(column: "rate_limits." + name, value: "\(row.integer(column))")
    }
    return StoredRates(
      account: row.text(0), requestsFullAt: row.integer(1), tokensFullAt: row.integer(2),
      slots: try SlotCoding.slots(row.text(3)), providerRequests: row.optionalInt(4),
      providerTokens: row.optionalInt(5), requestLimit: row.optionalInt(6), tokenLimit: row.optionalInt(7),
      notBefore: Timestamp(milliseconds: row.integer(8)), changedAt: Timestamp(milliseconds: row.integer(9)))
  }
}

extension StoreTransaction {
  /// Stores what an account's users share. Read it in the same transaction: nobody else has changed it in between.
  public func setRates(_ rates: StoredRates) throws {
    try connection.run(
      """
      INSERT INTO rate_limits
        (account, requests_full_at, tokens_full_at, slots, provider_requests, provider_tokens, request_limit,
        token_limit, not_before, changed_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (account) DO UPDATE SET
        requests_full_at = excluded.requests_full_at, tokens_full_at = excluded.tokens_full_at, slots = excluded.slots,
        provider_requests = excluded.provider_requests, provider_tokens = excluded.provider_tokens,
        request_limit = excluded.request_limit, token_limit = excluded.token_limit, not_before = excluded.not_before,
        changed_at = excluded.changed_at
      """, rates.account, rates.requestsFullAt, rates.tokensFullAt, SlotCoding.text(rates.slots),
      rates.providerRequests, rates.providerTokens, rates.requestLimit, rates.tokenLimit,
      rates.notBefore.milliseconds, rates.changedAt.milliseconds)
  }
}
