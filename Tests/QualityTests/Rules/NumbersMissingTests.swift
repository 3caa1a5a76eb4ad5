import Testing

@Suite struct NumbersMissingTests {
  private static let rules = "rules: { numbers_missing: { more_than: 0 } }"
  private static func missing(_ list: String, _ count: Int = 1) -> String {
    "numbers_missing: \(count) number\(count == 1 ? " of the source is" : "s of the source are") missing: \(list)"
  }

  @Test(arguments: [
    Sample(
      "de", "Die Flasche fasst 1.000 ml und wiegt 0,5 kg.", source: "It holds 1,000 ml and weighs 0.5 kg.", in: "en"),
    Sample("fr", "1\u{202F}000 ml, 0,5 kg, 20 €", source: "1,000 ml, 500 g, €20", in: "en"),
    Sample("es", "1 litro, tres vasos", source: "1,000 ml, 3 cups", in: "en"),
    Sample("ja", "容量は１リットル、重さは５００グラムです。", source: "1 litre, 500 g", in: "en"),
    Sample("zh", "容量二十五升，电池五千毫安时", source: "25 l, 5000 mAh", in: "en"),
    Sample("en", "25 litres, 12,000 pieces", source: "25升，1.2万个", in: "zh"),
    Sample("de", "Zwei Stück, 12 Stunden", source: "2个，12小时", in: "zh"), Sample("en", "No source, 5 and 6"),
    Sample("de", "um 10.30 Uhr am 12.05.2024", source: "at 10:30 on 05/12/2024", in: "en"),
    Sample("en", "none", source: "no number"),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("de", "Sie wiegt 500 cm.", missing("“500 g”"), source: "500 g", in: "en"),
    Sample("de", "10 kg und 5 cm", missing("“5 kg”, “10 cm”", 2), source: "5 kg, 10 cm", in: "en"),
    Sample("de", "1,000 ml", missing("“1,000 ml”"), source: "1,000 ml", in: "en"),
    Sample("fr", "une bouteille", missing("“12”"), source: "12 pieces", in: "en"),
    Sample("es", "50 minutos", missing("“50 %”"), source: "50 %", in: "en"),
    Sample("ja", "５００ミリリットル", missing("“1 l”"), source: "1 l", in: "en"),
    Sample("zh", "二十六升", missing("“25 l”"), source: "25 l", in: "en"),
    Sample("en", "1 2 3", missing("“4”, “5”, “6”, “7”, “8” and 1 more", 6), source: "4 5 6 7 8 9 1"),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test func `A few may be missing, and only the named fields count`() throws {
    let rules = "rules: { numbers_missing: { field: d, source: 'core[].v' } }"
    try Sample("en", ["d": "3"], source: ["core": [["v": "1"], ["v": "2 3"]], "other": "7 8 9"]).check(rules)
    try Sample(
      "en", ["d": "9", "e": "1 2 3"], Self.missing("“1”, “2”, “3”", 3), source: ["core": [["v": "1"], ["v": "2 3"]]]
    )
    .check(rules)
  }
}
