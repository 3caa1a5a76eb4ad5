/// Where a text is in no language: addresses, paths, names of variables, options and formats.
///
/// `https://example.com/de`, `/usr/share/doc`, `${name}`, `old_gid`, `--help`, `%s`: what is made of such has words that say
/// nothing, or the wrong thing, about the language around it. Such a piece ends with white space, with a mark that is not
/// ASCII and with a character of Chinese or Japanese; accented letters are parts of it.
enum CodeSpans {
  /// The pieces of a text, as ranges of its bytes in order; a text is given folded and in lower case, see ``WordText``.
  /// Linear in the length.
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var start = 0
    var isCode = false
    // Hyphens and opening marks at the beginning; after them a letter makes an option.
    var opening = Opening.none
    // A letter, and then signs that join one with the next: `a.b`, `a://b`.
    var isAfterLetter = false
    var isJoined = false
    var index = 0
    func close(at end: Int) {
      if isCode { spans.append(start..<end) }
      isCode = false
      opening = .none
      isAfterLetter = false
      isJoined = false
    }
    while index < bytes.count {
      let byte = bytes[index]
      let part = parts[Int(byte)]
      if part == .separator {
        close(at: index)
        // What stands outside of Latin, Greek and Cyrillic is three bytes and more.
        index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        start = index
        continue
      }
      switch part {
      case .letter:
        if isJoined || opening == .hyphens { isCode = true }
        opening = .over
        isAfterLetter = true
        isJoined = false
      case .joint:
        // A path begins with its stroke; what follows a sign of percent is a format.
        if byte == UInt8(ascii: "/"), index == start { isCode = true }
        if byte == UInt8(ascii: "%"), index + 1 < bytes.count, isFormat(bytes[index + 1]) { isCode = true }
        isJoined = isJoined || isAfterLetter
        isAfterLetter = false
        opening = .over
      case .code: isCode = true
      case .hyphen:
        if opening != .over { opening = .hyphens }
        isAfterLetter = false
        isJoined = false
      case .mark, .separator:
        if opening == .hyphens || !isOpening(byte) { opening = .over }
        isAfterLetter = false
        isJoined = false
      }
      index += 1
    }
    close(at: bytes.count)
    return spans
  }

  private enum Opening { case none, hyphens, over }

  private enum Part: UInt8 { case separator, letter, joint, code, hyphen, mark }

  private static func isFormat(_ byte: UInt8) -> Bool {
    parts[Int(byte)] == .letter || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "*")
  }

  private static func isOpening(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): true
    default: false
    }
  }

  private static let parts: [Part] = (0...255).map { (byte: UInt8) in
    switch byte {
    case 0...0x20, 0x7F: .separator
    // Signs of Latin-1 such as « and ¿; then what is not written with an alphabet, and general marks.
    case 0xC2, 0xE0...: .separator
    case 0x80...: .letter
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): .letter
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "/"),
      UInt8(ascii: "="), UInt8(ascii: "%"):
      .joint
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"), UInt8(ascii: "\\"): .code
    case UInt8(ascii: "-"): .hyphen
    default: .mark
    }
  }
}
