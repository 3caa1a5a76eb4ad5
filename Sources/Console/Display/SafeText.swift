/// Makes text from models, files and people harmless for a terminal.
public enum SafeText {
  /// The text without C0 controls (but newline and tab), DEL, C1 controls, escape sequences, and bidirectional
  /// embeddings, overrides and isolates (U+202A…U+202E, U+2066…U+2069).
  ///
  /// An escape sequence goes as a whole: CSI up to its final byte, OSC, DCS, SOS, PM and APC up to their terminator
  /// on the same line (ECMA-48, section 5). Of an unfinished one only the introducer goes, so that no text can hide
  /// what follows it. Linear; text that needs no change is returned as it is.
  public static func forTerminal(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in needsCleaning(bytes) } ? cleaned(Array(text.utf8)) : text
  }

  /// ``forTerminal(_:)`` on one line: newlines and tabs become spaces. For table cells and messages.
  public static func line(_ text: String) -> String {
    let safe = forTerminal(text)
    guard safe.utf8.contains(where: { $0 == 0x0A || $0 == 0x09 }) else { return safe }
    return String(decoding: safe.utf8.map { $0 == 0x0A || $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self)
  }

  private static func needsCleaning(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x20 ? (byte != 0x0A && byte != 0x09) : byte == 0x7F { return true }
      if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] < 0xA0 { return true }
      if byte == 0xE2, isDirectional(bytes, at: index) { return true }
      index += 1
    }
    return false
  }

  /// Whether U+202A…U+202E (E2 80 AA…AE) or U+2066…U+2069 (E2 81 A6…A9) begins here.
  private static func isDirectional(_ bytes: some RandomAccessCollection<UInt8>, at index: Int) -> Bool {
    let bytes = bytes.dropFirst(index).prefix(3)
    guard bytes.count == 3, let last = bytes.last, let middle = bytes.dropFirst().first else { return false }
    return (middle == 0x80 && (0xAA...0xAE).contains(last)) || (middle == 0x81 && (0xA6...0xA9).contains(last))
  }

  private static func cleaned(_ bytes: [UInt8]) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x1B {
        index = endOfSequence(bytes, introducer: index + 1 < bytes.count ? bytes[index + 1] : 0, after: index + 1)
      } else if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] < 0xA0 {
        // A C1 control is ESC and the byte 64 lower: U+009B is CSI as `ESC [` is.
        let last = bytes[index + 1]
        index = endOfSequence(bytes, introducer: last &- 0x40, after: index + 1)
      } else if byte == 0xE2, isDirectional(bytes, at: index) {
        index += 3
      } else {
        if byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x09 { kept.append(byte) }
        index += 1
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Where text goes on after a sequence whose introducer stands at `position`.
  private static func endOfSequence(_ bytes: [UInt8], introducer: UInt8, after position: Int) -> Int {
    guard position < bytes.count else { return position }
    switch introducer {
    case UInt8(ascii: "["):
      var index = position + 1
      while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
      let isFinished = index < bytes.count && (0x40...0x7E).contains(bytes[index])
      return isFinished ? index + 1 : position + 1
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      return endOfString(bytes, from: position + 1) ?? position + 1
    case 0x20...0x2F:
      // ESC, intermediate bytes, one final byte: `ESC ( B` picks a character set.
      var index = position
      while index < bytes.count, (0x20...0x2F).contains(bytes[index]) { index += 1 }
      return index < bytes.count && (0x30...0x7E).contains(bytes[index]) ? index + 1 : position
    case 0x30...0x7E:
      return position + 1
    default:
      return bytes[position] >= 0x80 && bytes[position] < 0xA0 ? position + 1 : position
    }
  }

  /// The place after BEL, `ESC \` or U+009C, or nil where the line ends first.
  private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index < bytes.count, bytes[index] != 0x0A {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if bytes[index] == 0x07 { return index + 1 }
      if bytes[index] == 0x1B && next == UInt8(ascii: "\\") { return index + 2 }
      if bytes[index] == 0xC2 && next == 0x9C { return index + 2 }
      index += 1
    }
    return nil
  }
}
