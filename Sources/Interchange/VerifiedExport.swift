import ContentModel

/// What an export was found to hold when it was read again.
public struct VerifiedExport: Hashable, Sendable {
  /// The head; nil for JSON Lines, which have none.
  public var header: ExportHeader?
  /// The mode that the head names, or the lines; lines without one are of a library in production.
  public var mode: String
  /// How many items there are.
  public var items: Int
  /// The SHA-256 of all items, in their order: what they are filed under, and their canonical bodies. The same items
  /// give the same digest in every format.
  public var digest: [UInt8]

  public init(header: ExportHeader?, mode: String, items: Int, digest: [UInt8]) {
    self.header = header
    self.mode = mode
    self.items = items
    self.digest = digest
  }

  /// Throws where this is not what was to be written.
  ///
  /// - Parameters:
  ///   - file: The name to use in the error.
  ///   - header: The head that was given to the encoder.
  ///   - items: How many items were given to the encoder.
  public func check(file: String, header: ExportHeader, items: Int) throws(ExportFailure) {
    let hint = "export again; if it happens again, the disk or the program is at fault"
    if self.items != items {
      throw ExportFailure("\(file) holds \(self.items) items, \(items) were written", hint: hint)
    }
    if let found = self.header, found != header {
      throw ExportFailure("\(file) has another head than was written", hint: hint)
    }
    if mode != header.mode, items > 0 || self.header != nil {
      throw ExportFailure("\(file) is of mode \(mode), \(header.mode) was written", hint: hint)
    }
  }
}
