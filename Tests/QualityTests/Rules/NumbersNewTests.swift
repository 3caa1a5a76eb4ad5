import Testing

@Suite struct NumbersNewTests {
  private static let rules = "rules: { numbers_new: { more_than: 0 } }"
  private static func new(_ list: String) -> String { "numbers_new: 1 number is not in the source: \(list)" }

  @Test(arguments: [
    Sample("de", "Zwölf Gläser zu 0,25 l", source: "12 glasses, 250 ml each", in: "en"),
    Sample("en", "One of the best, once and for all", source: "水瓶", in: "zh"),
    Sample("zh", "三明治十分好吃，一起来吧", source: "sandwich", in: "en"),
    Sample("ja", "一緒に使えます。5000mAhのバッテリー", source: "5,000 mAh battery", in: "en"), Sample("fr", "Le top 10"),
    Sample("es", "Pesa 1,5 kg", source: "1.5 kg", in: "en"), Sample("en", "Model A4 with MP3", source: "a model"),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("de", "Hält 24 Stunden warm", new("“24 Stunden”"), source: "keeps drinks hot for 12 hours", in: "en"),
    Sample("en", "Loved by 10,000 customers", new("“10,000”"), source: "水瓶", in: "zh"),
    Sample("fr", "garantie de 5 ans", new("“5”"), source: "2 years", in: "en"),
    Sample("es", "un 30 % más", new("“30 %”"), source: "more", in: "en"),
    Sample("ja", "二十四時間保温", new("“二十四時間”"), source: "12 hours", in: "en"),
    Sample("zh", "重量三百克", new("“三百克”"), source: "500 g", in: "en"),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }
}
