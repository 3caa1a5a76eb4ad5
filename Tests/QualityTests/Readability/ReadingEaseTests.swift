import Testing

@testable import Quality

@Suite struct ReadingEaseTests {
  @Test(arguments: [
    // Text, words, sentences, syllables.
    ("Das ist gut. Wir sind da!", 6, 2, 6), ("Das ist gut", 3, 1, 3), ("", 0, 0, 0), ("123 [4] … ?!", 0, 0, 0),
    ("Am 3. Mai kommt z. B. Anna.", 6, 1, 7), ("Wer? Er sagt: „Ich.“ Dann geht er.", 7, 3, 7),
    ("Ein Titel\n\nEin Satz folgt.", 5, 2, 6), ("E-Mail und\u{AD}ver", 2, 1, 4), ("Wirklich?! Ja …", 2, 2, 3),
    ("Er wohnt in Haus 7. Sie auch.", 6, 1, 6),
  ])
  func counts(text: String, words: Int, sentences: Int, syllables: Int) throws {
    let ease = try #require(ReadingEase(text, language: "de-AT"))
    #expect([ease.words, ease.sentences, ease.syllables] == [words, sentences, syllables], "\(text)")
  }

  /// Two sentences of three words with one syllable each, by the formulas as published.
  @Test(arguments: ["en": 119.19, "de": 118.5, "fr": 130.355, "es": 143.78])
  func formulas(language: String, expected: Double) throws {
    let ease = try #require(ReadingEase("Bla bla bla. Bla bla bla.", language: language))
    #expect(abs(ease.ease - expected) < 1e-9)
    #expect(abs(ease.sentenceLength(for: ease.ease) - 3) < 1e-9)
  }

  /// Accents that stand as scalars of their own (NFD) change nothing: „Häuser“ has two syllables, „país“ too.
  @Test(arguments: [
    ("de", "Ha\u{308}user, Cafe\u{301}s.", 4), ("es", "Pai\u{301}s y di\u{301}a.", 5),
    ("fr", "Un e\u{301}te\u{301}.", 3),
    ("de", "N\u{303}a x\u{308}.", 2), ("de", "\u{308}.", 0),
  ])
  func accentsApart(language: String, text: String, syllables: Int) throws {
    #expect(try #require(ReadingEase(text, language: language)).syllables == syllables)
  }

  /// What is joined by a hyphen or an apostrophe is one word, whose parts have syllables of their own.
  @Test(arguments: [("de", "Vize-Europa-Amt", 1, 6), ("fr", "l'été", 1, 2), ("en", "we’re co-owners", 2, 5)])
  func partsOfWords(language: String, text: String, words: Int, syllables: Int) throws {
    let ease = try #require(ReadingEase(text, language: language))
    #expect([ease.words, ease.syllables] == [words, syllables])
  }

  @Test(arguments: ["ja", "zh-Hans", "it", "", "eng"]) func otherLanguagesHaveNone(language: String) {
    #expect(ReadingEase("Bla bla.", language: language) == nil)
  }

  @Test func gapsTakeTheirAnswers() {
    #expect(GapMarkers.filled("[1] und [2], [3]!", with: ["Ich", "du"]) == "Ich und du, !")
    #expect(GapMarkers.filled("[x] [ 1 ] [12345] [1", with: ["a"]) == "[x] [ 1 ] [12345] [1")
    #expect(GapMarkers.filled("nichts", with: ["a"]) == "nichts")
    #expect(GapMarkers.filled("[0] é[1]", with: ["ß"]) == " éß")
  }
}
