/// The scripts that the rules tell apart, by the blocks of Unicode.
enum Script: Int, CaseIterable {
  case latin
  case han
  case kana
  case hangul
  case cyrillic
  case greek
  case arabic
  case hebrew
  case devanagari
  case thai

  /// The script of a letter; nil for everything else, and for letters of other scripts.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF,
      0xFF21...0xFF3A, 0xFF41...0xFF5A:
      self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x590...0x5FF: self = .hebrew
    case 0x600...0x6FF, 0x750...0x77F: self = .arabic
    case 0x900...0x97F: self = .devanagari
    case 0xE00...0xE7F: self = .thai
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: self = .hangul
    // Without the middle dot U+30FB, which Chinese uses in names.
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F:
      self = .kana
    case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: self = .han
    default: return nil
    }
  }

  /// Whether a letter belongs to a script whose words are not written apart.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0xE00 else { return false }
    return switch Script(scalar) {
    case .han, .kana, .thai: true
    default: false
    }
  }

  /// How messages call it.
  var name: String {
    switch self {
    case .latin: "Latin"
    case .han: "Chinese"
    case .kana: "Japanese"
    case .hangul: "Korean"
    case .cyrillic: "Cyrillic"
    case .greek: "Greek"
    case .arabic: "Arabic"
    case .hebrew: "Hebrew"
    case .devanagari: "Devanagari"
    case .thai: "Thai"
    }
  }
}
