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
