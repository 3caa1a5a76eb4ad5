import Testing

@testable import Quality

@Suite struct SyllablesTests {
  @Test(arguments: [
    ("de", "Haus", 1), ("de", "Häuser", 2), ("de", "Straße", 2), ("de", "Universität", 5), ("de", "Quelle", 2),
    ("de", "See", 1), ("de", "die", 1), ("de", "Lehrerin", 3), ("de", "gebaut", 2), ("de", "bauen", 2),
    ("de", "Theater", 3), ("de", "U-Bahn", 2), ("de", "Bücherei", 3), ("de", "geht's", 1), ("de", "Hmm", 1),
    ("en", "the", 1), ("en", "table", 2), ("en", "make", 1), ("en", "makes", 1), ("en", "houses", 2),
    ("en", "wanted", 2), ("en", "walked", 1), ("en", "beautiful", 3), ("en", "technology", 4), ("en", "agree", 2),
    ("en", "tables", 2),
    ("en", "don't", 1), ("en", "boxes", 2),
    ("fr", "maison", 2), ("fr", "table", 1), ("fr", "tables", 1), ("fr", "le", 1), ("fr", "beaucoup", 2),
    ("fr", "théâtre", 2),
    ("fr", "été", 2), ("fr", "nation", 2), ("fr", "travail", 2),
    ("es", "casa", 2), ("es", "bueno", 2), ("es", "país", 2), ("es", "día", 2), ("es", "ciudad", 2), ("es", "muy", 1),
    ("es", "yo", 1), ("es", "leer", 2), ("es", "quiero", 2), ("es", "construir", 2), ("es", "playa", 2), ("es", "y", 1),
  ])
  func count(language: String, word: String, syllables: Int) {
    let letters = word.unicodeScalars.map { WesternLetter.byte(of: $0) ?? WesternLetter.hyphen }
    #expect(Syllables(language: language).count(letters) == syllables, "\(word)")
  }
}
