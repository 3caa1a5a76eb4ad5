extension Schema {
  /// What all processes that use one account of a provider share of its limits.
  static let rates = """
    CREATE TABLE rate_limits (
      account TEXT PRIMARY KEY,
      -- Microseconds: at a million tokens a minute, a token takes 60 of them.
      requests_full_at INTEGER NOT NULL,
      tokens_full_at INTEGER NOT NULL,
      -- What was sent in the last minutes, by half seconds: see SlotCoding.
      slots TEXT NOT NULL,
      provider_requests INTEGER,
      provider_tokens INTEGER,
      request_limit INTEGER,
      token_limit INTEGER,
      not_before INTEGER NOT NULL,
      changed_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
