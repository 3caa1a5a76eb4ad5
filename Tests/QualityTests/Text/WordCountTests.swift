import Testing

@testable import Quality

@Suite struct WordCountTests {
  @Test(
    "counts what stands between spaces and holds a letter or a digit",
    arguments: [
      ("", 0), ("   \n\t ", 0), ("Wort", 1), ("Am Abend, sagt sie, geht's los.", 6), ("[1] trinke ich [2] Kaffee", 5),
      ("E-Mail um 10.30 Uhr", 4), ("ja – nein", 2), ("ja—nein", 2), ("„Größe“ …", 1),
      ("a\u{A0}b\u{2009}c\u{3000}d\u{202F}e", 5),
      ("a\u{200B}b\u{FEFF}c", 1), ("scho\u{308}n u\u{308}ber", 2), ("Привет, мир", 2), ("ｆｕｌｌ　ｗｉｄｔｈ", 2),
      ("× ÷ + =", 0),
      ("٣ ½ Ⅳ", 3), ("👩🏽‍🔬 forscht", 1), ("a\u{85}b\u{2028}c", 3), ("a\r\nb\u{0B}c\u{0C}d", 4),
    ])
  func count(_ text: String, _ words: Int) {
    #expect(WordCount.count(text) == words)
  }

  @Test(arguments: [
    ("de", true), ("en-GB", true), ("ko", true), ("zh", false), ("zh-Hans-CN", false), ("JA", false), ("th_TH", false),
    ("", true),
  ])
  func isMeaningful(_ language: String, _ expected: Bool) {
    #expect(WordCount.isMeaningful(in: language) == expected)
  }
}
