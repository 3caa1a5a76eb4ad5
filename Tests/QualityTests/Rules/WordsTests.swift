import Formats
import Testing

@Suite struct WordsTests {
  /// A text with both gaps and a number of words in all.
  private static func text(words: Int) -> JSON {
    .string("[1] und [2] " + Array(repeating: "Wort", count: words - 3).joined(separator: " "))
  }
  private static func text(separatedBy space: String) -> JSON {
    .string("[1] und [2] " + Array(repeating: "Wort", count: 20).joined(separator: space))
  }

  @Test(arguments: [
    Example.exercise("A1, the fewest", exercise(text: text(words: 15)), level: "A1"),
    .exercise("A1, the most", exercise(text: text(words: 60)), level: "A1"),
    .exercise("A2, the fewest", exercise(text: text(words: 20)), level: "A2"),
    .exercise("A2, the most", exercise(text: text(words: 70)), level: "A2"),
    .exercise("B1, the most", exercise(text: text(words: 120)), level: "B1"),
    .exercise("C1, the most", exercise(text: text(words: 120)), level: "C1"),
    .exercise("no-break spaces separate words", exercise(text: text(separatedBy: "\u{A0}"))),
    .exercise("ideographic spaces separate words", exercise(text: text(separatedBy: "\u{3000}"))),
    .lesson("title and content", lesson()),
    .lesson("the longest title", lesson(title: "One two three four five six seven")),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "A1, one too few", exercise(text: text(words: 14)), level: "A1",
      "text_length: text has 14 words, 15 to 60 are wanted"),
    .exercise(
      "A1, one too many", exercise(text: text(words: 61)), level: "A1",
      "text_length: text has 61 words, 15 to 60 are wanted"),
    .exercise(
      "A2, one too many", exercise(text: text(words: 71)), level: "A2",
      "text_length: text has 71 words, 20 to 70 are wanted"),
    .exercise(
      "B2, one too many", exercise(text: text(words: 121)), level: "B2",
      "text_length: text has 121 words, 20 to 120 are wanted"),
    .exercise(
      "a level that the file does not name", exercise(text: text(words: 19)), level: "",
      "text_length: text has 19 words, 20 to 120 are wanted"),
    .exercise(
      "zero-width spaces do not separate words", exercise(text: text(separatedBy: "\u{200B}")),
      "banned_characters: text holds the character U+200B (ZERO WIDTH SPACE)",
      "text_length: text has 4 words, 20 to 70 are wanted"),
    .lesson("a short title", lesson(title: "Friction"), "title_words: title has 1 word, 3 to 7 are wanted"),
    .lesson(
      "a short content", lesson(content: .string(Array(repeating: "longish", count: 30).joined(separator: " "))),
      "content_words: content has 30 words, 80 to 105 are wanted"),
    .lesson(
      "a long content", lesson(content: .string(Array(repeating: "word", count: 106).joined(separator: " "))),
      "content_words: content has 106 words, 80 to 105 are wanted"),
  ])
  func bad(_ example: Example) { example.check() }

  private static let unspaced = """
    rules: { words: { field: t, min: 4, max: 6 } }
    languages: { zh: { words: { unspaced: true } }, ja: { words: { unspaced: true } }, th: { words: { unspaced: true } } }
    """

  @Test(arguments: [
    Sample("zh-Hans", "我昨天去了银行。"), Sample("ja", "東京タワーに行きました。"), Sample("th", "ฉันไปธนาคารเมื่อวานนี้"), Sample("km", "ខ្ញុំ"),
    Sample("en", "It is not very long."), Sample("zh", "我", "words: t has 1 word, 4 to 6 are wanted"),
    Sample("ja", "はい。", "words: t has 1 word, 4 to 6 are wanted"),
    Sample("th", "สวัสดี", "words: t has 1 word, 4 to 6 are wanted"),
    Sample("en", "No.", "words: t has 1 word, 4 to 6 are wanted"),
  ])
  func `Where words are not written apart, they are those of the dictionary`(_ sample: Sample) throws {
    try sample.check(Self.unspaced)
  }

  /// One lesson in six languages: its texts are of about 90 words everywhere, its characters are not.
  @Test(arguments: SampleMaterial.all)
  func `A lesson that is long enough is so in six languages`(_ material: SampleMaterial) {
    func lengths(_ parts: [String]) -> [String] {
      let body = lesson(title: .string(material.heading), content: .string(parts.joined(separator: " ")))
      let subject = Example.lesson("", body, language: material.language).subject
      return Shipped.pipeline("micro_lesson").judge(subject).findings.map(\.rule)
        .filter { $0.hasPrefix("content_") || $0 == "title_words" }
    }
    let parts = [material.description] + material.lines + material.examples + [material.question, material.definition]
    #expect(lengths(parts) == [])
    #expect(lengths([material.description]) == ["content_words"])
    #expect(lengths(parts + parts + parts) == ["content_characters", "content_words"])
  }

  @Test(arguments: ["de", "en", "fr", "es", "ja", "zh"])
  func `An exercise of some words is too short in six languages`(language: String) throws {
    let material = try #require(SampleMaterial.all.first { $0.language == language })
    func lengths(_ text: String) -> [String] {
      let subject = Example.exercise("", exercise(text: .string(text)), language: language).subject
      return Shipped.pipeline("gap_fill_exercise").judge(subject).findings.map(\.rule).filter { $0 == "text_length" }
    }
    #expect(lengths("\(material.examples[0]) [1] [2]") == ["text_length"])
    #expect(lengths("\(material.description) [1] [2]") == [])
  }
}
