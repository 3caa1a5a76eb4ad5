import ContentModel

/// No string of the body holds a character that no text is made of.
///
/// That is U+FFFD, which stands where half of a character arrived, such as half of an emoji; control characters other than
/// line ends and tabs; and the two code points that are no characters, U+FFFE and U+FFFF. `banned_characters` looks for
/// more; where both are listed, these are this rule's.
struct BrokenCharacter: Rule {
  static let id = "broken_character"
  static let severity = Severity.critical
  static let title = "Broken character"
  static let fix = "Write the text again, without emoji and control characters."

  init(_ values: RuleValues) {}

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(ofTexts: { Self.first(in: $0.text) }) { place, name in
      reading.tell(Self.id, of: place, as: check.severity)
      return check.finding("\(place) holds \(name), which is no character of a text", fix: Self.fix)
    }
  }

  /// The name of the first broken character, such as `U+FFFD`, or nil. Linear in the length.
  private static func first(in text: String) -> String? {
    var previous: UInt8 = 0
    var before: UInt8 = 0
    for byte in text.utf8 {
      switch (before, previous, byte) {
      case (_, _, 0..<0x20) where ![0x09, 0x0A, 0x0D].contains(byte): return name(byte)
      case (_, _, 0x7F): return name(byte)
      // C1 controls in UTF-8.
      case (_, 0xC2, 0x80...0x9F): return name(byte)
      case (0xEF, 0xBF, 0xBD...0xBF): return "U+FF" + String(0x40 + byte, radix: 16, uppercase: true)
      default: break
      }
      (before, previous) = (previous, byte)
    }
    return nil
  }

  /// Whether a character is one of those.
  static func isBroken(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case ..<0x20, 0x7F...0x9F, 0xFFFD...0xFFFF: true
    default: false
    }
  }

  private static func name(_ code: UInt8) -> String {
    "U+00" + (code < 16 ? "0" : "") + String(code, radix: 16, uppercase: true)
  }
}
