import Formats
import Testing

@testable import Quality

@Suite struct WrongLanguageTests {
  private static let rules = """
    rules:
      wrong_language: { field: [t, "explanations[]"] }
      source: { rule: wrong_language, field: source_text, language: zh }
    """

  @Test(arguments: [
    Sample("en", "Keeps drinks cold for 24 hours and fits every cup holder."),
    Sample("de", "Nach dem Artikel steht hier die Endung -e, weil das Nomen feminin ist."),
    Sample("fr", "Garde les boissons fraîches pendant 24 heures, partout."),
    Sample("es", "Mantiene las bebidas frías durante 24 horas."),
    Sample("ja", "飲み物を二十四時間冷たく保ちます。"), Sample("zh-Hant", "飲料可保冷二十四小時，適合各種杯架。"), Sample("zh", "饮料可保冷二十四小时。"),
    Sample("de", "Order now, it is cheap!"), Sample("nl", "Dit is een zin in het Nederlands, niet in het Duits."),
    Sample("de", "Microsoft Office 365 Business Premium, Adobe Photoshop, SAP"),
    Sample("en", "12345 67890 12345 67890 12345 67890 12345"),
    Sample("de", ["other": "This one is in English, but nobody looks at it here."]),
    Sample("en", ["source_text": "饮料可保冷二十四小时，很方便。"]),
    Sample("ja", "詳細は /usr/share/doc/postgresql-common/README.Debian.gz を参照。"),
    Sample("ja", "業務用大容量真空断熱保温保冷水筒七百五十竓"), Sample("ja", "東京都中央区日本橋本町一丁目二番地三号室"),
    Sample("de", "Verfügbar in S, M, L, XL, C, D, J, N, T: https://example.com/the/with/and/of"),
    Sample("en", "It isn't that I don't; it's that she can't, won't, and he's not."),
    Sample("de", "Datei »%s« konnte nicht gelesen werden: %s, %s, %d"),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample(
      "de", "Keeps drinks cold for 24 hours and fits every cup holder.",
      "wrong_language: t is in English, not in German"),
    Sample(
      "en", "Hält Getränke 24 Stunden kalt und passt in jeden Becherhalter.",
      "wrong_language: t is in German, not in English"),
    Sample("fr", "Mantiene las bebidas frías durante 24 horas.", "wrong_language: t is in Spanish, not in French"),
    Sample(
      "es", "Garde les boissons fraîches pendant 24 heures, partout.", "wrong_language: t is in French, not in Spanish"),
    Sample("ja", "饮料可保冷二十四小时，适合各种杯架。", "wrong_language: t is in Chinese, not in Japanese"),
    Sample("ja", "飲料可保冷二十四小時，適合各種杯架，從早到晚。", "wrong_language: t is in Chinese, not in Japanese"),
    Sample("de", "業務用大容量真空断熱保温保冷水筒", "wrong_language: t is in Chinese, not in German"),
    Sample("zh", "業務用電気湯沸器大容量真空断熱保温", "wrong_language: t is in Japanese, not in Chinese"),
    Sample("zh", "飲み物を二十四時間冷たく保ちます。", "wrong_language: t is in Japanese, not in Chinese"),
    Sample(
      "zh", "Keeps drinks cold for 24 hours and fits every cup holder.",
      "wrong_language: t is in English, not in Chinese"),
    Sample("de-AT", "飲み物を二十四時間冷たく保ちます。", "wrong_language: t is in Japanese, not in German"),
    Sample(
      "de",
      [
        "explanations": [
          "Nach „mit“ steht der Dativ, deshalb heißt es „dem“.", "After the preposition the dative is used here.",
        ]
      ],
      "wrong_language: explanations #2 is in English, not in German"),
    Sample(
      "en", ["source_text": "A text that should have been Chinese from the start."],
      "source: source_text is in English, not in Chinese"),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test func `No labelled text is blamed, and nearly all are found out where another language is wanted`() throws {
    let pipeline = try pipeline("rules: { wrong_language: }")
    var asked = 0
    var found = 0
    for text in try LanguageGuessTests.all() {
      func findings(_ language: String) -> Int { pipeline.judge(Sample(language, text.text).subject).findings.count }
      #expect(findings(text.language) == 0, "\(text.text)")
      for other in ["en", "de", "fr", "es", "ja", "zh"] where other != text.language {
        asked += 1
        found += findings(other)
      }
    }
    #expect(Double(found) >= 0.98 * Double(asked), "\(found) of \(asked)")
  }
}
