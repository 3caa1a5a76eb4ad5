import Testing

@testable import Quality

@Suite struct FoldingTests {
  @Test(arguments: [
    ("", ""), ("der", "der"), ("Der", "Der"), (" der  Mann ", "der Mann"), ("der\u{A0}\u{2003}\n Mann", "der Mann"),
    ("o\u{308}", "ö"), ("d\u{AD}er\u{FEFF}", "der"), ("ＤＥＲ１", "DER1"), ("ﬂott", "flott"), ("x²₃", "x23"),
    ("geht’s ‚ja‘", "geht's ‚ja'"), ("ja\u{2011}nein", "ja-nein"), ("…", "..."), ("𝐅𝟙", "F1"), ("ﾊﾟﾝ", "パン"), ("ß", "ß"),
  ])
  func key(_ text: String, _ key: String) {
    #expect(Folding.key(text) == key)
  }

  @Test("a key is its own key", arguments: ["der  Mann ", "ｶﾞ ﬃ", "\u{200B} x \u{3000}", "’“…"])
  func idempotent(_ text: String) {
    let key = Folding.key(text)
    #expect(Folding.key(key) == key)
  }

  /// In one pass, what two would make: each scalar by itself, and between others.
  @Test func loweredIsTheKeyInLowerCase() {
    let dense = 0...UInt32(0x3100)
    let sparse = stride(from: UInt32(0x3100), through: 0x10FFFF, by: 101)
    var wrong: [Unicode.Scalar] = []
    for scalar in (Array(dense) + Array(sparse)).compactMap(Unicode.Scalar.init) {
      for text in ["\(scalar)", " Ä\(scalar) \(scalar)İß "]
      where Folding.lowered(text) != Array(Folding.key(text).lowercased().utf8) { wrong.append(scalar) }
    }
    #expect(wrong == [])
  }

  @Test(arguments: [
    ("Über\u{A0}ALLES", "uber alles"), ("U\u{308}ber", "uber"), ("Straße", "straße"), ("Ｊａ", "ja"), ("ЖУК", "жук"),
    ("a \n\t b", "a b"), ("É", "e"), ("Ÿ", "y"), ("ſ", "s"), ("Æ", "æ"),
  ])
  func searchable(_ text: String, _ bytes: String) {
    #expect(String(decoding: Folding.searchable(text), as: UTF8.self) == bytes)
  }

  @Test(arguments: [("", true), (" \u{A0}\u{200B}\u{3000}", true), ("-", false), ("\u{301}", false), (" a ", false)])
  func isBlank(_ text: String, _ blank: Bool) {
    #expect(Folding.isBlank(text) == blank)
    #expect(Folding.key(text).isEmpty == blank)
  }
}
