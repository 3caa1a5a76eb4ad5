import ContentModel

/// No string of the body holds a code fence: three backticks anywhere, or three tildes at the beginning of a line.
///
/// Not for kinds whose text is Markdown that may hold code.
struct CodeFence: Rule {
  static let id = "code_fence"
  static let severity = Severity.critical
  static let title = "Code fence"
  static let fix = "Write plain text without code fences."

  init(_ values: RuleValues) {}

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(ofTexts: { Self.hasFence($0.text) ? "" : nil }) { place, _ in
      reading.tell(Self.id, of: place, as: check.severity)
      return check.finding("\(place) holds a code fence", fix: Self.fix)
    }
  }

  private static func hasFence(_ text: String) -> Bool {
    var run = 0
    var previous: UInt8 = 0x0A
    var runIsAtLineStart = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") {
        if byte == previous {
          run += 1
        } else {
          run = 1
          runIsAtLineStart = previous == 0x0A || previous == 0x0D
        }
        if run == 3, byte == UInt8(ascii: "`") || runIsAtLineStart { return true }
      }
      previous = byte
    }
    return false
  }
}
