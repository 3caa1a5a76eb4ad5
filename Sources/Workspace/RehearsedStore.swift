import ContentModel

/// A store with simulated text in a library that is in production: there is no telling such text from any other once it has
/// left the store.
public struct RehearsedStore: Failure, Hashable {
  /// The store's file.
  public var path: String

  public var message: String {
    "\(path) holds simulated text from a rehearsal, and this library is in `mode: production`"
  }
  public var hint: String? {
    "set `mode: rehearsal` in library/libtool.yaml, or move the file away: the next command makes a fresh store"
  }
}
