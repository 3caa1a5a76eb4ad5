/// The letters of the languages of western Europe as one byte each, in lower case: those of Windows-1252.
///
/// The syllables of a word are counted in these bytes, since a text is measured each time it is checked, and looking at
/// characters takes some twenty times as long.
enum WesternLetter {
  /// What parts a compound: a hyphen, a soft hyphen, an apostrophe of either form.
  static let hyphen = UInt8(ascii: "-")

  /// The byte of a letter; 0 for a letter of another alphabet, nil for what is none.
  static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x61...0x7A, 0xDF...0xF6, 0xF8...0xFF: UInt8(truncatingIfNeeded: scalar.value)
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: UInt8(truncatingIfNeeded: scalar.value | 0x20)
    case ..<0x80: nil
    case 0x152, 0x153: 0x9C  // œ
    default: scalar.properties.isAlphabetic ? 0 : nil
    }
  }

  /// The byte of a letter with a combining accent after it (NFD); nil where there is no such letter, or it is no vowel.
  static func composed(_ byte: UInt8, accent: Unicode.Scalar) -> UInt8? {
    guard let vowel = vowels.firstIndex(of: byte), let accent = accents.firstIndex(of: accent.value) else { return nil }
    let composed = composedVowels[vowel * accents.count + accent]
    return composed == 0 ? nil : composed
  }

  private static let vowels = Array("aeiou".utf8)
  /// Grave, acute, circumflex, diaeresis.
  private static let accents: [UInt32] = [0x300, 0x301, 0x302, 0x308]
  private static let composedVowels: [UInt8] = [
    0xE0, 0xE1, 0xE2, 0xE4, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEE, 0xEF, 0xF2, 0xF3, 0xF4, 0xF6, 0xF9, 0xFA, 0xFB,
    0xFC,
  ]

  /// Some letters, to be asked whether a letter is among them.
  struct Set {
    private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(_ letters: String) {
      for byte in letters.unicodeScalars.compactMap(WesternLetter.byte) {
        let bit: UInt64 = 1 << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: bits.0 |= bit
        case 1: bits.1 |= bit
        case 2: bits.2 |= bit
        default: bits.3 |= bit
        }
      }
    }

    func contains(_ byte: UInt8) -> Bool {
      let word =
        switch byte >> 6 {
        case 0: bits.0
        case 1: bits.1
        case 2: bits.2
        default: bits.3
        }
      return word >> UInt64(byte & 63) & 1 == 1
    }
  }
}
