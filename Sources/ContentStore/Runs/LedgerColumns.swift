/// What the columns of `attempts` say together, for queries that call the table `a`.
enum LedgerColumns {
  /// What a call cost; NULL where nobody knows: it has no outcome, or it was settled while its model had no price.
  ///
  /// Such a call was booked at 0 once, and is told by the cost one item a call, which was left out: tokens cost something
  /// where a price is known, and where that price is 0 the other cost is known to be 0 too.
  static let cost = """
    CASE WHEN a.state = 'settled' AND a.cost = 0 AND a.cost_single IS NULL AND a.input_tokens > 0 THEN NULL
      ELSE a.cost END
    """

  /// Whether a call was settled and nobody knows what it cost: its model had no price.
  static let isUnpriced = "(a.state = 'settled' AND (\(cost)) IS NULL)"

  /// Whether a call's tokens are an estimate, because its answer does not say what was used: how many of them came from the
  /// cache is then not known, and NULL.
  static let isEstimated = "(a.input_tokens IS NOT NULL AND a.cached_input_tokens IS NULL)"
}
