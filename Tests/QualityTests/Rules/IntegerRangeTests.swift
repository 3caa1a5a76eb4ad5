import Formats
import Testing

@Suite struct IntegerRangeTests {
  private static func index(_ index: JSON) -> JSON { lesson(questions: [question(0), question(index), question(2)]) }

  @Test(arguments: [
    Example.lesson("the first", index(0)),
    .lesson("the last", index(3)),
    .lesson("with an exponent", index(.number("1e0"))),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.lesson("one too high", index(4), "correct_index: questions #2 correctIndex is 4, 0 to 3 is wanted"),
    .lesson("below nothing", index(-1), "correct_index: questions #2 correctIndex is -1, 0 to 3 is wanted"),
    .lesson(
      "between two", index(.number("1.5")), "correct_index: questions #2 correctIndex is no whole number"),
    .lesson(
      "a text", index("1"), "correct_index: questions #2 correctIndex is no whole number"),
    .lesson(
      "beyond all integers", index(.number("1e400")), "correct_index: questions #2 correctIndex is no whole number"),
  ])
  func bad(_ example: Example) { example.check() }
}
