import Formats
import Testing

@Suite struct PlaceholderRemainsTests {
  private static func text(_ addition: String) -> JSON {
    exercise(text: .string((goodText.string ?? "") + " " + addition))
  }
  private static func found(_ placeholder: String) -> String {
    "placeholder_remains: text holds the placeholder “\(placeholder)”"
  }

  @Test(arguments: [
    Example.exercise("gap markers are none", exercise()),
    .exercise("omissions, cases and sounds", text("[…] [sic] [Nominativ] [AKK] [ʃ]")),
    .exercise("tags and comparisons", text("<b>fett</b> <br> 3 < 4 und 5 > 4")),
    .exercise("a set", text("{1, 2} und { a } und {ab}")),
    .exercise("words around to do", text("Todo ist kein Wort, METODOS auch nicht, TODOS ebenso.")),
    .exercise("percent", text("100 % der Leute, 5%d, 20 %-Punkte, 50%")),
    .lesson("a formula", lesson(title: "If a<b and b<c")),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise("double braces", text("Hallo {{name}}!"), found("{{name}}")),
    .exercise("double braces that are not closed", text("Hallo {{name"), found("{{")),
    .exercise("a template's tag", text("{% if %}"), found("{% if %}")),
    .exercise("single braces", text("Hallo {vorname}!"), found("{vorname}")),
    .exercise("angle brackets", text("Es geht um <topic>."), found("<topic>")),
    .exercise("angle brackets with an underscore", text("<grammar_section>"), found("<grammar_section>")),
    .exercise("square brackets", text("Liebe [Name],"), found("[Name]")),
    .exercise("square brackets with several words", text("Liebe [Ihr Name],"), found("[Ihr Name]")),
    .exercise("capitals", text("[PLATZ]"), found("[PLATZ]")),
    .exercise("umlauts, decomposed", text("[bitte einfu\u{308}gen]"), found("[bitte einfügen]")),
    .exercise("to do", text("TODO: noch ein Satz"), found("TODO")),
    .exercise("at the end", text("noch offen: TBD"), found("TBD")),
    .exercise("a format", text("Hallo %s!"), found("%s")),
    .exercise("a format with its place", text("Hallo %1$s!"), found("%1$s")),
    .exercise("filler text", text("Lorem Ipsum dolor"), found("Lorem Ipsum")),
    .exercise(
      "in an explanation",
      exercise(second: gap(2, "neu", ["alt", "jung", "rot"], "Hier steht [explanation] für den Fall.")),
      "placeholder_remains: gaps #2 explanation holds the placeholder “[explanation]”"),
  ])
  func bad(_ example: Example) { example.check() }

  private static let alone = "rules: { placeholder_remains: }"

  @Test(arguments: [
    Sample("es", "HAY DE TODO"), Sample("fr", "[…] <b>gras</b>"), Sample("ja", "【新商品】[1]"), Sample("zh", "《书》[1]"),
    Sample("fr", "Bonjour [Prénom]", found("[Prénom]")), Sample("es", "Hola <nombre>", found("<nombre>")),
    Sample("ja", "[商品名]です", found("[商品名]")), Sample("zh", "[产品名称]", found("[产品名称]")),
    Sample("en", "TODO", found("TODO")),
  ])
  func `Each language has words of its own for placeholders`(_ sample: Sample) throws {
    var sample = sample
    sample.expected = sample.expected.map { $0.replacing(": text holds", with: ": t holds") }
    try sample.check(Self.alone)
  }
}
