/// Where the body of an answer goes that is too large for memory.
public struct HTTPDownload: Hashable, Sendable {
  /// An open file, written from its present place on; it stays open.
  public var descriptor: Int32
  /// The most bytes to write, unpacked.
  public var limit: Int

  public init(to descriptor: Int32, limit: Int) {
    self.descriptor = descriptor
    self.limit = limit
  }
}
