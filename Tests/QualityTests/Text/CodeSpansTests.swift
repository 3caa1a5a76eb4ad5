import Testing

@testable import Quality

@Suite struct CodeSpansTests {
  private func spans(_ text: String) -> [String] {
    let words = WordText(text)
    return words.bytes.withUnsafeBufferPointer { bytes in
      CodeSpans.of(bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }

  @Test(
    arguments: [
      ("See https://example.com/de for more.", ["https://example.com/de"]),
      ("Write to ana@example.com, please", ["ana@example.com,"]),
      ("Der Ordner /usr/share/doc ist leer.", ["/usr/share/doc"]),
      ("wähle ${name} (old_gid) aus", ["${name}", "(old_gid)"]),
      ("mit --help oder [-v] aufrufen", ["--help", "[-v]"]), ("„%s“ und %.250s: 50 %", ["\"%s\"", "%.250s:"]),
      ("詳細は/usr/share/docを参照", ["/usr/share/doc"]), ("用法：%s", [":%s"]), ("C:\\TEMP", ["c:\\temp"]),
      ("{{title}} fehlt", ["{{title}}"]), ("x = y", []), ("a=b", ["a=b"]), ("", []), ("Ende.\nNeu", []),
      ("Der Preis: 1,50 € – l’achat, und/oder, z.B. so.", ["und/oder,", "z.b."]), ("so … Ende.", []),
      ("😀/a 中/b", ["/a", "/b"]), ("**Fett** <p>Text</p> (so) »da«", []), ("une-deux -", []), ("é.è", ["é.è"]),
    ] as [(String, [String])])
  func finds(_ text: String, _ expected: [String]) { #expect(spans(text) == expected) }

  @Test func `Words in code say nothing of the language`() {
    #expect(LanguageGuess(WordText("https://example.com/the/with/and/of")).language == nil)
    #expect(LanguageGuess(WordText("Bitte hier: https://example.com/the/with/and/of")).language == "de")
    #expect(LanguageGuess(WordText("c d j l m n s t")).language == nil)
    #expect(LanguageGuess(WordText("l’achat d'abord")).language == "fr")
  }
}
