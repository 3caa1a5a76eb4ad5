/// What a scalar looks like once differences of form, but not of letter, are taken away.
///
/// Source: the compatibility mappings of Unicode (NFKC) that turn up in model output: spaces, full-width and
/// half-width forms, Latin ligatures, superscript digits, mathematical letters. The standard library has no NFKC;
/// canonical equivalence (NFC against NFD) needs no mapping, since Swift strings compare by it. Beyond NFKC,
/// typographic quotes and hyphens become the ASCII ones, and what cannot be seen goes away.
enum CompatibilityFolding {
  enum Outcome {
    case same
    case invisible
    case space
    case scalar(Unicode.Scalar)
    case text(String)
  }

  static func fold(_ scalar: Unicode.Scalar) -> Outcome {
    let value = scalar.value
    switch value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      return .space
    case ..<0x80: return .same
    // Soft hyphen, joiners, zero-width spaces, direction marks, variation selectors, byte-order mark.
    case 0xAD, 0x34F, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF,
      0xE0000...0xE007F:
      return .invisible
    case 0xB4, 0x2B9, 0x2BC, 0x2018, 0x2019, 0x201B, 0x2032: return .scalar("'")
    case 0xAB, 0xBB, 0x201C...0x201F, 0x2033: return .scalar("\"")
    case 0x2010...0x2014, 0x2212, 0xFE58, 0xFE63: return .scalar("-")
    case 0x2026: return .text("...")
    case 0xAA: return .scalar("a")
    case 0xBA: return .scalar("o")
    case 0xB2, 0xB3: return digit(value - 0xB0)
    case 0xB9: return .scalar("1")
    case 0x2070, 0x2074...0x2079: return digit(value - 0x2070)
    case 0x2080...0x2089: return digit(value - 0x2080)
    case 0x1D400...0x1D6A3: return letter((value - 0x1D400) % 52)
    case 0x1D7CE...0x1D7FF: return digit((value - 0x1D7CE) % 10)
    case 0xFB00...0xFB06: return .text(ligatures[Int(value - 0xFB00)])
    case 0xFF01...0xFF5E:
      // Full-width quotes and hyphens take the same way as their ASCII forms.
      return ascii(value - 0xFF01 + 0x21)
    case 0xFF61...0xFF9F: return .scalar(katakana[Int(value - 0xFF61)])
    default: return .same
    }
  }

  private static func digit(_ value: UInt32) -> Outcome { ascii(0x30 + value) }
  private static func letter(_ index: UInt32) -> Outcome { ascii(index < 26 ? 0x41 + index : 0x61 + index - 26) }
  private static func ascii(_ value: UInt32) -> Outcome { .scalar(Unicode.Scalar(UInt8(truncatingIfNeeded: value))) }

  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
  /// U+FF61 to U+FF9F; the two sound marks at the end become combining ones, so that canonical equivalence joins them.
  private static let katakana = Array(
    ("。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン" + "\u{3099}\u{309A}").unicodeScalars)
}
