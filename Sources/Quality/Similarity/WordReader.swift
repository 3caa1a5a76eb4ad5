/// Reads a text as words, gaps and ends of sentences, for the comparison of texts.
struct WordReader {
  /// A text, read.
  struct Text {
    /// The scalars of the words, one word after the other: in lower case, without accents on Latin letters.
    fileprivate(set) var scalars: [UInt32] = []
    fileprivate(set) var parts: [Part] = []
    /// Where the word begins that is being read.
    private var start = 0

    fileprivate mutating func close() {
      if scalars.count > start { parts.append(.word(start..<scalars.count)) }
      start = scalars.count
    }

    fileprivate mutating func end() { if parts.last != .end { parts.append(.end) } }
  }

  enum Part: Hashable {
    /// Where it stands in the scalars.
    case word(Range<Int>)
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
  func read(_ text: String) -> Text {
    Folding.searchable(text).withUnsafeBufferPointer { bytes in
      var result = Text()
      result.scalars.reserveCapacity(bytes.count)
      result.parts.reserveCapacity(bytes.count / 4)
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte >= 0x80 {
          let (scalar, length) = WordCount.decode(bytes, at: index)
          index += length
          if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            result.scalars.append(scalar.value)
            if !isSpaced { result.close() }
          } else {
            result.close()
            if scalar == "。" { result.end() }
          }
          continue
        }
        index += 1
        if Folding.isWordByte(byte) {
          result.scalars.append(UInt32(byte))
          continue
        }
        result.close()
        switch byte {
        case UInt8(ascii: "["):
          guard let end = Self.gapEnd(bytes, index) else { break }
          result.parts.append(.gap)
          index = end
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): result.end()
        default: break
        }
      }
      result.close()
      return result
    }
  }

  /// Where a gap marker ends whose digits begin at an index, or nil.
  private static func gapEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    var index = start
    while index < bytes.count, index - start < 4, 0x30...0x39 ~= bytes[index] { index += 1 }
    guard index > start, index < bytes.count, bytes[index] == UInt8(ascii: "]") else { return nil }
    return index + 1
  }
}
