/// Words that are, or multiply, a number.
enum NumberWords {
  /// What a word in lower case may stand for: small numbers, which texts write in letters. Doubtful, since `one`, `un` and
  /// `uno` are articles and pronouns too.
  static func value(_ word: Substring, language: String) -> Int? { values[language]?[word] }

  /// Whether the words of a language are known.
  static func isKnown(_ language: String) -> Bool { values[language] != nil }

  /// The power of ten that a word after a number multiplies it by: 6 for `million`.
  static func power(_ word: String, language: String) -> Int? { (powers[language] ?? powers["en"])?[word] }

  private static let values: [String: [Substring: Int]] = {
    var values: [String: [Substring: Int]] = [:]
    for (language, words) in [
      ("en", "one two three four five six seven eight nine ten eleven twelve"),
      ("de", "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
      ("fr", "un deux trois quatre cinq six sept huit neuf dix onze douze"),
      ("es", "un dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    ] {
      for (index, word) in words.split(separator: " ").enumerated() { values[language, default: [:]][word] = index + 1 }
    }
    for (language, words) in [
      ("en", ["once": 1, "twice": 2, "double": 2, "hundred": 100, "dozen": 12]),
      ("de", ["eins": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "einmal": 1, "zweimal": 2, "hundert": 100]),
      ("fr", ["une": 1, "double": 2, "cent": 100, "mille": 1_000]),
      ("es", ["uno": 1, "una": 1, "doble": 2, "cien": 100, "mil": 1_000]),
    ] as [(String, [Substring: Int])] {
      values[language]?.merge(words) { old, _ in old }
    }
    return values
  }()

  // A billion is 10^9 in English alone.
  private static let powers: [String: [String: Int]] = [
    "en": ["thousand": 3, "million": 6, "millions": 6, "billion": 9, "billions": 9],
    "de": ["tausend": 3, "mio": 6, "million": 6, "millionen": 6, "mrd": 9, "milliarde": 9, "milliarden": 9],
    "fr": ["mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9],
    "es": ["mil": 3, "millón": 6, "millones": 6],
  ]
}
