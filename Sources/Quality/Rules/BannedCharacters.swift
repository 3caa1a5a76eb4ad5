import ContentModel

/// No text holds characters that cannot be seen, cannot be printed, or are the wreckage of a wrong encoding.
///
/// Those are control characters other than line ends and tabs, zero-width spaces and byte-order marks, marks that turn
/// the direction of writing, private-use and unassigned characters, the replacement character U+FFFD, and pairs such as
/// "Ã¤" and "â€œ", which UTF-8 becomes when it is read as Latin-1. Joiners within emoji, Persian and Indic words are as
/// they should be, and so are soft hyphens. `characters` bans further ones, `allow` takes some out. Without `field` every
/// string of the body is looked at. What a check of `broken_character` has found in a text is not said again, nor that a text is
/// made of nothing else, where a check of `not_blank` has said that it is empty.
struct BannedCharacters: Rule {
  static let id = "banned_characters"
  static let version = 2
  static let severity = Severity.critical
  static let title = "Banned character"
  static let fix = "Write plain text without special characters."
  static let parameters = [
    RuleParameter("field", .fields, "Where to look; every string of the body where nothing is said."),
    RuleParameter("characters", .texts, usual: [], "Texts of which each character is banned too: `[\"™®\"]`."),
    RuleParameter("allow", .texts, usual: [], "Texts of which each character is allowed."),
  ]

  private let fields: [FieldPath]
  private let banned: Set<Unicode.Scalar>
  private let allowed: Set<Unicode.Scalar>

  init(_ values: RuleValues) {
    fields = values.fields("field")
    banned = Set(values.texts("characters").flatMap(\.unicodeScalars))
    allowed = Set(values.texts("allow").flatMap(\.unicodeScalars))
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(inTextsAt: fields) { text, place in
      guard var fault = first(in: text), !reading.hasTold(NotBlank.id, of: place(), atLeast: check.severity) else {
        return nil
      }
      if reading.hasTold(BrokenCharacter.id, of: place(), atLeast: check.severity) {
        guard let other = first(in: text, besidesBroken: true) else { return nil }
        fault = other
      }
      return check.finding("\(place()) holds \(fault)", fix: "Write \(place()) without \(fault).")
    }
  }

  /// The first fault of a text, spelled; at wish one that is not `broken_character`'s. Linear in the length.
  private func first(in text: String, besidesBroken: Bool = false) -> String? {
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      if scalar.value >= 0x20, scalar.value < 0x7F {
        if banned.contains(scalar), !allowed.contains(scalar) { return Self.spell(scalar) }
        continue
      }
      if allowed.contains(scalar) || (besidesBroken && BrokenCharacter.isBroken(scalar)) { continue }
      if Self.isWreckage(previous, scalar) { return "the wrongly encoded “\(previous)\(scalar)”" }
      if banned.contains(scalar) || Self.isUnfit(scalar) { return Self.spell(scalar) }
    }
    return nil
  }

  private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case ..<0x20, 0x7F...0x9F: true
    case 0xA0...0x1FFF: scalar.properties.generalCategory == .unassigned
    case 0x200B, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFD: true
    // Within emoji these spell the flags of countries' parts.
    case 0xE0020...0xE007F: false
    case 0x2000...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x2A6DF: false
    default:
      switch scalar.properties.generalCategory {
      case .unassigned, .privateUse, .control: true
      default: false
      }
    }
  }

  /// What the two bytes of a letter such as `ä`, or the first two of a typographic quote, become in Latin-1 or
  /// Windows-1252.
  private static func isWreckage(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    switch first.value {
    case 0xC3:
      0xA0...0xBF ~= second.value || [0x178, 0x2013, 0x2014, 0x201A, 0x201E, 0x2026, 0x2122].contains(second.value)
    case 0xC2: 0xA0...0xBF ~= second.value && second.value != 0xAB && second.value != 0xBB
    case 0xE2: second.value == 0x20AC
    default: false
    }
  }

  private static func spell(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let name = scalar.properties.nameAlias ?? scalar.properties.name
    return "the character \(code)" + (name.map { " (\($0))" } ?? "")
  }
}
