extension Schema {
  /// Which versions have a sketch, and the sketches, many in a row: see docs/decisions/near-duplicates.md.
  static let similarity = """
    -- By kind: what its sketches were made with, and the last version that has been sketched. Later ones have none yet.
    CREATE TABLE similarity_kinds (
      kind TEXT PRIMARY KEY,
      profile TEXT NOT NULL,
      sketched_through INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Entries of one section and language, one after the other: a version's row and its sketch.
    CREATE TABLE similarity_blocks (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      section TEXT NOT NULL,
      language TEXT NOT NULL,
      entries BLOB NOT NULL
    ) STRICT;
    CREATE INDEX similarity_blocks_by_place ON similarity_blocks (section, language, kind);
    """
}
