import ContentModel
import Formats
import Testing

@testable import Quality

@Suite struct RuleSettingsTests {
  private static func words(_ count: Int, level: String, language: String) -> QualitySubject {
    QualitySubject(
      kind: "note", body: ["text": .string(Array(repeating: "w", count: count).joined(separator: " "))],
      key: Key(section: "s", language: language), level: level)
  }

  private static let layered = """
    rules:
      length:
        rule: words
        field: text
        min: 10
        max: 20
        levels:
          A1: { max: 15 }
    languages:
      de:
        length:
          max: 30
          levels:
            A1: { min: 5 }
      de-AT:
        length: { enabled: false }
    """

  @Test(
    "a language lies over the kind, and the level over both",
    arguments: [
      ("en", "B1", 10, 20), ("en", "A1", 10, 15), ("de", "B1", 10, 30), ("de", "A1", 5, 15), ("de-CH", "A1", 5, 15),
      ("DE", "", 10, 30),
    ])
  func layers(_ language: String, _ level: String, _ min: Int, _ max: Int) throws {
    let pipeline = try pipeline(Self.layered, kind: "note")
    for (count, isRight) in [(min - 1, false), (min, true), (max, true), (max + 1, false)] {
      let judgement = pipeline.judge(Self.words(count, level: level, language: language))
      #expect(judgement.findings.isEmpty == isRight, "\(count) words")
    }
  }

  @Test("the narrowest section of a language serves; a check can be switched off there")
  func switchedOff() throws {
    let pipeline = try pipeline(Self.layered, kind: "note")
    #expect(pipeline.judge(Self.words(1, level: "B1", language: "de-at")).findings.isEmpty)
    #expect(pipeline.judge(Self.words(1, level: "B1", language: "de-AT-x")).findings.isEmpty)
    #expect(pipeline.judge(Self.words(1, level: "B1", language: "de")).findings.count == 1)
  }

  @Test("severity, penalty and fix can be set; a new severity brings its penalty")
  func severity() throws {
    func finding(_ settings: String) throws -> Finding? {
      try pipeline("rules:\n  length: { rule: words, field: text, min: 5, \(settings) }", kind: "note")
        .judge(Self.words(1, level: "A1", language: "de")).findings.first
    }
    let usual = try finding("enabled: true")
    #expect(usual?.severity == .warning && usual?.penalty == 5 && usual?.ruleVersion == 1)
    #expect(usual?.fix == "Write text with at least 5 words.")
    let critical = try finding("severity: critical")
    #expect(critical?.severity == .critical && critical?.penalty == 30)
    let info = try finding("severity: info, penalty: 7, fix: Write more.")
    #expect(info?.severity == .info && info?.penalty == 7 && info?.fix == "Write more.")
    #expect(try finding("penalty: 12, levels: { A1: { severity: critical } }")?.penalty == 30)
    #expect(try finding("enabled: false") == nil)
  }

  @Test("a check may be listed for one language only")
  func languageOnly() throws {
    let pipeline = try pipeline(
      "rules: { refusal: }\nlanguages: { de: { length: { rule: words, field: text, min: 5 } } }", kind: "note")
    #expect(pipeline.judge(Self.words(1, level: "", language: "de")).findings.map(\.rule) == ["length"])
    #expect(pipeline.judge(Self.words(1, level: "", language: "en")).findings.isEmpty)
  }

  @Test("a kind of its own needs a file and no code")
  func newKind() throws {
    let pipeline = try pipeline(
      """
      rules:
        refusal:
        lines: { rule: count, field: dialogue, min: 2 }
        line_length: { rule: characters, field: "dialogue[].line", max: 10 }
        speakers: { rule: not_all_equal, field: "dialogue[].speaker" }
      """, kind: "reading")
    let judgement = pipeline.judge(
      QualitySubject(
        kind: "reading",
        body: ["dialogue": [["speaker": "A", "line": "How are you?"], ["speaker": "a", "line": "Well."]]],
        key: Key(section: "s", language: "en")))
    #expect(
      judgement.findings.map { "\($0.rule): \($0.message)" } == [
        "line_length: dialogue #1 line has 12 characters, at most 10 are wanted",
        "speakers: dialogue[].speaker is “A” all 2 times",
      ])
  }

  @Test("without a file there are the rules that suit any body")
  func builtIn() throws {
    let settings = RuleSettings.builtIn(kind: "note")
    #expect(
      settings.checkNames == [
        "schema", "leaked_instructions", "code_fence", "placeholder_remains", "broken_character", "refusal",
      ])
    let pipeline = try QualityPipeline(settings: settings, schema: ["type": "object"])
    #expect(pipeline.kind == "note")
    let judgement = pipeline.judge(
      QualitySubject(kind: "note", body: ["TODO", "```"], key: Key(section: "s", language: "de")))
    #expect(judgement.findings.map(\.rule) == ["code_fence", "placeholder_remains", "schema"])
    #expect(judgement.score == 10)
  }

  @Test("the shipped files list every rule that the kinds need")
  func shipped() throws {
    #expect(
      try Shipped.settings("gap_fill_exercise").checkNames == [
        "schema", "gap_numbering", "gap_without_entry", "entry_without_gap", "distractor_count", "empty_option",
        "answer_among_distractors", "repeated_options", "options_differ_by_case", "same_answer", "leaked_instructions",
        "code_fence", "placeholder_remains", "broken_character", "banned_characters", "unclosed_markup", "refusal",
        "text_language", "explanation_language", "text_length", "text_characters", "option_characters",
        "explanation_characters",
        "explanation_missing", "explanation_length",
        "explanation_repeats_answer", "readability", "near_duplicate",
      ])
    #expect(
      try Shipped.settings("micro_lesson").checkNames == [
        "schema", "difficulty", "content_characters", "question_count", "choice_count", "repeated_choices",
        "correct_index", "explanation_characters", "title_characters", "prompt_characters", "choice_characters",
        "empty_text", "leaked_instructions", "code_fence",
        "placeholder_remains", "broken_character", "banned_characters", "unclosed_markup", "refusal", "wrong_language",
        "title_words", "content_words",
        "correct_index_cluster", "readability", "near_duplicate",
      ])
  }
}
