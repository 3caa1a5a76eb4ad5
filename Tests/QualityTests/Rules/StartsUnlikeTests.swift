import Testing

@Suite struct StartsUnlikeTests {
  private static let rules = "rules: { starts_unlike: { field: h1, unlike: title } }"
  private static let same = "starts_unlike: h1 is the same as title"
  private static let begins = "starts_unlike: h1 begins like title"

  @Test(arguments: [
    Sample("en", ["h1": "Keeps tea hot for a day", "title": "Steel Bottle 1 l"]),
    Sample("de", ["h1": "Schöne Flasche", "title": "Schon wieder eine Flasche"]),
    Sample("ja", ["h1": "一日中あたたかい", "title": "ステンレスボトル"]), Sample("zh", ["h1": "全天保温", "title": "不锈钢水瓶"]),
    Sample("en", ["h1": "", "title": "Steel"]), Sample("en", ["h1": "Steel"]), Sample("en", ["title": "Steel"]),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("en", ["h1": "steel bottle – 1 L!", "title": "Steel Bottle 1 l"], same),
    Sample("en", ["h1": "Steel Bottle 1 l: buy now", "title": "Steel Bottle 1 l"], begins),
    Sample("en", ["h1": "Steel Bottle", "title": "Steel Bottle 1 l"], begins),
    Sample("de", ["h1": "SCHÖNE FLASCHE", "title": "scho\u{308}ne Flasche"], same),
    Sample("fr", ["h1": "L’eau « fraîche »", "title": "L'eau fraîche"], same),
    Sample("es", ["h1": "¡Botella de acero!", "title": "Botella de acero"], same),
    Sample("ja", ["h1": "ﾎﾞﾄﾙ", "title": "ボトル"], same), Sample("zh", ["h1": "不锈钢水瓶，保温", "title": "不锈钢水瓶"], begins),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test func `A text is not compared with itself`() throws {
    try Sample(
      "en", ["titles": ["One thing", "Another", "one thing"]], "starts_unlike: titles #1 is the same as titles #3",
      "starts_unlike: titles #3 is the same as titles #1"
    ).check("rules: { starts_unlike: { field: 'titles[]', unlike: 'titles[]' } }")
  }
}
