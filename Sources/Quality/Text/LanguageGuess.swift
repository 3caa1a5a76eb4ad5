/// The language of a text, measured on the text itself: German, English, Spanish, French, Japanese or Chinese.
///
/// Chinese and Japanese are known by their scripts: a Japanese sentence has kana in it, a title of kanji alone is known by
/// characters that Chinese does not write, see ``HanLetters``. The four others are told apart by
/// their small words, by letters and by the beginnings and endings of their words; see ``LanguageProfile``. Addresses,
/// paths and the like are not looked at, see ``CodeSpans``. The decision record `language-of-a-text.md` compares this with
/// two libraries.
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
    var owned = (chinese: 0, japanese: 0)
    let code = words.bytes.withUnsafeBufferPointer(CodeSpans.of)
    words.forEachScalar(outside: code) { scalar in
      guard let script = Script(scalar) else { return }
      letters[script.rawValue] += 1
      guard script == .han else { return }
      let owner = HanLetters.owner(of: scalar)
      if owner == 1 { owned.chinese += 1 } else if owner == 2 { owned.japanese += 1 }
    }
    let kana = letters[Script.kana.rawValue]
    // A character of Chinese says as much as some three letters do.
    let unspaced = letters[Script.han.rawValue] + kana
    let latin = letters[Script.latin.rawValue]
    let others = letters.reduce(0, +) - unspaced - latin
    if 3 * unspaced > latin, 3 * unspaced > others {
      self.init(unspaced: unspaced, kana: kana, owned)
    } else if latin > others, latin > 0 {
      self = Self.latin(words, code)
    } else {
      self = Self.none
    }
  }

  /// Chinese or Japanese.
  private init(unspaced: Int, kana: Int, _ owned: (chinese: Int, japanese: Int)) {
    // Kana are half of a Japanese text and more; a brand in kana does not make a Chinese text Japanese.
    let share = Double(kana) / Double(unspaced)
    if share > 0.12 {
      self.init(language: "ja", margin: min(1, (share - 0.12) * 8), lead: Double(unspaced))
      return
    }
    // Without kana it may be a Japanese title: only characters that one of the two alone has are certain.
    let isJapanese = owned.japanese > owned.chinese
    let certainty = Double(abs(owned.chinese - owned.japanese)) / Double(max(owned.chinese + owned.japanese, 1))
    self.init(
      language: isJapanese ? "ja" : "zh", margin: isJapanese ? certainty : min((0.12 - share) * 8, certainty),
      lead: Double(unspaced))
  }

  private static func latin(_ words: WordText, _ code: [Range<Int>]) -> LanguageGuess {
    var scores = LanguageTables.Weights.zero
    // The form of a word says something once: one that is repeated throughout is no evidence of a language.
    var seen: Set<UInt64> = []
    words.bytes.withUnsafeBufferPointer { bytes in
      var spans = code[...]
      for range in words.ranges {
        while let span = spans.first, span.upperBound <= range.lowerBound { spans.removeFirst() }
        if let span = spans.first, span.lowerBound <= range.lowerBound { continue }
        let word = UnsafeBufferPointer(rebasing: bytes[range])
        if word.count == 1, isElided(word[0]), !isApostrophe(bytes, at: range.upperBound) { continue }
        if let key = ShortWordTable.key(of: word), let weights = LanguageTables.words[key] {
          scores += weights
        } else if seen.insert(StableHash.of(word)).inserted {
          scores += LanguageTables.parts(of: word)
        }
      }
    }
    words.forEachScalar(outside: code) { scalar in
      if scalar.value > 0x7E, let index = LanguageTables.letters[scalar] { scores[index] += 0.7 }
    }
    let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
    let next = scores.indices.filter { $0 != best }.map { scores[$0] }.max() ?? 0
    guard scores[best] > 0 else { return none }
    let lead = scores[best] - next
    return LanguageGuess(language: LanguageProfile.all[best].language, margin: lead / scores[best], lead: lead)
  }

  /// Whether a letter is a word of French before an apostrophe: `l'achat`, `d'abord`. Alone it is a size, a unit or what is
  /// left of "don't".
  private static func isElided(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "j"), UInt8(ascii: "l"), UInt8(ascii: "m"),
      UInt8(ascii: "n"), UInt8(ascii: "s"), UInt8(ascii: "t"):
      true
    default: false
    }
  }

  /// Whether ' or ’ stands at a place.
  private static func isApostrophe(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    if bytes[index] == UInt8(ascii: "'") { return true }
    return index + 2 < bytes.count && bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99
  }
}
