import Testing

@Suite struct BannedCharactersTests {
  private static let rules = """
    rules: { banned_characters: { characters: ["™®"] } }
    languages: { fr: { banned_characters: { allow: ["®"] } } }
    """
  private static func found(_ fault: String) -> String { "banned_characters: t holds \(fault)" }

  @Test(arguments: [
    Sample("en", "Plain text,\n\twith a tab – and “quotes”."), Sample("de", "Ärger, Übung, Größe, ÄÖÜ, 20 €, ½, „so“"),
    Sample("fr", "L’été à Nîmes\u{202F}: « ça va »\u{A0}? Acme®"), Sample("es", "¿Qué? ¡Año! 1.º, 2.ª"),
    Sample("ja", "「東京タワー」は、１２３ｍ。〜ﾃｽﾄ々〆"), Sample("zh", "你好，世界！《书》——“引号”…"),
    Sample("en", "👩🏽‍🔬 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 🇩🇪"), Sample("fa", "می‌خواهم"), Sample("hi", "क्‍ष"), Sample("de", "Donau\u{AD}dampf"),
    Sample("zh", "𠮷野家"), Sample("pt", "NÃO, MAÇÃ"), Sample("fr", "Âge, Âne"),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("en", "a\u{0}b", found("the character U+0000")),
    Sample("en", "a\u{1B}[31m", found("the character U+001B")),
    Sample("de", "Zahl\u{200B}en", found("the character U+200B (ZERO WIDTH SPACE)")),
    Sample("fr", "\u{FEFF}Bonjour", found("the character U+FEFF (ZERO WIDTH NO-BREAK SPACE)")),
    Sample("en", "abc\u{202E}fed", found("the character U+202E (RIGHT-TO-LEFT OVERRIDE)")),
    Sample("es", "a\u{FFFD}o", found("the character U+FFFD (REPLACEMENT CHARACTER)")),
    Sample("ja", "外字\u{E000}", found("the character U+E000")),
    Sample("zh", "字\u{F0000}", found("the character U+F0000")),
    Sample("en", "a\u{FFFF}", found("the character U+FFFF")),
    Sample("en", "Acme™", found("the character U+2122 (TRADE MARK SIGN)")),
    Sample("de", "SchÃ¶n", found("the wrongly encoded “Ã¶”")),
    Sample("de", "GrÃ¼ÃŸe", found("the wrongly encoded “Ã¼”")),
    Sample("fr", "dÃ©jÃ", found("the wrongly encoded “Ã©”")), Sample("en", "itâ€™s", found("the wrongly encoded “â€”")),
    Sample("es", "Â¿QuÃ©?", found("the wrongly encoded “Â¿”")),
    Sample("en", "a\u{85}b", found("the character U+0085")),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }
}
