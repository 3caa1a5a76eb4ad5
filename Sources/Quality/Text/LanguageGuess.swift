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
    // Scripts are numbered: hashing each letter's would take longer than all the rest.
    var letters = [Int](repeating: 0, count: Script.allCases.count)
    words.forEachScalar { scalar in
      if let script = Script(scalar) { letters[script.rawValue] += 1 }
    }
    let kana = letters[Script.kana.rawValue]
    // A character of Chinese says as much as some three letters do.
    let unspaced = letters[Script.han.rawValue] + kana
    let latin = letters[Script.latin.rawValue]
    let others = letters.reduce(0, +) - unspaced - latin
    if 3 * unspaced > latin, 3 * unspaced > others {
      // Kana are half of a Japanese text and more; a brand in kana does not make a Chinese text Japanese.
      let share = Double(kana) / Double(unspaced)
      self.init(language: share > 0.12 ? "ja" : "zh", margin: min(1, abs(share - 0.12) * 8), lead: Double(unspaced))
    } else if latin > others, latin > 0 {
      self = Self.latin(words)
    } else {
      self = Self.none
    }
  }

  private static func latin(_ words: WordText) -> LanguageGuess {
    var scores = LanguageTables.Weights.zero
    // The form of a word says something once: one that is repeated throughout is no evidence of a language.
    var seen: Set<UInt64> = []
    words.bytes.withUnsafeBufferPointer { bytes in
      for range in words.ranges {
        let word = UnsafeBufferPointer(rebasing: bytes[range])
        if let key = ShortWordTable.key(of: word), let weights = LanguageTables.words[key] {
          scores += weights
        } else if seen.insert(StableHash.of(word)).inserted {
          scores += LanguageTables.parts(of: word)
        }
      }
    }
    words.forEachScalar { scalar in
      if scalar.value > 0x7E, let index = LanguageTables.letters[scalar] { scores[index] += 0.7 }
    }
    let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    let next = scores.indices.filter { $0 != best }.map { scores[$0] }.max() ?? 0
    guard scores[best] > 0 else { return none }
    let lead = scores[best] - next
    return LanguageGuess(language: LanguageProfile.all[best].language, margin: lead / scores[best], lead: lead)
  }
}
