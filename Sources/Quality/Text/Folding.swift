/// The forms in which texts are compared and searched.
enum Folding {
  /// A text as it is compared: forms folded (see ``CompatibilityFolding``), runs of spaces made one, ends trimmed.
  ///
  /// Case and accents stay, so that `der` and `Der`, `schon` and `schön` differ. Two keys are to be compared with
  /// `==`, which takes NFC and NFD as equal. Linear in the length.
  static func key(_ text: String) -> String {
    if isPlain(text) { return text }
    var key = String.UnicodeScalarView()
    var spaceWaits = false
    func close(_ key: inout String.UnicodeScalarView) {
      if spaceWaits, !key.isEmpty { key.append(" ") }
      spaceWaits = false
    }
    for scalar in text.unicodeScalars {
      switch CompatibilityFolding.fold(scalar) {
      case .invisible: continue
      case .space: spaceWaits = true
      case .same:
        close(&key)
        key.append(scalar)
      case .scalar(let other):
        close(&key)
        key.append(other)
      case .text(let others):
        close(&key)
        key.append(contentsOf: others.unicodeScalars)
      }
    }
    return String(key)
  }

  /// Whether a text holds nothing that can be seen: it is empty, or all spaces and invisible scalars.
  static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      switch CompatibilityFolding.fold($0) {
      case .invisible, .space: true
      default: false
      }
    }
  }

  /// A text as phrases are looked for in it, in UTF-8: folded, in lower case, Latin letters without their accents,
  /// runs of spaces made one.
  ///
  /// Accents go so that NFC and NFD need no composing; for finding phrases nothing is lost. Linear in the length.
  static func searchable(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar.value > 0x20, scalar.value < 0x7F {
        bytes.append(lowercased(UInt8(truncatingIfNeeded: scalar.value)))
        continue
      }
      switch CompatibilityFolding.fold(scalar) {
      case .invisible: continue
      case .space: if bytes.last != 0x20 { bytes.append(0x20) }
      case .same: appendLetter(scalar, to: &bytes)
      case .scalar(let other): appendLetter(other, to: &bytes)
      case .text(let others): for other in others.unicodeScalars { appendLetter(other, to: &bytes) }
      }
    }
    return bytes
  }

  /// A text as whole words are looked for in it, in UTF-8: its key (see ``key(_:)``) in lower case. Linear in the length.
  static func lowered(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var spaceWaits = false
    func close() {
      if spaceWaits, !bytes.isEmpty { bytes.append(0x20) }
      spaceWaits = false
    }
    for scalar in text.unicodeScalars {
      if scalar.value > 0x20, scalar.value < 0x7F {
        close()
        bytes.append(lowercased(UInt8(truncatingIfNeeded: scalar.value)))
        continue
      }
      switch CompatibilityFolding.fold(scalar) {
      case .invisible: continue
      case .space: spaceWaits = true
      case .same:
        close()
        appendLowered(scalar, to: &bytes)
      case .scalar(let other):
        close()
        appendLowered(other, to: &bytes)
      case .text(let others):
        close()
        for other in others.unicodeScalars { appendLowered(other, to: &bytes) }
      }
    }
    return bytes
  }

  /// Whether a byte of a searchable text belongs to a word: an ASCII letter or digit, or a part of any other scalar.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: false
    }
  }

  /// The words of a searchable text.
  static func words(of searchable: [UInt8]) -> [ArraySlice<UInt8>] {
    searchable.split { !isWordByte($0) }
  }

  /// Whether a text is its own key: printable ASCII, no space at an end or beside another.
  private static func isPlain(_ text: String) -> Bool {
    var previous: UInt8 = 0x20
    for byte in text.utf8 {
      if byte < 0x20 || byte > 0x7E || (byte == 0x20 && previous == 0x20) { return false }
      previous = byte
    }
    return previous != 0x20 || text.utf8.isEmpty
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }

  private static func appendLowered(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar.value {
    case ..<0x80: bytes.append(lowercased(UInt8(truncatingIfNeeded: scalar.value)))
    // Of Latin-1 the capitals lie 32 below the small letters, the sign × (U+00D7) among them.
    case 0xC0...0xFF:
      let isCapital = scalar.value < 0xDF && scalar.value != 0xD7
      bytes.append(0xC3)
      bytes.append(UInt8(truncatingIfNeeded: scalar.value & 0x3F | 0x80 | (isCapital ? 0x20 : 0)))
    // Chinese and Japanese have no case.
    case 0x3000...0x9FFF: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }

  private static func appendLetter(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar.value {
    case ..<0x80: bytes.append(lowercased(UInt8(truncatingIfNeeded: scalar.value)))
    case 0xC0..<0x180:
      let base = unaccented.utf8Start[Int(scalar.value) - 0xC0]
      if base == UInt8(ascii: ".") {
        bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      } else {
        bytes.append(base)
      }
    case 0x300...0x36F: return
    default: bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }

  /// The base letters of U+00C0 to U+017F in lower case; a point where there is none.
  private static let unaccented: StaticString =
    """
    aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y\
    aaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll.\
    ...nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzzs
    """
}
