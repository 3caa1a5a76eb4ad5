import Formats
import Testing

@Suite struct DistinctTests {
  private static func choices(_ choices: JSON) -> JSON {
    lesson(questions: [question(0), question(1, choices: choices), question(2)])
  }

  @Test(arguments: [
    Example.lesson("all choices differ", lesson()),
    .lesson("numbers that differ", choices(["1", "10", "100", "1.0"])),
    .lesson("accents are letters of their own", choices(["rose", "rosé", "rosè", "ross"])),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.lesson(
      "the very same", choices(["a", "b", "c", "a"]), "repeated_choices: questions #2 choices has “a” more than once"),
    .lesson(
      "by case", choices(["Oil", "oil", "c", "d"]), "repeated_choices: questions #2 choices has “oil” more than once"),
    .lesson(
      "composed and decomposed", choices(["caf\u{E9}", "b", "cafe\u{301}", "d"]),
      "repeated_choices: questions #2 choices has “café” more than once"),
    .lesson(
      "full-width digits", choices(["10", "１０", "20", "30"]),
      "repeated_choices: questions #2 choices has “１０” more than once"),
    .lesson(
      "mathematical letters", choices(["F = ma", "𝐅 = 𝑚𝑎", "20", "30"]),
      "repeated_choices: questions #2 choices has “𝐅 = 𝑚𝑎” more than once"),
    .lesson(
      "a zero-width joiner", choices(["oil", "o\u{200D}il", "c", "d"]),
      "repeated_choices: questions #2 choices has “o il” more than once"),
  ])
  func bad(_ example: Example) { example.check() }
}
