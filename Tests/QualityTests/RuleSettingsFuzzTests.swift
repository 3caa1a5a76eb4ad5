import ContentModel
import Formats
import Foundation
import Testing

@testable import Quality

/// Rule files made up by a seeded generator: mutations of real ones, random trees, wrong types, huge numbers, hostile
/// patterns, deep nesting. Each is read, and then judges, or is refused with file, line and a mend; soon, and in few words.
///
/// The short form takes some seconds; `LIBTOOL_TEST_LONG=1` makes a hundred times as many.
@Suite struct RuleSettingsFuzzTests {
  private static let isLong = ProcessInfo.processInfo.environment["LIBTOOL_TEST_LONG"] == "1"
  private static let rounds = isLong ? 4_000 : 40

  private static let bodies: [JSON] = [
    [
      "text": "Ein Text (mit 3 Zahlen) und aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab!", "gaps": [["no": 1, "correct": "x"]],
    ],
    ["t": "Sure, here is [1] <b>", "u": ["Tee", nil, 1], "title": "", "questions": [["choices": ["a", "b"]]]], nil,
  ]

  /// Reads a file and judges with it.
  ///
  /// - Returns: Whether it was refused.
  @discardableResult
  private func feed(_ yaml: String, _ note: Comment) -> Bool {
    let start = ContinuousClock.now
    var isRefused = false
    do {
      let settings = try RuleSettings(yaml: yaml, file: "rules.yaml", kind: "note")
      let pipeline = try QualityPipeline(settings: settings, schema: nil)
      _ = pipeline.fingerprints(forLanguage: "de")
      for body in Self.bodies {
        let subject = QualitySubject(kind: "note", body: body, key: Key(section: "s", language: "de"), level: "A1")
        let judgement = pipeline.judge(subject)
        #expect((0...100).contains(judgement.score), note)
        #expect(judgement.findings.allSatisfy { $0.message.utf8.count < 4_000 }, note)
      }
    } catch let error as RuleSettingsError {
      isRefused = true
      #expect(error.message.hasPrefix("rules.yaml:\(error.line):\(error.column): "), note)
      #expect(error.line >= 1 && error.column >= 1 && error.hint?.isEmpty == false, note)
      #expect(error.message.utf8.count < 20_000 + yaml.utf8.count, note)
    } catch {
      Issue.record(error, note)
    }
    // A debug build beside other tests: what is not bounded takes minutes.
    #expect(ContinuousClock.now - start < .seconds(20), note)
    return isRefused
  }

  @Test func `Mutations of the shipped files`() throws {
    var random = Seeded(state: 11)
    let files = try ["gap_fill_exercise", "micro_lesson"].map {
      try String(contentsOf: Shipped.root.appending(path: "library/rules/\($0).yaml"), encoding: .utf8)
    }
    var refused = 0
    for round in 0..<Self.rounds {
      var lines = files[round % 2].components(separatedBy: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<lines.count, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: lines.remove(at: place)
        case 1: lines.insert(lines.randomElement(using: &random) ?? "", at: place)
        case 2: lines[place] = " " + lines[place]
        case 3: lines[place] = String(lines[place].dropLast(1))
        case 4: lines[place] += Self.value(&random)
        case 5: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &random))
        default:
          let key = lines[place].prefix { $0 != ":" }
          lines[place] = "\(key): \(Self.value(&random))"
        }
      }
      if feed(lines.joined(separator: "\n"), "round \(round)") { refused += 1 }
    }
    #expect(refused > Self.rounds / 4 && refused < Self.rounds)
  }

  @Test func `Every parameter of every rule, with values of any kind`() {
    var random = Seeded(state: 12)
    for round in 0..<Self.rounds {
      guard let rule = RuleCatalog.all.randomElement(using: &random) else { continue }
      var keys = ["enabled", "severity", "penalty", "fix", "levels", "rule"] + rule.parameters.map(\.name)
      keys.shuffle(using: &random)
      let body = keys.prefix(Int.random(in: 1...4, using: &random)).map { "    \($0): \(Self.value(&random))" }
      feed("rules:\n  one:\n    rule: \(rule.id)\n" + body.joined(separator: "\n"), "round \(round): \(rule.id)")
      // The same where a language sets it.
      let section = body.map { "  " + $0 }.joined(separator: "\n")
      feed("rules: {schema: }\nlanguages:\n  de:\n    two:\n      rule: \(rule.id)\n\(section)", "round \(round)")
    }
  }

  @Test func `Random trees`() {
    var random = Seeded(state: 13)
    for round in 0..<Self.rounds { feed("rules: \(Self.tree(&random, depth: 5))", "round \(round)") }
  }

  @Test(
    arguments: [
      "(a+)+$", "(a|a)*$", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*\\\\1x", "(?R)",
      "((((((((((a*)*)*)*)*)*)*)*)*)*)b",
      "a{1,60000}{1,60000}", "(?:a{0,1000}){0,1000}", "\\\\p{L}+(?=(\\\\p{L}+)+$)", "(?<!a{1,100})b", "[", "(?", "\\\\",
      "(?(1)a|b)", "\\\\C+", "(*LIMIT_MATCH=999999999)(a+)+$", "(?{ die })", "\\\\x{110000}", "x{99999}",
    ])
  func `Hostile patterns`(_ pattern: String) {
    feed("rules:\n  p: {rule: pattern, field: text, no_match: \"\(pattern)\"}", "\(pattern)")
    feed("rules:\n  p: {rule: pattern, match: [\"\(pattern)\", ok]}", "\(pattern)")
  }

  @Test func `Deep nesting, long scalars, many checks`() {
    for depth in [90, 200, 5_000, 100_000] {
      feed("rules: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth), "flow \(depth)")
      feed("rules: " + String(repeating: "{a: ", count: depth) + String(repeating: "}", count: depth), "flow \(depth)")
      feed("rules: " + String(repeating: "- ", count: depth) + "a", "block \(depth)")
    }
    for depth in [200, 800] {
      feed((0..<depth).map { String(repeating: " ", count: $0) + "rules:" }.joined(separator: "\n"), "lines \(depth)")
    }
    let long = String(repeating: "x", count: Self.isLong ? 1_000_000 : 60_000)
    for text in [
      "rules: \(long)", "\(long): 1", "rules:\n  \(long):", "rules:\n  schema: {fix: \(long)}",
      "rules:\n  schema: {\(long): 1}", "rules:\n  schema: {severity: \(long)}",
      "rules:\n  schema: {penalty: 1\(long)}",
      "rules:\n  p: {rule: pattern, no_match: \(long)}", "rules:\n  w: {rule: words, field: \(long), min: 1}",
      "languages: {\(long): {}}\nrules: {schema: }",
    ] {
      feed(text, "long")
    }
    let checks = (0..<(Self.isLong ? 5_000 : 300)).map { "  c\($0): {rule: words, field: text, min: \($0 % 9)}" }
    #expect(!feed("rules:\n" + checks.joined(separator: "\n"), "many checks"))
    feed(
      "rules:\n  f: {rule: forbidden_words, words: [\(checks.indices.map { "w\($0)*" }.joined(separator: ","))]}",
      "words")
  }

  private static func value(_ random: inout Seeded) -> String {
    let plain = [
      "", "~", "true", "no", "0", "-1", "101", "1e999", "999999999999999999999", "0x7fffffffffffffff", "-0", ".nan",
      "1.5",
      "critical", "schema", "text", "gaps[].correct", "a[]b", "[]", "{}", "[[]]", "[1, a, ~]", "{a: 1}",
      "{A1: {min: 3}}",
      "{A1: {min: 9, max: 2}}", "'('", "\"\\u0000\"", "\"\\uD800\"", "\"\u{202E}abc\"", "=1+1", "\u{1F600}", "&a x",
      "*a",
      "!!int 3", "|\n      x", ">-\n      y", "? a", "\t", "- a\n    - b", "['(a+)+$']", "[text, title]", "%TAG", "@x",
      "`x`",
    ]
    return plain.randomElement(using: &random) ?? ""
  }

  private static func tree(_ random: inout Seeded, depth: Int) -> String {
    let names =
      RuleCatalog.all.map(\.id) + ["levels", "A1", "min", "field", "words", "rule", "languages", "de", "rules"]
    func several(_ make: () -> String) -> String {
      (0..<Int.random(in: 0...4, using: &random)).map { _ in make() }.joined(separator: ", ")
    }
    switch Int.random(in: 0..<(depth == 0 ? 1 : 4), using: &random) {
    case 0: return ["x", "1", "true", "words", "[a]", "~"].randomElement(using: &random) ?? ""
    case 1: return "[" + several { tree(&random, depth: depth - 1) } + "]"
    default:
      return "{"
        + several { "\(names.randomElement(using: &random) ?? ""): \(tree(&random, depth: depth - 1))" } + "}"
    }
  }
}
