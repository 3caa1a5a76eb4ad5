import ContentModel
import Formats
import Testing

@testable import Quality

@Suite struct ReadabilityTests {
  /// Two sentences of five words with one syllable each: 180 - 5 - 58.5 in German.
  private static let short = "Das ist mein neu Rad. Wir sind da und froh."

  private func readability(_ yaml: String, _ sample: Sample) throws { try sample.check(yaml) }

  @Test func `The band holds its bounds, and what lies outside is told`() throws {
    func rules(_ band: String) -> String { "rules: { readability: { field: t, least_words: 10, \(band) } }" }
    try Sample("de", "Rad, Rad! Rad Rad Rad Rad. Rad Rad Rad Rad.").check(rules("min: 118, max: 118"))
    try Sample(
      "de", "Rad, Rad! Rad Rad Rad Rad. Rad Rad Rad Rad.",
      "readability: t has a reading ease of 118 (Amstad), harder than the 119 or more that is wanted: 3.3 words a "
        + "sentence, 1.0 syllables a word"
    ).check(rules("min: 119"))
    try Sample(
      "de", "Rad, Rad! Rad Rad Rad Rad. Rad Rad Rad Rad.",
      "readability: t has a reading ease of 118 (Amstad), easier than the 60 to 117 that is wanted: 3.3 words a sentence, "
        + "1.0 syllables a word"
    ).check(rules("min: 60, max: 117"))
  }

  @Test func `Short texts, single sentences and other languages are passed over`() throws {
    let rules = "rules: { readability: { field: t, min: 500 } }"
    try Sample("de", Array(repeating: "Rad Rad.", count: 12).joined(separator: " ")).check(rules)
    try Sample("de", Array(repeating: "Rad", count: 60).joined(separator: " ") + ".").check(rules)
    for language in ["ja", "zh", "it", ""] {
      try Sample(language, Array(repeating: "Rad Rad.", count: 20).joined(separator: " ")).check(rules)
    }
    try Sample("de", ["t": 5]).check(rules)
    // Without a band nothing is measured.
    try Sample("de", Array(repeating: "Rad Rad.", count: 20).joined(separator: " ")).check(
      "rules: { readability: { field: t } }")
  }

  @Test func `A finding is information, takes no points, and says what would bring it nearer`() throws {
    let pipeline = try pipeline(
      """
      rules: { readability: { field: t, levels: { A1: { min: 80 }, C1: { max: 60 } } } }
      """, kind: "note")
    let hard = String(
      repeating: "Wenn der Hund nicht mehr bellt, dann geht der Mann mit dem Rad in den Wald und sucht ihn dort. ",
      count: 2)
    let body: JSON = ["t": .string(hard + "Er ist da.")]
    let finding = try #require(
      pipeline.judge(
        QualitySubject(kind: "note", body: body, key: Key(section: "s", language: "de"), level: "C1")
      ).findings.first)
    #expect(finding.severity == .info && finding.penalty == 0)
    #expect(
      finding.message
        == "t has a reading ease of 107 (Amstad), easier than the 60 or less of C1: 14.3 words a sentence, 1.0 syllables a word"
    )
    #expect(
      finding.fix == "Write longer sentences and choose longer words in t, so that it is harder to read.")
    let long: JSON = [
      "t": .string(
        "Am Morgen gehen wir alle zusammen in die Schule, und am Abend kommen wir wieder müde nach Hause zurück. "
          + "Danach essen wir gemeinsam in der Küche, und meine Mutter fragt jeden von uns nach seinem Tag.")
    ]
    let shorter = try #require(
      pipeline.judge(
        QualitySubject(kind: "note", body: long, key: Key(section: "s", language: "de"), level: "A1")
      ).findings.first)
    #expect(
      shorter.message
        == "t has a reading ease of 69 (Amstad), harder than the 80 or more of A1: 18.0 words a sentence, 1.6 syllables a word"
    )
    #expect(
      shorter.fix
        == "Write shorter sentences in t, of 7.4 words in the mean, or choose shorter words, so that it is easier to read."
    )
  }

  @Test func `Gaps are read with their answers`() throws {
    let rules = "rules: { readability: { field: text, answers: 'gaps[].correct', least_words: 1, min: 500 } }"
    let body: JSON = ["text": "Er [1] heute. Sie [2] da [3].", "gaps": [["correct": "arbeitet"], ["correct": "ist"]]]
    try Sample(
      "de", body,
      "readability: text has a reading ease of 89 (Amstad), harder than the 500 or more that is wanted: 3.0 words a "
        + "sentence, 1.5 syllables a word"
    ).check(rules)
  }

  @Test func `A band without room is an error`() throws {
    #expect(
      try fault("rules: { readability: { field: t, min: 80, max: 70 } }")[0]?.contains("has `min` 80 over `max` 70")
        == true)
  }

  private static func findings(_ text: LevelledTexts.Text, level: String) -> [String] {
    Shipped.pipeline("gap_fill_exercise").judge(
      QualitySubject(
        kind: "gap_fill_exercise", body: ["text": .string(text.text), "gaps": []],
        key: Key(section: "s", language: text.language), level: level)
    ).findings.filter { $0.rule == "readability" }.map(\.message)
  }

  @Test(arguments: LevelledTexts.all)
  func `A text of a level lies within the shipped band of that level`(_ text: LevelledTexts.Text) {
    #expect(Self.findings(text, level: text.level) == [])
  }

  @Test(arguments: LevelledTexts.all.filter { $0.level == "A1" || $0.level == "C1" })
  func `A text of the other end of the scale does not`(_ text: LevelledTexts.Text) throws {
    // One sentence alone is not measured.
    guard try #require(ReadingEase(text.text, language: text.language)).sentences > 1 else { return }
    #expect(Self.findings(text, level: text.level == "A1" ? "C1" : "A1").count == 1)
  }
}
