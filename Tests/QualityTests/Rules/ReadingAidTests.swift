import Testing

@Suite struct ReadingAidTests {
  private static let rules = """
    rules:
      beside: { rule: reading_aid, field: "words[].word", reading: reading }
      within: { rule: reading_aid, field: line }
      english: { rule: reading_aid, field: glossary, language: zh, enabled: false }
    languages: { en: { english: { enabled: true } } }
    """

  @Test(arguments: [
    Sample("zh", ["words": [["word": "银行", "reading": "yínháng"], ["word": "你好", "reading": "ni3 hao3"]]]),
    Sample("zh-TW", ["words": [["word": "銀行", "reading": "yi\u{301}nha\u{301}ng"]]]),
    Sample("ja", ["words": [["word": "銀行", "reading": "ぎんこう"], ["word": "パン"], ["word": "銀行", "reading": "ginkō"]]]),
    Sample("ja", ["line": "銀行（ぎんこう）へ行きます。"]), Sample("zh", ["line": "银行 (yínháng)"]),
    Sample("ja", ["line": "ありがとう"]), Sample("ja", ["line": "<ruby>銀行<rt>ぎんこう</rt></ruby>"]),
    Sample("de", ["words": [["word": "银行"]], "line": "银行"]), Sample("zh", ["words": [["word": 3]], "line": nil]),
    Sample("en", ["glossary": "银行 [yínháng]"]),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("zh", ["words": [["word": "银行"]]], "beside: words #1 word has no reading in words #1 reading"),
    Sample(
      "zh", ["words": [["word": "银行", "reading": "yinhang"]]], "beside: words #1 reading is no reading: “yinhang”"),
    Sample("zh", ["words": [["word": "银行", "reading": "银行"]]], "beside: words #1 reading is no reading: “银行”"),
    Sample(
      "zh", ["words": [["word": "银行", "reading": " "]]], "beside: words #1 word has no reading in words #1 reading"),
    Sample("ja", ["words": [["word": "銀行", "reading": "銀行"]]], "beside: words #1 reading is no reading: “銀行”"),
    Sample(
      "ja", ["words": [["word": "パン"], ["word": "銀行"]]], "beside: words #2 word has no reading in words #2 reading"),
    Sample("ja", ["line": "銀行へ行きます。"], "within: line has no reading"),
    Sample("zh", ["line": "银行 (bank)"], "within: line has no reading"),
    Sample("en", ["glossary": "银行"], "english: glossary has no reading"),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }
}
