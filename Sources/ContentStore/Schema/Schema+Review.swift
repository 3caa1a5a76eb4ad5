extension Schema {
  /// Who decided what in review, who is to look at what, what learners have reported, and audits of runs.
  static let review = """
    -- What people did in review, one act after the other. Append-only. Of decisions made before there was this table
    -- neither the time nor, for rejections, the person is known.
    CREATE TABLE review_acts (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES items,
      version INTEGER REFERENCES versions,
      act TEXT NOT NULL \(check("act", isOneOf: "accepted", "rejected", "kept", "assigned", "unassigned")),
      -- To whom it was assigned.
      person INTEGER REFERENCES actors,
      reason TEXT NOT NULL DEFAULT '',
      at INTEGER,
      actor INTEGER REFERENCES actors
    ) STRICT;
    INSERT INTO review_acts (item, version, act, reason, actor)
      SELECT item, id, review, CASE WHEN review = 'rejected' THEN coalesce(review_reason, '') ELSE '' END, approved_by
      FROM versions WHERE review = 'accepted' OR review = 'rejected' ORDER BY id;
    CREATE INDEX review_acts_by_item ON review_acts (item);
    CREATE INDEX review_acts_rejected ON review_acts (item) WHERE act = 'rejected';

    -- Who is to look at an item; nobody where there is no row. A decision ends it.
    CREATE TABLE assignments (
      item INTEGER PRIMARY KEY REFERENCES items,
      person INTEGER NOT NULL REFERENCES actors,
      at INTEGER NOT NULL,
      actor INTEGER NOT NULL REFERENCES actors
    ) STRICT;

    -- What learners have said of items. The digest is that of the text.
    CREATE TABLE reports (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES items,
      reported_at INTEGER NOT NULL,
      text TEXT NOT NULL,
      digest BLOB NOT NULL,
      imported_at INTEGER NOT NULL,
      imported_by INTEGER NOT NULL REFERENCES actors,
      outcome TEXT \(check("outcome", isOneOf: "kept", "replaced", "deactivated")),
      closed_at INTEGER,
      closed_by INTEGER REFERENCES actors,
      UNIQUE (item, reported_at, digest),
      CHECK ((outcome IS NULL) = (closed_at IS NULL))
    ) STRICT;
    CREATE INDEX reports_open ON reports (item) WHERE closed_at IS NULL;

    -- Random samples of what runs have brought, and what people thought of it.
    CREATE TABLE audits (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs,
      seed INTEGER NOT NULL,
      -- How many items it was drawn from.
      population INTEGER NOT NULL,
      at INTEGER NOT NULL,
      actor INTEGER NOT NULL REFERENCES actors
    ) STRICT;
    CREATE INDEX audits_by_run ON audits (run);

    CREATE TABLE audit_items (
      audit INTEGER NOT NULL REFERENCES audits,
      -- The order in which they were drawn.
      ordinal INTEGER NOT NULL,
      item INTEGER NOT NULL REFERENCES items,
      version INTEGER NOT NULL REFERENCES versions,
      verdict TEXT \(check("verdict", isOneOf: "good", "bad")),
      reason TEXT NOT NULL DEFAULT '',
      at INTEGER,
      actor INTEGER REFERENCES actors,
      PRIMARY KEY (audit, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX audit_items_by_item ON audit_items (item);
    """
}
