import Testing

@Suite struct UnclosedMarkupTests {
  private static let rules = "rules: { unclosed_markup: { } }"
  private static func found(_ fault: String) -> String { "unclosed_markup: in t \(fault)" }

  @Test(arguments: [
    Sample("en", "Plain."), Sample("en", "**Bold** and *light*, `code(`, and ```\nx = [1\n```\nend"),
    Sample("en", "1) one 2) two a) three"), Sample("en", "Great :) and ;-)"),
    Sample("en", "The interval [0, 1) is half open, so is (0, 1]."), Sample("en", "2**3 is 8, see src/**/x"),
    Sample("en", "A 5\" screen"), Sample("en", "He said \"yes\"."), Sample("en", "‘Tis the boys’ ball, isn’t it?"),
    Sample("en", "“One,” she said, “two.”"), Sample("en", "a < b and b > c; if i<n then"),
    Sample("en", "<p>One<p>Two<br>"),
    Sample("en", "<b>bold</b> <a href=\"x\">link</a> <B>x</b>"), Sample("en", "***\nText\n* one\n* two"),
    Sample("de", "Er sagte: „Komm (bald), sagte ‚sie‘ mir.“"), Sample("de", "»So« und ‚so‘, geht`s noch?"),
    Sample("de", "Am [1] fährt [2] (Lena) los."), Sample("de", "„Das Haus“, „der Hof”"),
    Sample("fr", "Il dit : « L’eau (froide) »."), Sample("es", "Dijo: «¿Qué (es) esto?»"),
    Sample("es", "a) uno, b) dos"), Sample("fr", "1°) le nom 2°) le verbe"),
    Sample("de", "1.) Lesen 2.) Schreiben a.) so"),
    Sample("ja", "「はい（どうぞ）」と『本』【新】"), Sample("zh", "他说：“你好（世界）。”《书》"), Sample("sv", "Han sa ”ja” och ”nej”."),
    Sample("en", "~~~\n(\n~~~\n"), Sample("en", "Use `a` and ``b`c``."), Sample("ja", "（１）はじめに　２）つぎ"),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("en", "**Bold and light", found("`**` is not closed")),
    Sample("en", "```\ncode", found("a code fence is not closed")),
    Sample("en", "Use `code", found("a piece of code is not closed")),
    Sample("en", "~~~\ncode", found("a code fence is not closed")),
    Sample("en", "One (two", found("`(` is not closed")),
    Sample("de", "Lesen.) Schreiben", found("`)` was never opened")),
    Sample("en", "One two] three", found("`]` was never opened")),
    Sample("en", "{a: [b}", found("`{` is not closed")), Sample("en", "“Yes, she said.", found("`“` is not closed")),
    Sample("en", "Yes,” she said.", found("`”` was never opened")),
    Sample("en", "He said \"yes.", found("`\"` is not closed")),
    Sample("en", "<b>bold", found("`<b>` is not closed")), Sample("en", "bold</b>", found("`</b>` was never opened")),
    Sample("en", "<ul><li>x<b>y</ul>", found("`<b>` is not closed before `</ul>`")),
    Sample("en", "<a href=\"x\"", found("`<a` has no `>`")), Sample("en", "x</b", found("`</b` has no `>`")),
    Sample("de", "Er sagte: „Komm!", found("`„` is not closed")),
    Sample("de", "Er sagte: Komm!“", found("`“` was never opened")),
    Sample("de", "„Komm (bald“", found("`(` is not closed before `“`")),
    Sample("de", "»So", found("`»` has no partner")),
    Sample("fr", "Il dit : « oui.", found("`«` has no partner")),
    Sample("es", "Dijo: «sí.", found("`«` has no partner")),
    Sample("ja", "「はい", found("`「` is not closed")), Sample("ja", "（はい", found("`（` is not closed")),
    Sample("ja", "はい」", found("`」` was never opened")), Sample("ja", "「はい（」）", found("`（` is not closed before `」`")),
    Sample("zh", "他说：“你好。", found("`“` is not closed")), Sample("zh", "《书", found("`《` is not closed")),
    Sample("en", String(repeating: "(", count: 60), found("`(` is not closed")),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }
}
