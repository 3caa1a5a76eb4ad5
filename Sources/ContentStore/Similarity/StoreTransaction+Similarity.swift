import ContentModel
import SQLiteKit

extension StoreTransaction {
  /// The most bytes of a block. Adding to one copies it; reading larger ones takes memory from the system each time.
  private static let fullBlock = 32_000

  /// Adds entries to the sketches of a kind.
  ///
  /// - Parameters:
  ///   - entries: By place, entries one after the other.
  ///   - entrySize: The bytes of an entry, which stays in one block.
  ///   - former: What the caller made them after; nil where the kind had none.
  ///   - now: What holds once they are stored.
  /// - Returns: False where another process has been at it meanwhile: nothing is changed then.
  public func addSketches(
    _ entries: [SimilarityPlace: [UInt8]], entrySize: Int, ofKind kind: String, after former: SimilarityProgress?,
    now: SimilarityProgress
  ) throws -> Bool {
    guard try similarityProgress(ofKind: kind) == former else { return false }
    for (place, bytes) in entries.sorted(by: { ($0.key.section, $0.key.language) < ($1.key.section, $1.key.language) })
    {
      try append(bytes[...], entrySize: entrySize, to: place)
    }
    try connection.run(
      """
      INSERT INTO similarity_kinds (kind, profile, sketched_through) VALUES ($1, $2, $3)
      ON CONFLICT (kind) DO UPDATE SET profile = excluded.profile, sketched_through = excluded.sketched_through
      """, kind, now.profile, now.sketchedThrough)
    return true
  }

  /// Takes all sketches of a kind away, so that they are made anew.
  public func removeSketches(ofKind kind: String) throws {
    try connection.run("DELETE FROM similarity_blocks WHERE kind = $1", kind)
    try connection.run("DELETE FROM similarity_kinds WHERE kind = $1", kind)
  }

  private func append(_ bytes: ArraySlice<UInt8>, entrySize: Int, to place: SimilarityPlace) throws {
    var rest = bytes
    let last = try connection.first(
      """
      SELECT id, entries FROM similarity_blocks WHERE section = $1 AND language = $2 AND kind = $3
      ORDER BY id DESC LIMIT 1
      """, place.section, place.language, place.kind
    ) { (id: $0.integer(0), entries: $0.bytes(1)) }
    func taking(upTo room: Int) -> [UInt8] {
      let count = min(rest.count, room / entrySize * entrySize)
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    if let last, Self.fullBlock - last.entries.count >= entrySize {
      let entries = last.entries + taking(upTo: Self.fullBlock - last.entries.count)
      try connection.run("UPDATE similarity_blocks SET entries = $1 WHERE id = $2", entries, last.id)
    }
    while !rest.isEmpty {
      try connection.run(
        "INSERT INTO similarity_blocks (kind, section, language, entries) VALUES ($1, $2, $3, $4)", place.kind,
        place.section, place.language, taking(upTo: max(Self.fullBlock, entrySize)))
    }
  }
}
