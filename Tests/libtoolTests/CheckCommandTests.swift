import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool check`: the quality rules over what is active.
@Suite struct CheckCommandTests {
  private static let nothingWaits: JSON = ["items": 0, "counts": ["critical": 0, "warning": 0, "info": 0]]

  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), Exercise.misfit(2), Exercise.leaked(3))
    return library
  }

  @Test func `Findings item by item, with their mends`() async throws {
    let library = try await library()
    #expect(
      await library.run("check", "--section", "passiv", width: 80).output == """
        00000012 version 1, passiv / alltag_02_wohnung / de
          critical schema: The body does not fit the schema: gaps #1 distractors: has 2
          elements, needs 3
            Give exactly the fields of the schema, each with a value of its type.
        00000013 version 1, passiv / alltag_02_wohnung / de
          critical leaked_instructions: text holds the instruction text “sure, here”
            Write only the content itself: no word about the task, the format or
            yourself.
        3 items judged: 2 critical

        """)
  }

  @Test func `As a document`() async throws {
    let library = try await library()
    #expect(
      try await library.run("check", "--section", "passiv", "--json").json == [
        "items": 3,
        "findings": [
          [
            "uuid": .string(Exercise(2).uuid ?? ""), "version": 1, "rule": "schema", "severity": "critical",
            "message": "The body does not fit the schema: gaps #1 distractors: has 2 elements, needs 3",
            "fix": "Give exactly the fields of the schema, each with a value of its type.",
          ],
          [
            "uuid": .string(Exercise(3).uuid ?? ""), "version": 1, "rule": "leaked_instructions",
            "severity": "critical", "message": "text holds the instruction text “sure, here”",
            "fix": "Write only the content itself: no word about the task, the format or yourself.",
          ],
        ], "counts": ["critical": 2, "warning": 0, "info": 0], "in_review": Self.nothingWaits,
      ])
  }

  @Test func `Of two that are nearly the same, the later one names its twin`() async throws {
    let library = try TestLibrary(
      .tinyWith([
        "library/rules/gap_fill_exercise.yaml": """
        rules:
          near_duplicate:
            text: text
            answers: gaps[].correct
            options: gaps[].distractors
        """
      ]))
    try await library.importing(Exercise(1), Exercise(2, "getanzt"))
    let expected = """
      00000012 version 1, passiv / alltag_02_wohnung / de
        warning near_duplicate: nearly the same as item 00000011: 98 of 100 (text 94,
        answers 100, structure 100)
          Write another one, do not only change words: tell of other people, things
          and places; ask for something else than “wurde”, “worden”; build the
          sentences another way, with other connecting words and in another order.
      2 items judged: 1 warning

      """
    for further in [[], ["--rebuild"], []] {
      let result = await library.run(["check", "--section", "passiv"] + further, width: 80)
      #expect(result.output == expected)
    }
    #expect(await library.run("check", "--section", "passiv", "--fail-on", "warning").code == .gate)
    #expect(await library.run("deactivate", "00000011", "--yes").code == .done)
    #expect(await library.run("check", "--section", "passiv").output == "1 item judged: no findings\n")
  }

  @Test func `A clean library, and an empty selection`() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("check").output == "5 items judged: no findings\n")
    #expect(await library.run("check", "--level", "A1", "--topic", "alltag*").output == "1 item judged: no findings\n")
    #expect(await library.run("check", "--section", "passiv").output == "No items to judge.\n")
    #expect(
      try await library.run("check", "--section", "passiv", "--json").json
        == [
          "items": 0, "findings": [], "counts": ["critical": 0, "warning": 0, "info": 0],
          "in_review": Self.nothingWaits,
        ])
    #expect(await library.run("check", "--section", "passiv", "--dry-run").output == "No items to judge.\n")
    let unknown = await library.run("check", "--section", "pasiv")
    #expect(
      unknown.errors
        == "error: no section matches 'pasiv'; did you mean 'passiv'?\n`libtool coverage` lists what there is\n")
    #expect(unknown.code == .usage)
  }

  @Test func `--unchecked judges what no rule has seen, once`() async throws {
    let library = try await library()
    #expect(try await library.run("check", "--section", "negation_nicht_kein", "--json").json["items"] == 3)
    #expect(try await library.run("check", "--unchecked", "--json").json["items"] == 5)
    #expect(await library.run("check", "--unchecked").output == "No items to judge.\n")
    #expect(
      await library.run("export").errors == "left out 2 items with an open critical finding: 00000012, 00000013\n"
        + "this library is a rehearsal: its texts may be simulated\n")
    // A new version is one that no rule has seen.
    try await library.importing(Exercise(2))
    #expect(try await library.run("check", "--unchecked", "--json").json["items"] == 1)
    #expect(try await library.run("check", "--json").json["items"] == 8)
  }

  @Test func `What is not active is not judged, and what waits is counted apart`() async throws {
    let library = try await library()
    _ = await library.run("deactivate", Exercise(2).shortUUID)
    try await library.importing(Exercise.leaked(4), hold: true)
    let json = try await library.run("check", "--section", "passiv", "--json").json
    #expect(json["items"] == 2 && json["counts"]?["critical"] == 1)
    #expect(json["in_review"] == ["items": 1, "counts": ["critical": 1, "warning": 0, "info": 0]])
    #expect(
      await library.run("check", "--section", "passiv").output.hasSuffix(
        """
        2 items judged: 1 critical
        1 version in review judged: 1 critical; `libtool review list` shows it

        """))
    // A gate is about what an export would hold.
    _ = await library.run("deactivate", Exercise(3).shortUUID)
    #expect(await library.run("check", "--section", "passiv", "--fail-on", "critical").code == .done)
  }

  @Test func `The queue shows what the rules say now`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), Exercise.leaked(4), hold: true)
    func findings(_ number: Int) async throws -> [JSON?] {
      let shown = try await library.run("review", "show", Exercise(number).shortUUID, "--json").json
      return (shown["findings"]?.array ?? []).map { $0["rule"] }
    }
    #expect(try await library.run("check", "--unchecked", "--json").json["in_review"]?["items"] == 2)
    #expect(try await findings(1) == [])
    #expect(try await findings(4) == ["leaked_instructions"])
    #expect(try await library.run("check", "--unchecked", "--json").json["in_review"]?["items"] == 0)
    try library.write(
      "rules:\n  text_length: {rule: words, field: text, max: 5}\n", to: "library/rules/gap_fill_exercise.yaml")
    // It asks, since findings that are there would change, though none of an active item.
    let refused = await library.run("check", "--section", "passiv")
    #expect(refused.code == .usage)
    #expect(refused.errors.contains("Findings would change in 2 of 2 versions in review.\n"))
    #expect(refused.errors.contains("'store the new findings of 2 items?' needs an answer"))
    #expect(try await findings(4) == ["leaked_instructions"])
    let dry = try await library.run("check", "--section", "passiv", "--dry-run", "--json").json
    #expect(dry["items"] == 0 && dry["in_review"] == ["items": 2, "changed": 2])
    #expect(
      await library.run("check", "--section", "passiv", "--yes").output
        == "2 versions in review judged: 2 warnings; `libtool review list` shows them\n")
    #expect(try await findings(1) == ["text_length"])
    #expect(try await findings(4) == ["text_length"])
    #expect(try await library.run("review", "list", "--rule", "text_length", "--json").json.array?.count == 2)
    #expect(await library.run("check", "--section", "passiv").errors == "")
  }

  /// A new version of an active item is not its own twin, and what an assessment has said stays.
  @Test func `A version that waits beside an active one is judged beside it`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    try await library.importing(Exercise(1, "getanzt"), hold: true)
    #expect(
      await library.run("check", "--section", "passiv").output == """
        1 item judged: no findings
        1 version in review judged: no findings; `libtool review list` shows it

        """)
  }

  @Test func `Findings are kept with the version, and go when the rules let it pass`() async throws {
    let library = try await library()
    _ = await library.run("check")
    let shown = try await library.run("items", "show", Exercise(3).shortUUID, "--json").json
    #expect(shown["score"] == 70 && shown["findings"]?.array?.count == 1 && shown["checked"]?.string != nil)
    try library.write(
      "rules:\n  leaked_instructions: {severity: warning}\n", to: "library/rules/gap_fill_exercise.yaml")
    let json = try await library.run("check", "--section", "passiv", "--yes", "--json").json
    #expect(json["counts"]?["warning"] == 1)
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 3)
  }

  @Test(
    arguments: [
      (["--fail-on", "critical"], .gate), (["--fail-on", "warning"], .gate),
      (["--fail-on", "critical", "--section", "relativsaetze"], .done),
      (["--fail-on", "critical", "--unchecked", "--json"], .gate), ([], .done),
    ] as [([String], ExitCode)])
  func `--fail-on is a gate for scripts`(words: [String], code: ExitCode) async throws {
    let library = try await library()
    let result = await library.run(["check"] + words)
    #expect(result.code == code && result.errors == "" && result.output != "")
  }

  @Test func `A warning is no critical finding`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write(
      "rules:\n  text_length: {rule: words, field: text, min: 20}\n", to: "library/rules/gap_fill_exercise.yaml")
    var short = Exercise(1)
    short.body["text"] = "Das Haus [1] gebaut und ist renoviert [2]."
    try await library.importing(short)
    let json = try await library.run("check", "--section", "passiv", "--json").json
    #expect(json["counts"] == ["critical": 0, "warning": 1, "info": 0])
    #expect(await library.run("check", "--section", "passiv", "--fail-on", "critical").code == .done)
    #expect(await library.run("check", "--section", "passiv", "--fail-on", "warning").code == .gate)
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 1)
  }

  @Test func `What a person has waived is not said again`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise.leaked(1), hold: true)
    _ = await library.run("review", "accept", Exercise(1).shortUUID, "--as", "ana")
    #expect(
      await library.run("check", "--section", "passiv", "--fail-on", "critical").output
        == "1 item judged: no findings\n")
    let shown = try await library.run("items", "show", Exercise(1).shortUUID, "--json").json
    #expect(shown["waived"]?.array?.first?["by"] == "ana" && shown["findings"] == [])
  }

  @Test func `Wrong rules stop it with file and line, before anything is judged`() async throws {
    let library = try await library()
    try library.write("rules:\n  leaked: {severity: warning}\n", to: "library/rules/gap_fill_exercise.yaml")
    let result = await library.run("check")
    #expect(result.errors.hasPrefix("error: library/rules/gap_fill_exercise.yaml:2:3: "))
    #expect(result.code == .failed && result.output == "")
    #expect(try await library.run("items", "show", Exercise(3).shortUUID, "--json").json["checked"] == .null)
  }

  @Test func `A wrong gate`() async throws {
    let result = await (try TestLibrary(.tiny)).run("check", "--fail-on", "info")
    #expect(
      result.errors == """
        error: 'info' is not a value of '--fail-on'
        allowed: critical, warning

        """)
    #expect(result.code == .usage)
  }
}

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
