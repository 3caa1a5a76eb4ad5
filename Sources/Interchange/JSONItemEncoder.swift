/// Writes one JSON document: `{"schema_version","publish_event","mode","items":[…]}`.
///
/// Each item stands on a line of its own, so that a diff of two exports shows the items that changed.
public struct JSONItemEncoder: ItemEncoder {
  private var isFirst = true

  public init() {}

  public mutating func begin(_ header: ExportHeader, to output: inout [UInt8]) {
    JSONSplice.literal(#"{"schema_version":"#, to: &output)
    JSONSplice.integer(Int64(header.schemaVersion), to: &output)
    JSONSplice.literal(#","publish_event":"#, to: &output)
    JSONSplice.integer(header.publishEvent, to: &output)
    JSONSplice.literal(#","mode":"#, to: &output)
    JSONSplice.text(header.mode, to: &output)
    JSONSplice.literal(#","items":["#, to: &output)
  }

  public mutating func append(_ item: ItemColumns, to output: inout [UInt8]) {
    if isFirst { JSONSplice.literal("\n", to: &output) } else { JSONSplice.literal(",\n", to: &output) }
    isFirst = false
    JSONSplice.item(item, mode: nil, to: &output)
  }

  public mutating func end(to output: inout [UInt8]) { JSONSplice.literal("\n]}\n", to: &output) }
}
