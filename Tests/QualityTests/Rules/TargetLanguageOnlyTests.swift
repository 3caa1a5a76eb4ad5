import Testing

@Suite struct TargetLanguageOnlyTests {
  private static let rules = """
    rules:
      target_language_only: { field: t, allow: [Acme, "Δ"] }
      examples: { rule: target_language_only, field: "examples[]", language: ja }
    """
  private static func found(_ word: String) -> String {
    "target_language_only: t holds “\(word)”, which is not in its language"
  }

  @Test(arguments: [
    Sample("zh", "我去银行。"), Sample("zh", "他买了一件T恤和两张DVD，花了50元。"), Sample("zh", "这台Acme iPhone很好。"),
    Sample("zh", "约翰・史密斯来了。"), Sample("ja", "東京タワーに行きました。"), Sample("ja", "WiFiとUSBが使えます。"),
    Sample("ja", "ｗｅｂ予約（Acme）"), Sample("en", "A café in Zürich, Δ 5"), Sample("de", "Größe: 5 µm, 20 Ω"),
    Sample("fr", "L’été à Nîmes"), Sample("es", "El niño"), Sample("xx", "Привет"), Sample("en", ["t": 3]),
    Sample("en", ["examples": ["銀行へ行きます。"]]),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("zh", "我去银行。I go to the bank.", found("I go to")), Sample("zh", "银行 (yínháng)", found("yínháng")),
    Sample("zh", "银行（bank）", found("bank")), Sample("zh", "我去ぎんこう", found("ぎんこう")),
    Sample("ja", "銀行に行きます。 (I go to the bank.)", found("I go to")), Sample("ja", "안녕", found("안녕")),
    Sample("en", "the bank 银行", found("银行")), Sample("de", "die Bank (банк)", found("банк")),
    Sample("fr", "la banque ぎんこう", found("ぎんこう")), Sample("es", "el banco τράπεζα", found("τράπεζα")),
    Sample(
      "en", ["examples": ["銀行へ行きます。", "Ginkō e ikimasu."]],
      "examples: examples #2 holds “Ginkō e ikimasu”, which is not in its language"),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }
}
