import ContentModel
import Formats
import Testing

@testable import Quality

/// Every rule that suits any body, on bodies that nobody would write.
@Suite struct AllRulesTests {
  static let settings = """
    rules:
      leaked_instructions:
      code_fence:
      placeholder_remains:
      refusal:
      banned_characters:
      unclosed_markup:
      wrong_language:
      forbidden_words: { words: [cheap, "best price", billig*, 假货, コピー品] }
      numbers_missing: { more_than: 0 }
      numbers_new: { more_than: 0 }
      words: { field: t, max: 100, unspaced: true }
      characters: { field: t, max: 100 }
      pattern: { no_match: ['https?://', '(a+)+$'] }
      call_to_action: { field: t, words: [go*] }
      contains_keyword: { field: t, keywords: [tea, 茶], keywords_field: u }
      starts_unlike: { field: t, unlike: u }
      target_language_only: { field: t }
      reading_aid: { field: t }
    """

  #if DEBUG
    // A debug build is some fifty times slower.
    private static let length = 2_000
  #else
    private static let length = 1_000_000
  #endif

  @Test(arguments: [
    "a", "ä", " ", "1", "1,", "1.1 ", "万", "一", "9万9千", "(", ")", "（", "「", "“", "”", "„", "«", "\"", "*", "**", "<b>",
    "</b>", "<a x=", "`",
    "``` ", "~~~\n", "茶", "か", "か\u{3099}", "ｶﾞ", "\u{301}", "\u{200B}", "\u{10FFFF}", "👩🏽‍🔬", "a.", "the ", "der ", "(a",
    "[1]", "%s", "go",
  ])
  func `A long text takes time in proportion, whatever it is made of`(_ piece: String) throws {
    let text = JSON.string(String(repeating: piece, count: Self.length / piece.utf8.count))
    let pipeline = try pipeline(Self.settings, kind: "note")
    for language in ["de", "zh"] {
      let started = ContinuousClock.now
      let judgement = pipeline.judge(Sample(language, ["t": text, "u": text], source: ["s": text]).subject)
      // Some tenths of a second; what is not linear takes minutes.
      #expect(ContinuousClock.now - started < .seconds(20))
      #expect(!judgement.findings.isEmpty)
      #expect(judgement.findings.allSatisfy { $0.message.utf8.count < 2_000 && $0.fix.utf8.count < 2_000 })
    }
  }

  @Test func `Every plane of Unicode is read`() throws {
    let pipeline = try pipeline(Self.settings, kind: "note")
    for plane in UInt32(0)...16 {
      let scalars = stride(from: plane << 16, to: (plane + 1) << 16, by: 17).compactMap(Unicode.Scalar.init)
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      for language in ["en", "ja", ""] {
        let judgement = pipeline.judge(Sample(language, ["t": .string(String(text)), "u": 3], source: nil).subject)
        #expect((0...100).contains(judgement.score))
      }
    }
  }
}
