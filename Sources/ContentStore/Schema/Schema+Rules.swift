extension Schema {
  /// By which rules the stored findings were made: see docs/decisions/changed-rules.md.
  static let judgedRules = """
    -- By kind and language: the checks that all items were judged by last, as a JSON object by name.
    CREATE TABLE judged_rules (
      kind TEXT NOT NULL,
      language TEXT NOT NULL,
      checks TEXT NOT NULL,
      at INTEGER NOT NULL,
      actor INTEGER NOT NULL REFERENCES actors,
      PRIMARY KEY (kind, language)
    ) STRICT, WITHOUT ROWID;
    """
}
