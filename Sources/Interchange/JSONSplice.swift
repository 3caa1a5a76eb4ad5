import Formats
import Glibc

/// Appends items as JSON by splicing bytes: what both JSON forms of an export are made of.
///
/// This is the hot path of `export`: nothing is parsed, and only a text that needs an escape is looked at twice.
enum JSONSplice {
  /// Appends an item as an object on one line; `mode` stands in it where it is given.
  static func item(_ item: ItemColumns, mode: String?, to output: inout [UInt8]) {
    JSONWriter.append(#"{"uuid":"#, to: &output)
    JSONWriter.appendString(item.uuid, to: &output)
    JSONWriter.append(#","kind":"#, to: &output)
    JSONWriter.appendString(item.kind, to: &output)
    JSONWriter.append(#","level":"#, to: &output)
    JSONWriter.appendString(item.level, to: &output)
    JSONWriter.append(#","section":"#, to: &output)
    JSONWriter.appendString(item.section, to: &output)
    JSONWriter.append(#","topic":"#, to: &output)
    optional(item.topic, to: &output)
    JSONWriter.append(#","sku":"#, to: &output)
    optional(item.sku, to: &output)
    JSONWriter.append(#","language":"#, to: &output)
    JSONWriter.appendString(item.language, to: &output)
    JSONWriter.append(#","version":"#, to: &output)
    JSONWriter.appendInteger(item.version, to: &output)
    if let mode {
      JSONWriter.append(#","mode":"#, to: &output)
      JSONWriter.appendString(mode, to: &output)
    }
    JSONWriter.append(#","body":"#, to: &output)
    oneLine(item.body, to: &output)
    JSONWriter.append("}", to: &output)
  }

  /// Appends a string, or `null` where there is none.
  private static func optional(_ bytes: UnsafeBufferPointer<UInt8>?, to output: inout [UInt8]) {
    if let bytes, !bytes.isEmpty {
      JSONWriter.appendString(bytes, to: &output)
    } else {
      JSONWriter.append("null", to: &output)
    }
  }

  /// Appends JSON on one line: a line end can only stand between tokens there, where a blank means the same.
  private static func oneLine(_ json: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: json)
    guard let base = json.baseAddress,
      memchr(base, 0x0A, json.count) != nil || memchr(base, 0x0D, json.count) != nil
    else { return }
    for index in start..<output.count where output[index] == 0x0A || output[index] == 0x0D { output[index] = 0x20 }
  }
}
