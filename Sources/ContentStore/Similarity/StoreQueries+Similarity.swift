import ContentModel
import SQLiteKit

extension StoreQueries {
  /// How far the sketches of a kind have got; nil where there are none.
  public func similarityProgress(ofKind kind: String) throws -> SimilarityProgress? {
    try connection.first("SELECT profile, sketched_through FROM similarity_kinds WHERE kind = $1", kind) {
      SimilarityProgress(profile: $0.text(0), sketchedThrough: $0.integer(1))
    }
  }

  /// The row of the newest version; 0 where there is none.
  public func lastVersion() throws -> Int64 {
    try connection.first("SELECT max(id) FROM versions") { $0.integer(0) } ?? 0
  }

  /// How many bytes the blocks of a place have.
  public func similarityBytes(of place: SimilarityPlace) throws -> Int {
    try connection.first(
      "SELECT sum(length(entries)) FROM similarity_blocks WHERE section = $1 AND language = $2 AND kind = $3",
      place.section, place.language, place.kind
    ) { $0.int(0) } ?? 0
  }

  /// Lends each block of entries of a place, without a copy. A block dies when the closure returns.
  ///
  /// - Parameter once: Whether they are read this once only: then their pages take each other's place in SQLite's cache, which
  ///   would else take memory from the system for each of them. That is a third of what such a pass takes.
  public func forEachSimilarityBlock(
    of place: SimilarityPlace, once: Bool = false, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let usual = once ? try connection.pragma("cache_size") : 0
    if once { try connection.run("PRAGMA cache_size = -500") }
    let passed = Result {
      try connection.forEach(
        "SELECT entries FROM similarity_blocks WHERE section = $1 AND language = $2 AND kind = $3", place.section,
        place.language, place.kind
      ) { try $0.withBytes(0, body) }
    }
    if once { try connection.run("PRAGMA cache_size = \(usual)") }
    try passed.get()
  }

  /// The versions of a kind after a row that have a body, in the order of rows. Looks at every version after the row.
  public func versions(
    ofKind kind: String, after version: Int64, limit: Int
  ) throws -> [UnsketchedVersion] {
    // CROSS JOIN keeps SQLite to this order, in both: it would rather begin with all items of the kind and sort.
    try connection.all(
      """
      SELECT v.id, i.kind, i.section, i.language, v.body FROM versions v CROSS JOIN items i
      WHERE v.id > $1 AND i.id = v.item AND i.kind = $2 AND v.body IS NOT NULL ORDER BY v.id LIMIT $3
      """, version, kind, limit, make: Self.unsketched)
  }

  /// The versions of a place after a row that have a body, in the order of rows. Looks at every version after the row.
  ///
  /// - Parameter own: A run, and a row: versions of the run after the row are passed over.
  public func versions(
    of place: SimilarityPlace, after version: Int64, besides own: (run: Int64, after: Int64)? = nil
  ) throws -> [UnsketchedVersion] {
    try connection.all(
      """
      SELECT v.id, i.kind, i.section, i.language, v.body FROM versions v CROSS JOIN items i
      WHERE v.id > $1 AND (v.run IS NULL OR v.run <> $2 OR v.id <= $3) AND v.body IS NOT NULL
        AND i.id = v.item AND i.kind = $4 AND i.section = $5 AND i.language = $6
      ORDER BY v.id
      """, version, own?.run ?? 0, own?.after ?? 0, place.kind, place.section, place.language, make: Self.unsketched)
  }

  /// A version where it counts: as its item's active one, or as one that waits in review; with a body in either case.
  public func standing(ofVersion version: Int64) throws -> StandingVersion? {
    try connection.first(
      """
      SELECT i.id, i.uuid FROM versions v JOIN items i ON i.id = v.item
      WHERE v.id = $1 AND v.body IS NOT NULL AND (i.active_version = v.id OR v.review = 'waiting')
      """, version
    ) { StandingVersion(item: $0.integer(0), uuid: $0.text(1)) }
  }

  /// Hands the rows of each version of a place that counts and of its item to a closure; see ``standing(ofVersion:)``.
  public func forEachStanding(
    in place: SimilarityPlace, _ body: (_ version: Int64, _ item: Int64) throws -> Void
  ) throws {
    try connection.forEach(
      """
      SELECT v.id, i.id FROM items i JOIN versions v ON v.item = i.id
      WHERE i.kind = $1 AND i.section = $2 AND i.language = $3 AND v.body IS NOT NULL
        AND (i.active_version = v.id OR v.review = 'waiting')
      """, place.kind, place.section, place.language
    ) { try body($0.integer(0), $0.integer(1)) }
  }

  /// The body of a version, or nil.
  public func body(ofVersion version: Int64) throws -> String? {
    try connection.first("SELECT body FROM versions WHERE id = $1", version) { $0.optionalText(0) } ?? nil
  }

  private static func unsketched(_ row: borrowing Row) -> UnsketchedVersion {
    UnsketchedVersion(
      version: row.integer(0),
      place: SimilarityPlace(kind: row.text(1), section: row.text(2), language: row.text(3)), body: row.text(4))
  }
}
