/// Counts words in languages that write them apart.
enum WordCount {
  /// How many words a text has.
  ///
  /// A word is a run of scalars without white space that holds at least one letter or digit: `E-Mail`, `10.30`,
  /// `geht's` and `(wirklich)` are one word each, a dash that stands alone is none. An em dash separates as a space
  /// does. A gap marker such as `[1]` counts as one word, for the answer that will stand there. Scalars that cannot
  /// be seen neither separate nor count. Linear in the length.
  static func count(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var words = 0
      var inWord = false
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          index += 1
          switch byte {
          case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
            if !inWord {
              words += 1
              inWord = true
            }
          case 0x09...0x0D, 0x20: inWord = false
          default: break
          }
          continue
        }
        let (scalar, length) = decode(bytes, at: index)
        index += length
        if scalar.value == 0x2014 || scalar.properties.isWhitespace {
          inWord = false
        } else if !inWord, isLetterOrDigit(scalar) {
          words += 1
          inWord = true
        }
      }
      return words
    }
  }

  /// Whether a language writes its words apart, by the first part of its BCP 47 tag. Chinese, Japanese, Thai, Lao,
  /// Khmer, Burmese, Tibetan and their relatives do not: limits in words do not apply to them.
  static func isMeaningful(in language: String) -> Bool {
    !unspaced.contains(String(language.prefix { $0 != "-" && $0 != "_" }).lowercased())
  }

  private static let unspaced: Set = [
    "zh", "yue", "wuu", "nan", "hak", "cmn", "ja", "th", "lo", "km", "my", "bo", "dz", "ii",
  ]

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    // Latin letters with accents first: they are what German and French texts hold.
    if 0xC0...0x24F ~= scalar.value { return scalar.value != 0xD7 && scalar.value != 0xF7 }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// The scalar that starts at an index of valid UTF-8, and how many bytes it takes.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
    func tail(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset] & 0x3F) }
    let lead = UInt32(bytes[index])
    let (value, length): (UInt32, Int) =
      switch lead {
      case ..<0xE0: ((lead & 0x1F) << 6 | tail(1), 2)
      case ..<0xF0: ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
      default: ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
      }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
