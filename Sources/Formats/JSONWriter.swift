/// The pieces of a JSON text, for exporters that write without building values first.
public enum JSONWriter {
  /// Appends a quoted JSON string. `"`, `\` and control characters below U+0020 are escaped, nothing else is.
  public static func appendString(_ text: String, to bytes: inout [UInt8]) {
    UTF8Bytes.of(text) { appendString($0, to: &bytes) }
  }

  /// Appends a quoted JSON string from UTF-8 that the caller knows to be valid.
  public static func appendString(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if let base = utf8.baseAddress {
      let end = utf8.count
      var index = 0
      while true {
        let stop = UTF8Bytes.endOfPlainRun(base, from: index, to: end)
        bytes.append(contentsOf: UnsafeBufferPointer(start: base + index, count: stop &- index))
        if stop == end { break }
        appendEscape(base[stop], to: &bytes)
        index = stop &+ 1
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends an integer.
  public static func appendInteger(_ value: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Appends text of the program's own as it is: punctuation, names that need no escape.
  @inline(__always)
  public static func append(_ text: StaticString, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"", to: &bytes)
    case UInt8(ascii: "\\"): append("\\\\", to: &bytes)
    case 0x08: append("\\b", to: &bytes)
    case 0x09: append("\\t", to: &bytes)
    case 0x0A: append("\\n", to: &bytes)
    case 0x0C: append("\\f", to: &bytes)
    case 0x0D: append("\\r", to: &bytes)
    default:
      append("\\u00", to: &bytes)
      for digit in [byte >> 4, byte & 0xF] {
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
