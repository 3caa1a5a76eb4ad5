import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool check` where rules have changed, as a report, and with progress.
@Suite struct ChangedRulesTests {
  private static let rules = "library/rules/gap_fill_exercise.yaml"

  /// Three exercises, one of them with a critical finding, judged; then the rules are others.
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), Exercise(2, "getanzt"), Exercise.leaked(3))
    #expect(await library.run("check", "--yes").code == .done)
    try library.write(
      """
      rules:
        leaked_instructions: {severity: warning}
        text_length: {rule: words, field: text, max: 5}
      """, to: Self.rules)
    return library
  }

  @Test func `What changed rules would change, without storing it`() async throws {
    let library = try await library()
    let shown = await library.run("check", "--section", "passiv", "--dry-run", width: 80)
    #expect(shown.code == .done && shown.errors == "Dry run: nothing was stored.\n")
    let lines = shown.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "Changed since these findings were stored:")
    #expect(shown.output.contains("leaked_instructions (settings)") && shown.output.contains("text_length (new)"))
    #expect(shown.output.contains("Findings would change in 3 of 3 items:\n"))
    #expect(shown.output.contains("1 item would come back into them: 00000013\n"))
    #expect(shown.output.contains("  00000013 version 1, critical becomes warning: text holds the instruction text"))
    #expect(lines.allSatisfy { $0.count <= 80 })
    // Nothing was stored: it says so again, and an export still leaves the item out.
    let json = try await library.run("check", "--section", "passiv", "--dry-run", "--json").json
    #expect(json["dry_run"] == true && json["items"] == 3 && json["changed"] == 3 && json["unchecked"] == 0)
    #expect(json["gains_export"] == [.string(Exercise(3).uuid ?? "")] && json["loses_export"] == [])
    let rule = json["rules"]?.array?.first
    #expect(rule?["rule"] == "leaked_instructions" && rule?["severity"] == 1 && rule?["gains_export"] == 1)
    #expect(rule?["examples"]?.array?.first?["former_severity"] == "critical")
    #expect(json["counts"] == ["critical": 0, "warning": 4, "info": 0])
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 2)
    let gate = await library.run("check", "--section", "passiv", "--dry-run", "--fail-on", "warning")
    #expect(gate.code == .gate)
    #expect(
      gate.errors == """
        Dry run: nothing was stored.
        With these rules there are 4 warnings: --fail-on warning is not met.

        """)
    #expect(await library.run("check", "--section", "passiv", "--dry-run", "--fail-on", "critical").code == .done)
  }

  @Test func `It asks on a terminal, and goes by the answer`() async throws {
    let library = try await library()
    let no = await library.run("check", "--section", "passiv", width: 80, answers: ["n"])
    #expect(no.code == .done && no.output == "")
    #expect(no.errors.hasSuffix("store the new findings of 3 items? [y/N] Nothing was stored.\n"))
    #expect(no.errors.contains("Findings would change in 3 of 3 items:"))
    let gate = await library.run("check", "--section", "passiv", "--fail-on", "warning", width: 80, answers: ["n"])
    #expect(gate.code == .gate)
    #expect(
      gate.errors.hasSuffix(
        "Nothing was stored.\nWith these rules there are 4 warnings: --fail-on warning is not met.\n"))
    let yes = await library.run("check", "--section", "passiv", width: 80, answers: ["y"])
    #expect(yes.code == .done && yes.output.hasSuffix("3 items judged: 4 warnings\n"))
    // What is selected is as the rules say now: nothing is asked. What is not is asked about when it is its turn.
    let again = await library.run("check", "--section", "passiv")
    #expect(again.code == .done && again.errors == "")
    #expect(await library.run("check").code == .usage)
    #expect(await library.run("check", "--yes").code == .done)
    #expect(await library.run("check").errors == "")
  }

  @Test func `Without a terminal it refuses, and --yes stores`() async throws {
    let library = try await library()
    let refused = await library.run("check", "--section", "passiv")
    #expect(refused.code == .usage && refused.output == "")
    #expect(
      refused.errors.hasSuffix(
        """
        `libtool check --dry-run` shows examples.
        error: 'store the new findings of 3 items?' needs an answer, and there is no terminal to ask on
        pass --yes to go ahead without being asked

        """))
    #expect(try await library.run("check", "--section", "passiv", "--yes", "--json").json["counts"]?["warning"] == 4)
  }

  @Test func `A change that changes no finding is not asked about, nor is what was never judged`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    #expect(await library.run("check").code == .done)
    try library.write("rules:\n  schema: {severity: warning}\n", to: Self.rules)
    #expect(await library.run("check").errors == "")
    try library.write("rules:\n  text_length: {rule: words, field: text, max: 5}\n", to: Self.rules)
    try await library.importing(Exercise(2, "getanzt"))
    let unchecked = await library.run("check", "--unchecked")
    #expect(unchecked.code == .done && unchecked.errors == "" && unchecked.output.hasSuffix("judged: 1 warning\n"))
    #expect(await library.run("check").code == .usage)
  }

  @Test func `What a fill has judged is known too`() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("fill", "--section", "passiv").code == .done)
    try library.write("rules:\n  text_length: {rule: words, field: text, max: 5}\n", to: Self.rules)
    let result = await library.run("check", "--section", "passiv")
    #expect(result.code == .usage && result.errors.contains("text_length (new)"))
  }

  @Test func `A report by rule and section, at any width, as CSV and as a document`() async throws {
    let library = try await library()
    #expect(await library.run("check", "--yes").code == .done)
    #expect(
      await library.run("check", "--section", "passiv", "--by", "section,rule", width: 100).output == """
        Section  Rule                 Items  Critical  Warning  Info  Without it  Mean score
        passiv   text_length              3         0        3     0       0.0 %        93.3
        passiv   leaked_instructions      3         0        1     0      66.6 %          90
        3 items judged: 4 warnings

        """)
    for width in [80, 200] {
      let text = await library.run("check", "--by", "section,rule,kind,model,prompt", width: width).output
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    }
    #expect(
      await library.run("check", "--section", "passiv", "--by", "kind", "--format", "csv").output == """
        kind,items,critical,warning,info,without_finding_percent,mean_score
        gap_fill_exercise,3,0,4,0,0.0,93.3

        """)
    let json = try await library.run("check", "--section", "passiv", "--by", "kind", "--json").json
    #expect(json["items"] == 3 && json["findings"]?.array?.count == 4 && json["by"] == ["kind"])
    #expect(
      json["rows"] == [
        [
          "kind": "gap_fill_exercise", "items": 3, "critical": 0, "warning": 4, "info": 0, "without_finding": 0,
          "mean_score": .number("93.3"),
        ]
      ])
    let wrong = await library.run("check", "--by", "sections")
    #expect(wrong.code == .usage)
    #expect(
      wrong.errors.hasPrefix(
        """
        error: a report cannot be grouped by 'sections'; did you mean 'section'?
        the fields are rule, section, kind, prompt, model

        """))
    #expect(await library.run("check", "--format", "csv").code == .usage)
  }

  @Test func `Progress as JSON lines, and none on a pipe`() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("check").errors == "")
    let lines = try await library.run("check", "--progress", "json", "--json").errors.split(separator: "\n").map {
      try JSON.parse(String($0))
    }
    #expect(lines.count == 2 && lines.map { $0["event"] } == ["progress", "ended"])
    #expect(lines.allSatisfy { $0["items"] == 5 } && lines.first?["judged"] == 0 && lines.last?["judged"] == 5)
    #expect(lines.first?["seconds_left"] == .null && lines.last?["seconds_left"] == 0)
  }

  @Test func `Hostile texts reach a terminal harmless`() async throws {
    let library = try TestLibrary(.tiny)
    var hostile = Exercise(1)
    hostile.body["text"] =
      "Sure, here \u{1B}[2J\u{1B}]0;x\u{7} Das Haus [1] \u{202E} gebaut und ist =1+1 renoviert [2]. TODO\u{9B}31m"
    try await library.importing(hostile)
    for words in [["check"], ["check", "--dry-run"], ["check", "--by", "rule"]] {
      let result = await library.run(words, width: 80)
      #expect(!result.output.isEmpty)
      #expect(
        !result.output.unicodeScalars.contains {
          ($0.value < 0x20 && $0 != "\n") || 0x7F...0x9F ~= $0.value || $0.value == 0x202E
        })
    }
  }

  /// The real program, with a bound on its memory that the system keeps.
  @Test func `Hostile rule files are refused with their place, in bounded memory`() throws {
    let library = try TestLibrary(.tiny)
    let nested = String(repeating: "[", count: 100_000)
    let checks = (0..<20_000).map { "  c\($0): {rule: words, field: text, min: 9, max: 1}\n" }.joined()
    let files = [
      "rules: \(nested)", "rules:\n\(checks)", "rules:\n  p: {rule: pattern, no_match: '\(nested)'}",
      "a: &a [x, x]\nb: &b [*a, *a]\nrules: *b",
    ]
    for file in files {
      try library.write(file, to: Self.rules)
      let result = try Shell(library: library).run(
        "ulimit -v 1000000; libtool check > out.txt 2>&1; code=$?; head -c 300 out.txt; exit $code")
      #expect(result.code == 1, "\(file.prefix(60)): \(result.output)")
      #expect(result.output.hasPrefix("error: library/rules/gap_fill_exercise.yaml:"), "\(result.output)")
    }
  }
}
