extension Schema {
  /// Runs that another tool began: what it calls them and their drafts.
  static let adopted = """
    CREATE TABLE adopted_runs (
      run INTEGER PRIMARY KEY REFERENCES runs,
      -- The other tool's name of the run, by which it is known again, and its configuration, JSON.
      run_id TEXT NOT NULL UNIQUE,
      config TEXT NOT NULL
    ) STRICT;

    CREATE TABLE adopted_drafts (
      run INTEGER NOT NULL REFERENCES runs,
      ordinal INTEGER NOT NULL,
      id TEXT NOT NULL,
      PRIMARY KEY (run, ordinal)
    ) STRICT, WITHOUT ROWID;
    """
}
