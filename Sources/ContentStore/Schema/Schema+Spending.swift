extension Schema {
  /// What the budgets of days and months are kept by, and the tokens that a provider charges for writing its cache.
  static let spending = """
    ALTER TABLE attempts ADD COLUMN cache_write_tokens INTEGER;

    -- What the calls of an actor's runs hold reserved and have cost, by the day, in UTC, on which they were reserved: days
    -- since 1970-01-01. Sums of attempts, kept in the same transactions.
    CREATE TABLE spending (
      day INTEGER NOT NULL,
      actor INTEGER NOT NULL REFERENCES actors,
      currency TEXT NOT NULL,
      reserved INTEGER NOT NULL CHECK (reserved >= 0),
      spent INTEGER NOT NULL CHECK (spent >= 0),
      PRIMARY KEY (day, actor, currency)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO spending (day, actor, currency, reserved, spent)
    SELECT a.sent_at / 86400000, r.actor, r.currency,
      coalesce(sum(a.reserved) FILTER (WHERE a.state = 'reserved' OR a.state = 'answered' OR a.state = 'unknown'), 0),
      coalesce(sum(a.cost), 0)
    FROM attempts a JOIN runs r ON r.id = a.run GROUP BY a.sent_at / 86400000, r.actor, r.currency;
    """
}
