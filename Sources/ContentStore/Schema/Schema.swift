import SQLiteKit

/// The store's schema, as steps that are only ever added.
///
/// Times are UTC milliseconds, money is billionths of the ledger's currency. SQL here and in this module keeps to what
/// SQLite and PostgreSQL share.
enum Schema {
  /// `ltoo`, in `PRAGMA application_id`: marks the file as a libtool store.
  static let applicationID: Int64 = 0x6C74_6F6F

  static let migrations = [
    Migration(version: 1, sql: ground + content + runs),
    Migration(version: 3, sql: calls),
    Migration(version: 4, sql: rates),
    Migration(version: 5, sql: singles),
    Migration(version: 6, sql: similarity),
    Migration(version: 7, sql: review),
    Migration(version: 8, sql: judgedRules),
    Migration(version: 9, sql: batches),
    Migration(version: 10, sql: spending),
  ]

  /// A constraint: that a column holds one of a few words, or NULL where it may.
  ///
  /// Not `IN`: of more than two words SQLite makes a b-tree in memory, and for a constraint it makes it anew with each row
  /// that is written.
  static func check(_ column: String, isOneOf words: String...) -> String {
    "CHECK (\(words.map { "\(column) = '\($0)'" }.joined(separator: " OR ")))"
  }

  /// Who did what, and the catalogue.
  private static let ground = """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE actors (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

    -- One atomic change of what is active, or of the catalogue. Append-only.
    CREATE TABLE publish_events (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor INTEGER NOT NULL REFERENCES actors,
      action TEXT NOT NULL,
      reason TEXT NOT NULL,
      run INTEGER REFERENCES runs,
      undoes INTEGER REFERENCES publish_events
    ) STRICT;
    CREATE INDEX publish_events_by_run ON publish_events (run) WHERE run IS NOT NULL;

    -- The rows of the catalogue's files, each valid from one event until another.
    CREATE TABLE catalogue_rows (
      id INTEGER PRIMARY KEY,
      file TEXT NOT NULL,
      key TEXT NOT NULL,
      fields TEXT NOT NULL,
      origin TEXT NOT NULL,
      valid_from INTEGER NOT NULL REFERENCES publish_events,
      valid_to INTEGER REFERENCES publish_events
    ) STRICT;
    CREATE UNIQUE INDEX catalogue_rows_now ON catalogue_rows (file, key) WHERE valid_to IS NULL;

    """

  /// Items, their versions, and what is active.
  private static let content = """
    CREATE TABLE items (
      id INTEGER PRIMARY KEY,
      uuid TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      section TEXT NOT NULL,
      topic TEXT,
      sku TEXT,
      language TEXT NOT NULL,
      -- What the publish log folds to, the event that made it so, and who answers for it.
      active_version INTEGER REFERENCES versions,
      active_since INTEGER REFERENCES publish_events,
      standing TEXT \(check("standing", isOneOf: "machine", "approved", "imported")),
      created_at INTEGER NOT NULL,
      -- The standing is read from the item's own versions: another item's version has none, and is refused.
      CHECK ((active_version IS NULL) = (standing IS NULL))
    ) STRICT;
    CREATE INDEX items_by_key ON items (kind, section, language, topic, sku, standing);

    CREATE TABLE versions (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES items,
      number INTEGER NOT NULL,
      body TEXT,
      digest BLOB NOT NULL,
      origin TEXT NOT NULL \(check("origin", isOneOf: "run", "person", "import")),
      actor INTEGER NOT NULL REFERENCES actors,
      approved_by INTEGER REFERENCES actors,
      run INTEGER REFERENCES runs,
      draft INTEGER REFERENCES drafts,
      schema_version INTEGER NOT NULL,
      prompt_hash TEXT,
      model TEXT,
      source_version INTEGER REFERENCES versions,
      cost INTEGER NOT NULL DEFAULT 0,
      review TEXT \(check("review", isOneOf: "waiting", "accepted", "rejected", "withdrawn")),
      review_reason TEXT,
      score INTEGER,
      checked_at INTEGER,
      created_at INTEGER NOT NULL,
      UNIQUE (item, number)
    ) STRICT;
    CREATE INDEX versions_waiting ON versions (item) WHERE review = 'waiting';
    CREATE INDEX versions_by_run ON versions (run) WHERE run IS NOT NULL;
    CREATE INDEX versions_translated ON versions (item, source_version) WHERE source_version IS NOT NULL;
    CREATE INDEX versions_unchecked ON versions (item) WHERE checked_at IS NULL;

    CREATE TABLE publish_records (
      event INTEGER NOT NULL REFERENCES publish_events,
      item INTEGER NOT NULL REFERENCES items,
      old_version INTEGER REFERENCES versions,
      new_version INTEGER REFERENCES versions,
      PRIMARY KEY (item, event)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX publish_records_by_event ON publish_records (event);

    CREATE TABLE findings (
      version INTEGER NOT NULL REFERENCES versions,
      ordinal INTEGER NOT NULL,
      rule TEXT NOT NULL,
      rule_version INTEGER NOT NULL,
      severity TEXT NOT NULL \(check("severity", isOneOf: "critical", "warning", "info")),
      penalty INTEGER NOT NULL,
      message TEXT NOT NULL,
      fix TEXT NOT NULL,
      waived_by INTEGER REFERENCES actors,
      PRIMARY KEY (version, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX findings_critical ON findings (version) WHERE severity = 'critical' AND waived_by IS NULL;

    CREATE TABLE exports (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor INTEGER NOT NULL REFERENCES actors,
      job TEXT,
      format TEXT NOT NULL,
      selection TEXT NOT NULL,
      path TEXT NOT NULL,
      publish_event INTEGER NOT NULL,
      items INTEGER NOT NULL,
      digest TEXT NOT NULL
    ) STRICT;

    """

  /// Runs, their drafts, and the ledger of calls.
  private static let runs = """
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      uuid TEXT NOT NULL UNIQUE,
      status TEXT NOT NULL \(check("status", isOneOf: "running", "waiting", "paused", "finished", "cancelled")),
      reason TEXT NOT NULL DEFAULT '',
      actor INTEGER NOT NULL REFERENCES actors,
      selection TEXT NOT NULL,
      configuration TEXT NOT NULL,
      catalogue_event INTEGER NOT NULL REFERENCES publish_events,
      wanted INTEGER NOT NULL,
      max_drafts INTEGER NOT NULL,
      currency TEXT NOT NULL,
      budget INTEGER,
      reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
      spent INTEGER NOT NULL DEFAULT 0 CHECK (spent >= 0),
      fallbacks INTEGER NOT NULL DEFAULT 0,
      halvings INTEGER NOT NULL DEFAULT 0,
      holder TEXT,
      lease_until INTEGER,
      started_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;

    CREATE TABLE drafts (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs,
      ordinal INTEGER NOT NULL,
      kind TEXT NOT NULL,
      section TEXT NOT NULL,
      topic TEXT,
      sku TEXT,
      language TEXT NOT NULL,
      options TEXT NOT NULL,
      state TEXT NOT NULL \(check(
        "state",
        isOneOf: "pending_generation", "pending_assessment", "pending_regeneration", "completed", "dropped")),
      asked INTEGER NOT NULL DEFAULT 0,
      group_limit INTEGER,
      body TEXT,
      assessment TEXT,
      findings TEXT NOT NULL DEFAULT '[]',
      turns TEXT NOT NULL DEFAULT '[]',
      score INTEGER,
      drop_reason TEXT,
      -- The ordinal of the dropped draft whose place it takes.
      replaces INTEGER,
      item INTEGER REFERENCES items,
      UNIQUE (run, ordinal)
    ) STRICT;
    -- As the query of the inventory has it, to the letter.
    CREATE INDEX drafts_pending ON drafts (kind, section, language, topic, sku)
      WHERE state <> 'completed' AND state <> 'dropped';

    CREATE TABLE attempts (
      id INTEGER PRIMARY KEY,
      uuid TEXT NOT NULL UNIQUE,
      run INTEGER NOT NULL REFERENCES runs,
      -- generation, assessment, regeneration, or the name of a recipe's step.
      role TEXT NOT NULL,
      state TEXT NOT NULL \(check("state", isOneOf: "reserved", "answered", "settled", "failed", "unknown")),
      provider TEXT NOT NULL,
      model TEXT NOT NULL,
      prompt_hash TEXT NOT NULL,
      drafts INTEGER NOT NULL,
      reserved INTEGER NOT NULL,
      cost INTEGER,
      input_tokens INTEGER,
      cached_input_tokens INTEGER,
      output_tokens INTEGER,
      input_tokens_single INTEGER NOT NULL,
      finish_reason TEXT,
      error TEXT,
      sent_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;
    CREATE INDEX attempts_by_run ON attempts (run, state);

    CREATE TABLE attempt_drafts (
      attempt INTEGER NOT NULL REFERENCES attempts,
      draft INTEGER NOT NULL REFERENCES drafts,
      slot TEXT NOT NULL,
      cost INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (draft, attempt)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX attempt_drafts_by_attempt ON attempt_drafts (attempt);

    -- Raw answers, stored before they are read.
    CREATE TABLE answers (
      attempt INTEGER PRIMARY KEY REFERENCES attempts,
      status INTEGER NOT NULL,
      headers TEXT NOT NULL,
      body BLOB NOT NULL,
      encoding TEXT NOT NULL DEFAULT 'identity'
    ) STRICT;
    """

  /// What was sent, and what others wish of a run that a process works on.
  private static let calls = """
    -- Requests, stored together with the reservation.
    CREATE TABLE requests (
      attempt INTEGER PRIMARY KEY REFERENCES attempts,
      body BLOB NOT NULL,
      encoding TEXT NOT NULL
    ) STRICT;

    CREATE INDEX attempts_by_time ON attempts (sent_at);

    -- Who wishes the process that works on it to let it come to rest; null for nobody.
    ALTER TABLE runs ADD COLUMN pause_wished_by TEXT;
    """

  /// What a call's drafts would have cost one a call; null where nobody knows.
  private static let singles = "ALTER TABLE attempts ADD COLUMN cost_single INTEGER;"
}
