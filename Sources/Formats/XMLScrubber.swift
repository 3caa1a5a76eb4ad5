/// Makes texts fit for XML.
///
/// Source: XML 1.0, fifth edition, production 2 (Char). Forbidden, even as references: the control characters below
/// U+0020 but tab, newline and carriage return, and U+FFFE and U+FFFF.
public enum XMLScrubber {
  /// The text with each forbidden character replaced by U+FFFD, and how many there were. Linear; without any, the text
  /// itself comes back uncopied.
  public static func scrub(_ text: String) -> (text: String, replaced: Int) {
    let isClean = text.utf8.withContiguousStorageIfAvailable(isClean) ?? false
    if isClean { return (text, 0) }
    var replaced = 0
    var scrubbed = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isForbidden(scalar) {
        replaced += 1
        scrubbed.append("\u{FFFD}")
      } else {
        scrubbed.append(scalar)
      }
    }
    return (String(scrubbed), replaced)
  }

  /// Whether XML 1.0 forbids a character.
  public static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
      if byte == 0xEF, isForbidden(bytes, at: index) { return false }
    }
    return true
  }

  /// Whether U+FFFE or U+FFFF begins at an offset at which 0xEF stands.
  static func isForbidden(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index &+ 2 < bytes.count && bytes[index &+ 1] == 0xBF && bytes[index &+ 2] >= 0xBE
  }
}
