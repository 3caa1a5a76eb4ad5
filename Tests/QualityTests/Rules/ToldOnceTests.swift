import ContentModel
import Formats
import Testing

@testable import Quality

/// What two rules look for is told by one of them, and neither hides what only the other sees.
@Suite struct ToldOnceTests {
  private static let all = """
    rules: {unclosed_markup: , banned_characters: , code_fence: , broken_character: , placeholder_remains: , n: {rule: not_blank, field: t}}
    """
  private static let fence = "code_fence: t holds a code fence"
  private static let half = "broken_character: t holds U+FFFD, which is no character of a text"

  @Test(arguments: [
    Sample("en", "```\nx = 1", fence), Sample("en", "~~~\nx = 1", fence), Sample("en", "so ```json", fence),
    Sample("en", "(so) ```\n(", fence),
    Sample("en", "(so ```json", fence, "unclosed_markup: in t `(` is not closed"),
    Sample("en", "**so\n~~~\n**", fence, "unclosed_markup: in t `**` is not closed"),
    Sample("en", "```\nx\n```\n`y", fence, "unclosed_markup: in t a piece of code is not closed"),
    Sample("en", "a\u{FFFD}\u{FFFD}o", half), Sample("en", "a\u{FFFD}\u{7}o", half),
    Sample("de", "a\u{FFFD}o, SchÃ¶n", "banned_characters: t holds the wrongly encoded “Ã¶”", half),
    Sample("en", "a\u{200B}\u{FFFD}", "banned_characters: t holds the character U+200B (ZERO WIDTH SPACE)", half),
    Sample("en", " \u{200B}", "n: t is empty"),
    Sample("en", "a {{name", "placeholder_remains: t holds the placeholder “{{”"),
    Sample(
      "en", "(a {{name", "placeholder_remains: t holds the placeholder “{{”", "unclosed_markup: in t `(` is not closed"),
    Sample(
      "en", "[Name] {", "placeholder_remains: t holds the placeholder “[Name]”",
      "unclosed_markup: in t `{` is not closed"
    ),
  ])
  func once(_ sample: Sample) throws { try sample.check(Self.all) }

  @Test func `Of each text by itself`() throws {
    try Sample(
      "en", ["a": "```", "b": ["`", "\u{FFFD}"], "c": "\u{200B}", "t": "x"],
      "banned_characters: c holds the character U+200B (ZERO WIDTH SPACE)",
      "broken_character: b #2 holds U+FFFD, which is no character of a text", "code_fence: a holds a code fence",
      "unclosed_markup: in b #1 a piece of code is not closed"
    ).check(Self.all)
  }

  /// Else what is critical would end as a warning.
  @Test func `A check that says it less severely does not speak for the other`() throws {
    let mild = """
      rules:
        code_fence: {severity: warning}
        broken_character: {severity: info}
        unclosed_markup:
        banned_characters:
      """
    try Sample(
      "en", "\u{FFFD} ```", "banned_characters: t holds the character U+FFFD (REPLACEMENT CHARACTER)",
      "unclosed_markup: in t a code fence is not closed", Self.fence, Self.half
    ).check(mild)
  }

  @Test(arguments: ["gap_fill_exercise", "micro_lesson"])
  func `The shipped kinds look for all of them`(_ kind: String) {
    let main = kind == "micro_lesson" ? "content" : "text"
    let body = kind == "micro_lesson" ? lesson() : exercise()
    let language = kind == "micro_lesson" ? "en" : "de"
    for (fault, rule) in [
      (" (", "unclosed_markup"), (" **", "unclosed_markup"), (" <b>", "unclosed_markup"),
      ("\u{200B}", "banned_characters"), (" Ã¤", "banned_characters"), (" \u{7}", "broken_character"),
      (" ```", "code_fence"),
    ] {
      let judgement = Shipped.pipeline(kind).judge(
        QualitySubject(
          kind: kind, body: body.with(main, .string((body[main]?.string ?? "") + fault)),
          key: Key(section: "s", language: language), level: "A2"))
      #expect(judgement.findings.map(\.rule) == [rule], "\(fault)")
      #expect(judgement.findings.allSatisfy { $0.severity == .critical }, "\(fault)")
    }
  }
}
