/// A text as whole words are looked for in it: forms folded (see ``Folding/key(_:)``), in lower case, accents kept.
///
/// A word is a run of letters, digits and marks; hyphens and apostrophes end it, so that `l'achat` is two words. Where a
/// language does not write words apart, a run of its letters is one, which ends where letters of other languages begin.
struct WordText {
  /// The text in UTF-8.
  let bytes: [UInt8]
  /// Where its words are in it.
  let ranges: [Range<Int>]

  var lowered: String { String(decoding: bytes, as: UTF8.self) }

  var words: [Substring] {
    let lowered = lowered
    let utf8 = lowered.utf8
    return ranges.map {
      lowered[
        utf8.index(utf8.startIndex, offsetBy: $0.lowerBound)..<utf8.index(utf8.startIndex, offsetBy: $0.upperBound)]
    }
  }

  /// Linear in the length.
  init(_ text: String) {
    bytes = Self.composingKana(Folding.lowered(text))
    ranges = bytes.withUnsafeBufferPointer(Self.ranges)
  }

  /// - Parameter spans: Ranges of bytes to pass over, in order.
  func forEachScalar(outside spans: [Range<Int>] = [], _ body: (Unicode.Scalar) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      var spans = spans[...]
      while index < bytes.count {
        if let span = spans.first, span.lowerBound <= index {
          index = max(index, span.upperBound)
          spans.removeFirst()
          continue
        }
        let (scalar, length) = Self.decode(bytes, at: index)
        body(scalar)
        index += length
      }
    }
  }

  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
    bytes[index] < 0x80 ? (Unicode.Scalar(bytes[index]), 1) : WordCount.decode(bytes, at: index)
  }

  /// Where the words of a text are, in bytes.
  private static func ranges(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    var isUnspaced = false
    var index = 0
    func close() {
      if let first = start { ranges.append(first..<index) }
      start = nil
    }
    while index < bytes.count {
      let (scalar, length) = decode(bytes, at: index)
      if isPartOfWord(scalar) {
        // Marks go with what they stand on.
        if scalar.value >= 0x80 || isUnspaced, Script.isUnspaced(scalar) != isUnspaced, !isMark(scalar) {
          close()
          isUnspaced.toggle()
        }
        if start == nil { start = index }
      } else {
        close()
      }
      index += length
    }
    close()
    return ranges
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300 && scalar.properties.generalCategory == .nonspacingMark
  }

  /// Kana with a sound mark of its own become one scalar, so that bytes can be compared: half-width ﾋﾟ folds to two.
  private static func composingKana(_ bytes: [UInt8]) -> [UInt8] {
    // Their marks are U+3099 and U+309A: E3 82 99 and E3 82 9A.
    let mayHaveMarks = bytes.indices.dropLast(2).contains {
      bytes[$0] == 0xE3 && bytes[$0 + 1] == 0x82 && 0x99...0x9A ~= bytes[$0 + 2]
    }
    if !mayHaveMarks { return bytes }
    let text = String(decoding: bytes, as: UTF8.self)
    var composed = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard scalar.value == 0x3099 || scalar.value == 0x309A, let base = composed.last, let kana = Script(base),
        kana == .kana
      else {
        composed.append(scalar)
        continue
      }
      // In Unicode's order the voiced kana follows the plain one, the half-voiced both.
      let voiced: UInt32 = base.value == 0x30A6 ? 0x30F4 : base.value + scalar.value - 0x3098
      if let scalar = Unicode.Scalar(voiced) {
        composed.removeLast()
        composed.append(scalar)
      }
    }
    return Array(String(composed).utf8)
  }

  static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x300...0x36F, 0x4E00...0x9FFF:
      true
    case ..<0xAA: false
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
    }
  }
}
