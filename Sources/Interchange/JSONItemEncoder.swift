import Formats

/// Writes one JSON document: `{"schema_version","publish_event","mode","items":[…]}`.
///
/// Each item stands on a line of its own, so that a diff of two exports shows the items that changed.
public struct JSONItemEncoder: ItemEncoder {
  private var isFirst = true

  public init() {}

  public mutating func begin(_ header: ExportHeader, to output: inout [UInt8]) {
    JSONWriter.append(#"{"schema_version":"#, to: &output)
    JSONWriter.appendInteger(header.schemaVersion, to: &output)
    JSONWriter.append(#","publish_event":"#, to: &output)
    JSONWriter.appendInteger(Int(header.publishEvent), to: &output)
    JSONWriter.append(#","mode":"#, to: &output)
    JSONWriter.appendString(header.mode, to: &output)
    JSONWriter.append(#","items":["#, to: &output)
  }

  public mutating func append(_ item: ItemColumns, to output: inout [UInt8]) {
    if isFirst { JSONWriter.append("\n", to: &output) } else { JSONWriter.append(",\n", to: &output) }
    isFirst = false
    JSONSplice.item(item, mode: nil, to: &output)
  }

  public mutating func end(to output: inout [UInt8]) { JSONWriter.append("\n]}\n", to: &output) }
}
