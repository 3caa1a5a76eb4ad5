/// Appends JSON by splicing bytes: what both JSON forms of an export are made of.
///
/// This is the hot path of `export`: nothing is parsed, and only a text that needs an escape is looked at twice.
enum JSONSplice {
  /// Appends a literal piece of the format.
  @inline(__always)
  static func literal(_ text: StaticString, to output: inout [UInt8]) {
    output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a quoted JSON string. Escapes as RFC 8259 asks: quote, backslash, and characters under U+0020.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var start = 0
    for index in bytes.indices where bytes[index] < 0x20 || bytes[index] == 0x22 || bytes[index] == 0x5C {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
      escape(bytes[index], to: &output)
      start = index + 1
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    output.append(UInt8(ascii: "\""))
  }

  /// Appends a string, or `null` where there is none.
  static func optional(_ bytes: UnsafeBufferPointer<UInt8>?, to output: inout [UInt8]) {
    if let bytes, !bytes.isEmpty { string(bytes, to: &output) } else { literal("null", to: &output) }
  }

  /// Appends a number.
  static func integer(_ value: Int64, to output: inout [UInt8]) { output.append(contentsOf: String(value).utf8) }

  /// Appends JSON on one line: a line feed can only stand between tokens there, where a blank means the same.
  static func oneLine(_ json: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: json)
    for index in start..<output.count where output[index] == 0x0A || output[index] == 0x0D { output[index] = 0x20 }
  }

  /// Appends an item as an object on one line; `mode` stands in it where it is given.
  static func item(_ item: ItemColumns, mode: String?, to output: inout [UInt8]) {
    literal(#"{"uuid":"#, to: &output)
    string(item.uuid, to: &output)
    literal(#","kind":"#, to: &output)
    string(item.kind, to: &output)
    literal(#","level":"#, to: &output)
    string(item.level, to: &output)
    literal(#","section":"#, to: &output)
    string(item.section, to: &output)
    literal(#","topic":"#, to: &output)
    optional(item.topic, to: &output)
    literal(#","sku":"#, to: &output)
    optional(item.sku, to: &output)
    literal(#","language":"#, to: &output)
    string(item.language, to: &output)
    literal(#","version":"#, to: &output)
    integer(Int64(item.version), to: &output)
    if let mode {
      literal(#","mode":"#, to: &output)
      text(mode, to: &output)
    }
    literal(#","body":"#, to: &output)
    oneLine(item.body, to: &output)
    literal("}", to: &output)
  }

  /// Appends a quoted JSON string.
  static func text(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { string($0, to: &output) }
  }

  private static func escape(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case 0x22: literal("\\\"", to: &output)
    case 0x5C: literal("\\\\", to: &output)
    case 0x08: literal("\\b", to: &output)
    case 0x09: literal("\\t", to: &output)
    case 0x0A: literal("\\n", to: &output)
    case 0x0C: literal("\\f", to: &output)
    case 0x0D: literal("\\r", to: &output)
    default:
      let digits: StaticString = "0123456789abcdef"
      literal("\\u00", to: &output)
      output.append(digits.utf8Start[Int(byte >> 4)])
      output.append(digits.utf8Start[Int(byte & 0xF)])
    }
  }
}
