/// The language of a text, measured on the text itself: German, English, Spanish, French, Japanese or Chinese.
///
/// Chinese and Japanese are known by their scripts: Japanese always has kana in it. The four others are told apart by
/// their small words, by letters and by the beginnings and endings of their words; see ``LanguageProfile``. The decision
/// record `language-of-a-text.md` compares this with two libraries.
struct LanguageGuess: Hashable, Sendable {
  /// The first part of a BCP 47 tag; nil where the text does not say.
  let language: String?
  /// How far the language is ahead of the next one, 0 to 1.
  let margin: Double
  /// The same in points, of which a small word that no other language has is two. Names alone make few.
  let lead: Double

  private static let none = LanguageGuess(language: nil, margin: 0, lead: 0)

  init(language: String?, margin: Double, lead: Double) {
    self.language = language
    self.margin = margin
    self.lead = lead
  }

  /// Measures a text. Linear in the length.
  init(_ words: WordText) {
    var letters: [Script: Int] = [:]
    for scalar in words.lowered.unicodeScalars {
      if let script = Script(scalar) { letters[script, default: 0] += 1 }
    }
    // A character of Chinese says as much as some three letters do.
    let unspaced = letters[.han, default: 0] + letters[.kana, default: 0]
    let latin = letters[.latin, default: 0]
    let others = letters.values.reduce(0, +) - unspaced - latin
    if 3 * unspaced > latin, 3 * unspaced > others {
      // Kana are half of a Japanese text and more; a brand in kana does not make a Chinese text Japanese.
      let share = Double(letters[.kana, default: 0]) / Double(unspaced)
      self.init(language: share > 0.12 ? "ja" : "zh", margin: min(1, abs(share - 0.12) * 8), lead: Double(unspaced))
    } else if latin > others, latin > 0 {
      self = Self.latin(words)
    } else {
      self = Self.none
    }
  }

  private static func latin(_ words: WordText) -> LanguageGuess {
    var scores = [Double](repeating: 0, count: LanguageProfile.all.count)
    // The form of a word says something once: one that is repeated throughout is no evidence of a language.
    var seen: Set<Substring> = []
    for word in words.words {
      if let weights = LanguageTables.words[word] {
        for index in scores.indices { scores[index] += weights[index] }
      } else if seen.insert(word).inserted {
        LanguageTables.addParts(of: word, to: &scores)
      }
    }
    for scalar in words.lowered.unicodeScalars where scalar.value > 0x7E {
      if let index = LanguageTables.letters[scalar] { scores[index] += 0.7 }
    }
    let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    let next = scores.indices.filter { $0 != best }.map { scores[$0] }.max() ?? 0
    guard scores[best] > 0 else { return none }
    let lead = scores[best] - next
    return LanguageGuess(language: LanguageProfile.all[best].language, margin: lead / scores[best], lead: lead)
  }
}

/// The profiles as tables to look things up in.
private enum LanguageTables {
  /// What a small word says for each language: 2 where one alone has it, less where several do.
  static let words: [Substring: [Double]] = {
    var languages: [Substring: Set<Int>] = [:]
    for (index, profile) in LanguageProfile.all.enumerated() {
      for word in profile.words.split(whereSeparator: \.isWhitespace) { languages[word, default: []].insert(index) }
    }
    return languages.mapValues { having in
      LanguageProfile.all.indices.map { having.contains($0) ? 2 / Double(having.count) : 0 }
    }
  }()

  static let letters: [Unicode.Scalar: Int] = {
    var letters: [Unicode.Scalar: Int] = [:]
    for (index, profile) in LanguageProfile.all.enumerated() {
      for scalar in profile.letters.unicodeScalars { letters[scalar] = index }
    }
    return letters
  }()

  private static let endings = parts { $0.hasPrefix("-") ? $0.dropFirst() : nil }
  private static let beginnings = parts { $0.hasSuffix("-") ? $0.dropLast() : nil }
  private static let longest = 6

  private static func parts(_ part: (Substring) -> Substring?) -> [Substring: [Double]] {
    var languages: [Substring: Set<Int>] = [:]
    for (index, profile) in LanguageProfile.all.enumerated() {
      for spelling in profile.parts.split(whereSeparator: \.isWhitespace) {
        if let part = part(spelling) { languages[part, default: []].insert(index) }
      }
    }
    return Dictionary(
      uniqueKeysWithValues: languages.map { part, having in
        // A longer part says more.
        let weight = 0.25 + 0.15 * Double(part.count)
        return (part, LanguageProfile.all.indices.map { having.contains($0) ? weight / Double(having.count) : 0 })
      })
  }

  /// Adds what the longest known ending and beginning of a word say.
  static func addParts(of word: Substring, to scores: inout [Double]) {
    func add(_ weights: [Double]) { for index in scores.indices { scores[index] += weights[index] } }
    let count = word.count
    guard count > 2 else { return }
    for length in stride(from: min(longest, count - 1), through: 1, by: -1) {
      if let weights = endings[word.suffix(length)] {
        add(weights)
        break
      }
    }
    for length in stride(from: min(4, count - 1), through: 1, by: -1) {
      if let weights = beginnings[word.prefix(length)] {
        add(weights)
        break
      }
    }
  }
}
