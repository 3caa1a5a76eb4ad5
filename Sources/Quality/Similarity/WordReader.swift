/// Reads a text as words, gaps and ends of sentences, for the comparison of texts.
struct WordReader {
  enum Word: Hashable {
    /// In lower case, without accents on Latin letters.
    case word([UInt32])
    /// A gap marker: `[1]`.
    case gap
    /// The end of a sentence.
    case end
  }

  /// Whether the language writes its words apart; where it does not, each character is a word.
  let isSpaced: Bool
  let functionWords: FunctionWords

  init(language: String) {
    isSpaced = WordCount.isMeaningful(in: language)
    functionWords = FunctionWords(language: language, isSpaced: isSpaced)
  }

  /// Linear in the length.
  func words(_ text: String) -> [Word] {
    let scalars = Array(String(decoding: Folding.searchable(text), as: UTF8.self).unicodeScalars)
    var words: [Word] = []
    var word: [UInt32] = []
    func close() {
      if !word.isEmpty { words.append(.word(word)) }
      word.removeAll(keepingCapacity: true)
    }
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if scalar == "[", let end = Self.gapEnd(scalars, index) {
        close()
        words.append(.gap)
        index = end
      } else if Self.isPartOfWord(scalar) {
        word.append(scalar.value)
        if !isSpaced, scalar.value >= 0x80 { close() }
      } else {
        close()
        if Self.ends.contains(scalar) && words.last != .end { words.append(.end) }
      }
    }
    close()
    return words
  }

  /// Where a gap marker ends whose digits begin at an index, or nil.
  private static func gapEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    var index = start
    while index < scalars.count, index - start < 4, "0"..."9" ~= scalars[index] { index += 1 }
    guard index > start, index < scalars.count, scalars[index] == "]" else { return nil }
    return index + 1
  }

  private static let ends: Set<Unicode.Scalar> = [".", "!", "?", "。"]

  private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return Folding.isWordByte(UInt8(scalar.value)) }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
