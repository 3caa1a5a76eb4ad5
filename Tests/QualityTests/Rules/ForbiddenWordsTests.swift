import Testing

@Suite struct ForbiddenWordsTests {
  private static let rules = """
    rules: { forbidden_words: { words: [cheap, knockoff, replica, fake, counterfeit, best price] } }
    languages:
      de: { forbidden_words: { words: [billig*, Fälschung, Plagiat, ano, Maß] } }
      fr: { forbidden_words: { words: [contrefaçon, "pas cher"] } }
      es: { forbidden_words: { words: [barato, ano, imitación] } }
      ja: { forbidden_words: { words: [偽物, 激安, コピー品] } }
      zh: { forbidden_words: { words: [山寨, 假货, fake] } }
    """
  private static func found(_ word: String) -> String { "forbidden_words: t holds the forbidden word “\(word)”" }

  @Test(arguments: [
    Sample("en", "A cheapskate buys fakery and replicas."), Sample("en", "The best of all prices"),
    Sample("de", "Ein Anonym, ein Jahr, die Maße, unbillig"), Sample("de", "Wir billi gen das nicht."),
    Sample("es", "Este año sale más baratos."), Sample("es", "¡Feliz año nuevo!"),
    Sample("fr", "Ce n'est pas très cher."),
    Sample("ja", "本物の革です。"), Sample("zh", "正品保证"), Sample("zh", "fakeshop"),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("en", "It is CHEAP.", found("cheap")), Sample("en", "a fake-leather bag", found("fake")),
    Sample("en", "at the best\u{A0}price", found("best price")), Sample("en", "ｆａｋｅ", found("fake")),
    Sample("en", "fa\u{200B}ke", found("fake")), Sample("en", "a fake replica, fake!", found("fake"), found("replica")),
    Sample("de", "Billiger geht es nicht", found("billig")), Sample("de", "eine FÄLSCHUNG", found("Fälschung")),
    Sample("de", "eine Fa\u{308}lschung", found("Fälschung")), Sample("de", "kein Plagiat.", found("Plagiat")),
    Sample("fr", "C'est PAS CHER", found("pas cher")), Sample("fr", "d'une contrefaçon", found("contrefaçon")),
    Sample("es", "muy barato", found("barato")), Sample("es", "una imitacio\u{301}n", found("imitación")),
    Sample("ja", "これは偽物ではありません", found("偽物")), Sample("ja", "ｺﾋﾟｰ品です", found("コピー品")),
    Sample("zh", "不是山寨货", found("山寨")), Sample("zh", "这是fake的", found("fake")),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test func `Where fields are named, only they are looked at`() throws {
    let rules = "rules: { forbidden_words: { words: [cheap], field: 'a[].b' } }"
    try Sample("en", ["a": [["b": "fine"]], "c": "cheap"]).check(rules)
    try Sample(
      "en", ["a": [["b": "fine"], ["b": "cheap"]]], "forbidden_words: a #2 b holds the forbidden word “cheap”"
    )
    .check(rules)
  }

  @Test func `A check without words is an error`() throws {
    #expect(
      try fault("rules:\n  forbidden_words:") == [
        "rules.yaml:2:3: the check `forbidden_words` does not say `words`",
        "add `words`: The words and phrases that are forbidden.",
      ])
  }
}
