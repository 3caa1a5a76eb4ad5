import Formats
import Testing

@Suite struct OneOfTests {
  private static let wanted = "one of intro, easy, medium, hard is wanted"

  @Test(arguments: [
    Example.lesson("the first", lesson(difficulty: "intro")),
    .lesson("the last", lesson(difficulty: "hard")),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.lesson("another word", lesson(difficulty: "expert"), "difficulty: difficulty is “expert”, \(wanted)"),
    .lesson("by case", lesson(difficulty: "Easy"), "difficulty: difficulty is “Easy”, \(wanted)"),
    .lesson("full-width", lesson(difficulty: "ｅａｓｙ"), "difficulty: difficulty is “ｅａｓｙ”, \(wanted)"),
    .lesson(
      "missing", lesson().without("difficulty"), "difficulty: difficulty is missing, \(wanted)"),
    .lesson(
      "no text", lesson(difficulty: 2), "difficulty: difficulty is no text, \(wanted)"),
  ])
  func bad(_ example: Example) { example.check() }
}
