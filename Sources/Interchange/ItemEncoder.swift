/// Writes an export: a head, items one after another, an end. Bytes go to a buffer that the caller empties when it likes.
///
/// The same calls give the same bytes. After an error the output is useless: throw it away.
public protocol ItemEncoder: Sendable {
  /// Starts the export. Called once, first.
  mutating func begin(_ header: ExportHeader, to output: inout [UInt8])
  /// Writes one item. Throws where its body cannot be written in this format.
  mutating func append(_ item: ItemColumns, to output: inout [UInt8]) throws(ExportFailure)
  /// Ends the export. Called once, last.
  mutating func end(to output: inout [UInt8])
  /// How many characters the format cannot hold and were replaced by U+FFFD.
  var scrubbed: Int { get }
}

extension ItemEncoder {
  public var scrubbed: Int { 0 }

  /// Writes one item that is at hand as a value.
  public mutating func append(_ item: ExportedItem, to output: inout [UInt8]) throws(ExportFailure) {
    try item.withColumns { (columns) throws(ExportFailure) in try append(columns, to: &output) }
  }
}
