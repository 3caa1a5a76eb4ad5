import Formats
import Testing

@Suite struct CharactersTests {
  /// A content of 90 words and a number of characters.
  private static func content(characters: Int) -> JSON {
    .string(
      Array(repeating: "w", count: 89).joined(separator: " ") + " " + String(repeating: "x", count: characters - 178))
  }
  private static func explained(_ explanation: String) -> JSON {
    lesson(questions: [question(0, explanation: .string(explanation)), question(1), question(2)])
  }

  @Test(arguments: [
    Example.lesson("the fewest", lesson(content: content(characters: 180))),
    .lesson("the most", lesson(content: content(characters: 900))),
    .lesson("an explanation of 280", explained(String(repeating: "x", count: 280))),
    .lesson("280 letters with combining accents", explained(String(repeating: "e\u{301}", count: 280))),
    .lesson("280 emoji of several scalars", explained(String(repeating: "👩🏽‍🔬", count: 280))),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.lesson(
      "one too few", lesson(content: content(characters: 179)),
      "content_characters: content has 179 characters, 180 to 900 are wanted"),
    .lesson(
      "one too many", lesson(content: content(characters: 901)),
      "content_characters: content has 901 characters, 180 to 900 are wanted"),
    .lesson(
      "an explanation of 281", explained(String(repeating: "x", count: 281)),
      "explanation_characters: questions #1 explanation has 281 characters, at most 280 are wanted"),
    .lesson(
      "281 letters with combining accents", explained(String(repeating: "e\u{301}", count: 281)),
      "explanation_characters: questions #1 explanation has 281 characters, at most 280 are wanted"),
    .lesson(
      "no content", lesson().without("content"), "content_characters: content is missing"),
    .lesson(
      "a content that is no text", lesson(content: 3), "content_characters: content is no text"),
  ])
  func bad(_ example: Example) { example.check() }
}
