/// Keeps spreadsheets from running a cell as a formula, by an apostrophe in front, and takes it away again.
///
/// Source: OWASP, "CSV Injection". A text that begins with apostrophes before something dangerous gets one more, so
/// that taking one away always gives back what was written.
public enum CSVDefusing {
  /// The text as it may stand in a cell.
  public static func done(_ text: String) -> String { isCharged(text) ? "'" + text : text }

  /// The text that `done` was given.
  public static func undone(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'") else { return text }
    let rest = text.dropFirst()
    return isCharged(String(rest)) ? String(rest) : text
  }

  /// Whether a text is dangerous, perhaps behind apostrophes.
  static func isCharged(_ text: String) -> Bool {
    var rest = Substring(text).utf8
    while rest.first == UInt8(ascii: "'") { rest.removeFirst() }
    while let first = rest.first, first == UInt8(ascii: " ") { rest.removeFirst() }
    guard let first = rest.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isNumber(rest.dropFirst())
    case 0xEF:
      // The full-width forms of = + - @, which some spreadsheets take for the narrow ones.
      return [[0xEF, 0xBC, 0x9D], [0xEF, 0xBC, 0x8B], [0xEF, 0xBC, 0x8D], [0xEF, 0xBC, 0xA0]].contains(
        Array(rest.prefix(3)))
    default: return false
    }
  }

  /// Digits, perhaps with one decimal point or comma and digits after it.
  private static func isNumber(_ text: Substring.UTF8View) -> Bool {
    var marks = 0
    var wasDigit = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): wasDigit = true
      case UInt8(ascii: "."), UInt8(ascii: ","):
        guard wasDigit, marks == 0 else { return false }
        marks += 1
        wasDigit = false
      default: return false
      }
    }
    return wasDigit
  }

  /// Whether a text holds nothing but spaces and tabs.
  static func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// A text without the spaces and tabs around it.
  static func trimmed(_ text: String) -> String {
    var rest = Substring(text).utf8
    while let first = rest.first, first == 0x20 || first == 0x09 { rest.removeFirst() }
    while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
    return String(Substring(rest))
  }
}
