import Formats

/// Writes JSON Lines: one item a line, the fields of the JSON export, and `mode` on each line in a rehearsal.
///
/// There is no head: an export without items is an empty file.
public struct JSONLinesItemEncoder: ItemEncoder {
  private var mode: String?

  public init() {}

  public mutating func begin(_ header: ExportHeader, to output: inout [UInt8]) {
    mode = header.isRehearsal ? header.mode : nil
  }

  public mutating func append(_ item: ItemColumns, to output: inout [UInt8]) {
    JSONSplice.item(item, mode: mode, to: &output)
    JSONWriter.append("\n", to: &output)
  }

  public mutating func end(to output: inout [UInt8]) {}
}
