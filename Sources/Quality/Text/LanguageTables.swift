/// The profiles of languages as tables to look things up in: what each word or part of one says for each language, in the
/// order of `LanguageProfile.all`.
enum LanguageTables {
  /// Points for each language.
  typealias Weights = SIMD4<Double>

  /// Small words: 2 for a language that alone has the word, less where several do.
  static let words = {
    var having: [Substring: Set<Int>] = [:]
    for (index, profile) in LanguageProfile.all.enumerated() {
      for word in profile.words.split(whereSeparator: \.isWhitespace) { having[word, default: []].insert(index) }
    }
    return ShortWordTable(having.mapValues { weights(2, for: $0) })
  }()

  /// The language that alone has a letter.
  static let letters: [Unicode.Scalar: Int] = {
    var letters: [Unicode.Scalar: Int] = [:]
    for (index, profile) in LanguageProfile.all.enumerated() {
      for scalar in profile.letters.unicodeScalars { letters[scalar] = index }
    }
    return letters
  }()

  private static let endings = parts { $0.hasPrefix("-") ? $0.dropFirst() : nil }
  private static let beginnings = parts { $0.hasSuffix("-") ? $0.dropLast() : nil }

  /// What the longest known ending and the longest known beginning of a word say, neither of them the whole word.
  static func parts(of word: UnsafeBufferPointer<UInt8>) -> Weights {
    // Characters: a byte that goes on with one begins none.
    guard word.count > 2, word.count(where: { $0 & 0xC0 != 0x80 }) > 2 else { return .zero }
    var ending = Weights.zero
    var beginning = Weights.zero
    var last: UInt64 = 0
    var first: UInt64 = 0
    for length in 1...min(ShortWordTable.longest, word.count - 1) {
      last |= UInt64(word[word.count - length]) << (8 * UInt64(length - 1))
      first = first << 8 | UInt64(word[length - 1])
      if let weights = endings[last] { ending = weights }
      if let weights = beginnings[first] { beginning = weights }
    }
    return ending + beginning
  }

  private static func parts(_ part: (Substring) -> Substring?) -> ShortWordTable {
    var having: [Substring: Set<Int>] = [:]
    for (index, profile) in LanguageProfile.all.enumerated() {
      for spelling in profile.parts.split(whereSeparator: \.isWhitespace) {
        if let part = part(spelling) { having[part, default: []].insert(index) }
      }
    }
    // A longer part says more.
    let table = having.map { part, languages in (part, weights(0.25 + 0.15 * Double(part.count), for: languages)) }
    return ShortWordTable(Dictionary(uniqueKeysWithValues: table))
  }

  private static func weights(_ points: Double, for languages: Set<Int>) -> Weights {
    var weights = Weights.zero
    for language in languages { weights[language] = points / Double(languages.count) }
    return weights
  }
}
