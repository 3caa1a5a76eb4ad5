/// Writes the texts and attributes of an XML document.
///
/// Why not libxml2's xmlTextWriter: it lets characters pass that XML 1.0 forbids, so that every text had to be scrubbed
/// in a pass before it; it wants NUL-terminated copies of every string; and it keeps a stack of names for a structure
/// that an exporter knows anyway. Appending runs of bytes scrubs and escapes in one pass, several times as fast.
public enum XMLEscape {
  /// Appends a text between tags. A carriage return becomes a reference, since readers turn a bare one into a newline.
  ///
  /// - Returns: how many forbidden characters became U+FFFD; see `XMLScrubber`.
  @discardableResult
  public static func appendText(_ text: String, to bytes: inout [UInt8]) -> Int {
    append(text, isAttribute: false, to: &bytes)
  }

  /// Appends a space, a name, and a value in double quotes. Tabs and line ends become references, since readers turn
  /// bare ones into spaces.
  ///
  /// - Parameter name: a name of XML that the program chose; it is not checked.
  /// - Returns: how many forbidden characters became U+FFFD; see `XMLScrubber`.
  @discardableResult
  public static func appendAttribute(_ name: String, _ value: String, to bytes: inout [UInt8]) -> Int {
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: name.utf8)
    bytes.append(UInt8(ascii: "="))
    bytes.append(UInt8(ascii: "\""))
    let replaced = append(value, isAttribute: true, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    return replaced
  }

  private static func append(_ text: String, isAttribute: Bool, to bytes: inout [UInt8]) -> Int {
    UTF8Bytes.of(text) { append($0, isAttribute: isAttribute, to: &bytes) }
  }

  private static func append(_ text: UnsafeBufferPointer<UInt8>, isAttribute: Bool, to bytes: inout [UInt8]) -> Int {
    guard let base = text.baseAddress else { return 0 }
    var replaced = 0
    var run = 0
    var index = 0
    let end = text.count
    func flush(_ replacement: StaticString, length: Int = 1) {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<index]))
      bytes.append(
        contentsOf: UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
      index &+= length
      run = index
    }
    while true {
      index = UTF8Bytes.endOfXMLRun(base, from: index, to: end)
      if index == end { break }
      switch text[index] {
      case UInt8(ascii: "&"): flush("&amp;")
      case UInt8(ascii: "<"): flush("&lt;")
      // Needed in texts only after `]]`, harmless elsewhere.
      case UInt8(ascii: ">"): flush("&gt;")
      case UInt8(ascii: "\"") where isAttribute: flush("&quot;")
      case 0x09 where isAttribute: flush("&#9;")
      case 0x0A where isAttribute: flush("&#10;")
      case 0x0D: flush("&#13;")
      case 0x09, 0x0A, UInt8(ascii: "\""): index &+= 1
      case 0xEF where !XMLScrubber.isForbidden(text, at: index): index &+= 1
      case let byte:
        replaced += 1
        flush("\u{FFFD}", length: byte == 0xEF ? 3 : 1)
      }
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[run..<end]))
    return replaced
  }
}
