import ContentModel
import ContentStore

/// Which item of a key has a body, by the body's digest; read once a key, since an import may bring very many items of one.
struct HeldBodies {
  private struct Place: Hashable {
    var kind: String
    var key: Key
  }

  private var items: [Place: [[UInt8]: Int64]] = [:]

  /// The row of an item of a kind and key that has a body with this digest, as its current text or waiting in review.
  ///
  /// A body stays noted when its item gets another one, so an item has to be looked at; nil is certain.
  mutating func item(
    with digest: [UInt8], kind: String, key: Key, in transaction: StoreTransaction
  ) throws -> Int64? {
    let place = Place(kind: kind, key: key)
    if let known = items[place] { return known[digest] }
    let known = Dictionary(try transaction.bodyDigests(kind: kind, key: key)) { first, _ in first }
    items[place] = known
    return known[digest]
  }

  /// Notes a body that an item of a kind and key has been given.
  mutating func note(_ digest: [UInt8], of item: Int64, kind: String, key: Key) {
    items[Place(kind: kind, key: key)]?[digest] = item
  }
}
