/// Widths of text in terminal columns.
///
/// East Asian wide and fullwidth characters and emoji take two columns, combining marks and format characters none,
/// everything else one (Unicode Standard Annex #11; the ranges are rounded to blocks where a block is wide
/// throughout). Controls count nothing: clean text with ``SafeText`` first.
public enum DisplayWidth {
  /// The side on which text stands in its column.
  public enum Alignment: Hashable, Sendable {
    case left, right
  }

  /// The columns that the text takes. Linear; ASCII is counted without decoding.
  public static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
    // Western letters, and the lines and blocks that bars are drawn with: a column each, and no clusters to look for.
    if text.unicodeScalars.allSatisfy({
      (0x20...0x7E).contains($0.value) || (0xA0..<0x300).contains($0.value) || (0x2500...0x259F).contains($0.value)
    }) {
      return text.unicodeScalars.count
    }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns of one user-perceived character: its widest scalar, two with an emoji selector or as a flag.
  public static func of(_ character: Character) -> Int {
    var widest = 0
    for scalar in character.unicodeScalars {
      if scalar.value == 0xFE0F && widest == 1 { return 2 }
      widest = max(widest, of(scalar))
    }
    let first = character.unicodeScalars.first?.value ?? 0
    let isFlag = (0x1F1E6...0x1F1FF).contains(first) && character.unicodeScalars.count > 1
    return isFlag ? 2 : widest
  }

  /// The text cut to at most `width` columns, between characters, the ellipsis as its last column where it is cut.
  ///
  /// - Parameter keepingEnd: whether the beginning is cut instead, and the ellipsis stands first.
  public static func truncate(
    _ text: String, to width: Int, ellipsis: String = "…", keepingEnd: Bool = false
  ) -> String {
    guard of(text) > width else { return text }
    let mark = of(ellipsis) <= width ? ellipsis : ""
    let room = width - of(mark)
    var kept: [Character] = []
    var used = 0
    for character in keepingEnd ? Array(text.reversed()) : Array(text) {
      let columns = of(character)
      if used + columns > room { break }
      kept.append(character)
      used += columns
    }
    // A space beside the ellipsis only makes the cut harder to see.
    while kept.last == " " { kept.removeLast() }
    return keepingEnd ? mark + String(kept.reversed()) : String(kept) + mark
  }

  /// The text with spaces up to `width` columns; longer text is returned as it is.
  public static func pad(_ text: String, to width: Int, alignment: Alignment = .left) -> String {
    let spaces = String(repeating: " ", count: max(0, width - of(text)))
    return alignment == .left ? text + spaces : spaces + text
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
    // Vowels and finals of conjoining Hangul stand inside the syllable that their initial opens.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .surrogate: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(value) { return 2 }
    return isWide(value) ? 2 : 1
  }

  private static func isWide(_ value: UInt32) -> Bool {
    if value < 0x1100 { return false }
    return wide.contains { $0.contains(value) }
  }

  /// Wide and fullwidth (EastAsianWidth.txt of Unicode 16); wide emoji are found by their property instead.
  private static let wide: [ClosedRange<UInt32>] = [
    0x4E00...0x9FFF, 0x3041...0x33FF, 0xAC00...0xD7A3, 0x3000...0x303E, 0xFF01...0xFF60, 0x3400...0x4DBF,
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x2FFF, 0xA000...0xA4CF, 0xA960...0xA97C, 0xF900...0xFAFF,
    0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1D300...0x1D376,
    0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
