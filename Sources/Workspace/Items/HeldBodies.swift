import ContentModel
import ContentStore

/// What bodies a library holds at the keys that items without a uuid are imported to.
///
/// A key is asked for once and kept up to date from then on: where thousands of items share one, comparing each new item
/// with each of them took minutes. Memory: some 100 bytes for each item at these keys.
struct HeldBodies {
  private struct Place: Hashable {
    var kind: String
    var key: Key
  }

  private var digests: [Place: Set<[UInt8]>] = [:]

  /// Whether an item of a kind and key has the body with a digest: as its active version, else as its newest.
  mutating func contains(_ digest: [UInt8], kind: String, key: Key, in transaction: StoreTransaction) throws -> Bool {
    let place = Place(kind: kind, key: key)
    if let known = digests[place] { return known.contains(digest) }
    let found = try transaction.currentDigests(kind: kind, key: key)
    digests[place] = found
    return found.contains(digest)
  }

  /// Takes note of a new item.
  mutating func add(_ digest: [UInt8], kind: String, key: Key) {
    digests[Place(kind: kind, key: key)]?.insert(digest)
  }

  /// Takes note that an item has another body now. The one before may be another item's too, so the store is asked again.
  mutating func forget(kind: String, key: Key) { digests[Place(kind: kind, key: key)] = nil }
}
