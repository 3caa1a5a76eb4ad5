import Testing

@Suite struct ContainsKeywordTests {
  private static let rules = """
    rules:
      title_keyword: { rule: contains_keyword, field: title, sku_text: keywords, keywords_field: "suggested[]" }
      brand: { rule: contains_keyword, field: brand, keywords: [Acme] }
    """
  private static let texts = ["keywords": "steel bottle; thermos\nEdelstahlflasche, 水瓶"]

  @Test(arguments: [
    Sample("en", ["title": "The Steel  Bottle for you"], skuTexts: texts),
    Sample("en", ["title": "THERMOS"], skuTexts: texts),
    Sample("de", ["title": "Edelstahlflasche, 1 l"], skuTexts: texts),
    Sample("zh", ["title": "不锈钢水瓶子"], skuTexts: texts),
    Sample("fr", ["title": "Une gourde", "suggested": ["Gourde"]]), Sample("en", ["title": "Without any keyword"]),
    Sample("en", ["title": 1], skuTexts: texts), Sample("en", ["brand": "By ACME."]),
    Sample("es", ["title": "x", "suggested": ["", " "]]),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample(
      "en", ["title": "A bottle of steel"],
      "title_keyword: title holds none of its keywords: “steel bottle”, “thermos”, “Edelstahlflasche”, “水瓶”",
      skuTexts: texts),
    Sample(
      "fr", ["title": "Gourdes", "suggested": ["gourde"]], "title_keyword: title holds none of its keywords: “gourde”"),
    Sample("ja", ["title": "ボトル", "suggested": ["水筒"]], "title_keyword: title holds none of its keywords: “水筒”"),
    Sample("en", ["brand": "Acmeology"], "brand: brand holds none of its keywords: “Acme”"),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test func `A check without a source of keywords is an error`() throws {
    #expect(
      try fault("rules:\n  k: { rule: contains_keyword, field: t }") == [
        "rules.yaml:2:3: the check `k` has nothing to look for", "set `keywords`, `keywords_field` or `sku_text`",
      ])
  }
}
