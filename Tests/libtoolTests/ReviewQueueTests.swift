import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool review list`: the order of the queue, its filters, and to whom an item is assigned.
@Suite struct ReviewQueueTests {
  /// Items 1 and 2 of `passiv` (2 is flawed and judged), 3 of a section that has enough, 4 of `relativsaetze`.
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(
      .tiny, environment: ["PATH": "/usr/bin:/bin", "EDITOR": "sh \"$HOME/editor\""])
    var met = Exercise(3)
    met.section = "negation_nicht_kein"
    try await library.importing(met, hold: true)
    try await library.importing(Exercise(1, "eins"), Exercise.leaked(2), hold: true)
    var clause = Exercise(4)
    (clause.section, clause.topic) = ("relativsaetze", "freizeit_10_wochenende")
    try await library.importing(clause, hold: true)
    return library
  }

  private func queue(_ library: TestLibrary, _ words: String...) async throws -> [String] {
    try await library.run(["review", "list", "--json"] + words).json.array?.compactMap {
      $0["uuid"]?.string.map { String($0.suffix(1)) }
    } ?? []
  }

  @Test func `The most worth first, whatever came first`() async throws {
    let library = try await library()
    #expect(try await queue(library) == ["1", "2", "4", "3"])
    // With two of them live `relativsaetze` lacks more than `passiv`.
    _ = await library.run("review", "accept", "00000011", "00000012")
    try await library.importing(Exercise(5, "fünf"), hold: true)
    #expect(try await queue(library) == ["4", "5", "3"])
    let values = try await library.run("review", "--json").json.array?.compactMap { $0["value"] }
    #expect(
      values == [
        ["priority": 1, "short": 3, "closes_gap": true], ["priority": 1, "short": 1, "closes_gap": true],
        ["priority": 2, "short": 0, "closes_gap": false],
      ])
  }

  @Test func `The value as a column: what a target lacks, what is met, what only mends, what nobody wants`()
    async throws
  {
    let library = try await library()
    var mend = Exercise(nil, "neu")
    (mend.uuid, mend.section) = (TinyLibrary.uuids[3], "relativsaetze")
    try await library.importing(mend, hold: true)
    _ = await library.run("targets", "set", "--section", "negation_nicht_kein", "--language", "de", "3")
    let lines = await library.run("review").output.split(separator: "\n").dropFirst().map { $0.prefix(24) }
    #expect(
      lines == [
        "00000011  pri 1, 3 short", "00000012  pri 1, 3 short", "00000014  pri 1, 3 short", "00000004  pri 1, mends  ",
        "00000013  pri 2, met    ",
      ])
    try library.write(
      TinyLibrary.targets.replacing("negation_nicht_kein,,,de,2,2\n", with: ""), to: "library/targets.csv")
    #expect(await library.run("review").output.contains("\n00000013  no target "))
  }

  @Test(
    arguments: [
      (["--rule", "leaked_instructions"], ["2"]), (["--rule", "leaked*", "--rule", "gap_numbering"], ["2"]),
      (["--severity", "critical"], ["2"]), (["--severity", "info", "--section", "relativsaetze"], []),
      (["--assigned-to", "ben"], ["1"]), (["--unassigned"], ["2", "4", "2", "3"]), (["--reported"], []),
      (["--unassigned", "--rule", "leaked*"], ["2"]), (["--assigned-to", "carl"], []),
    ] as [([String], [String])])
  func `Filters`(words: [String], expected: [String]) async throws {
    let library = try await library()
    // What a person holds back is judged: now item 2 has two versions that wait, the second with its finding.
    try library.write("sed -i 's/ \\[1\\]/ ganz [1]/' \"$1\"\n", to: "editor")
    #expect(await library.run("review", "edit", "00000012", "--hold").code == .done)
    _ = await library.run("review", "assign", "00000011", "--to", "ben")
    let rows = try await library.run(["review", "list", "--json"] + words).json.array ?? []
    #expect(rows.compactMap { $0["uuid"]?.string.map { String($0.suffix(1)) } } == expected)
  }

  @Test func `A filter that finds nothing does not say that nothing waits`() async throws {
    let library = try await library()
    let nothing = "Nothing of the kind waits in review.\n"
    #expect(await library.run("review", "list", "--reported").output == nothing)
    #expect(await library.run("review", "list", "--section", "passiv", "--severity", "warning").output == nothing)
    // What a search that runs into its limits is told by is no name of a check.
    try library.write(
      "rules: { links: { rule: pattern, no_match: ['www'] } }\n", to: "library/rules/gap_fill_exercise.yaml")
    #expect(await library.run("review", "list", "--rule", "pattern_limit").output == nothing)
  }

  @Test func `A rule that there is not`() async throws {
    let result = await (try await library()).run("review", "list", "--rule", "leaked_instruction")
    #expect(
      result.errors == """
        error: no rule matches 'leaked_instruction'; did you mean 'leaked_instructions'?
        the files in library/rules/ name them

        """)
    #expect(result.code == .usage)
  }

  @Test func `Assigned, seen in list and show, taken back`() async throws {
    let library = try await library()
    let assigned = await library.run("review", "assign", "00000011", "00000014", "--to", "ben", "--as", "ana")
    #expect(assigned.output == "00000011: assigned to ben\n00000014: assigned to ben\n")
    let list = await library.run("review", width: 80).output
    #expect(
      list == """
        Item      Value           Section          Topic       Score  Findings  Assigned
        00000011  pri 1, 3 short  passiv           alltag_02…      -         -  ben
        00000012  pri 1, 3 short  passiv           alltag_02…      -         -
        00000014  pri 1, 3 short  relativsaetze    freizeit_…      -         -  ben
        00000013  pri 2, met      negation_nicht…  alltag_02…      -         -

        """)
    let shown = await library.run("review", "show", "00000011", width: 80).output
    #expect(shown.contains("\nassigned  to ben, by ana, 2026-11-20 09:34 UTC\n"), "\(shown)")
    #expect(try await library.run("review", "show", "00000011", "--json").json["assigned_to"] == "ben")
    #expect(
      await library.run("review", "assign", "00000011", "--to", "ben").output == "00000011: assigned to ben already\n")
    let second = await library.run("review", "assign", "00000012", "00000011", "--to", "carl")
    #expect(
      second.errors == """
        error: item 00000011 was assigned to ben by ana already, 2026-11-20 09:34 UTC
        nothing was changed; `--reassign` gives it to somebody else

        """)
    // All or nothing.
    #expect(try await library.run("review", "list", "--assigned-to", "carl", "--json").json == [])
    #expect(
      try await library.run("review", "assign", "00000011", "--to", "carl", "--reassign", "--json").json
        == ["items": [["uuid": .string(Exercise(1).uuid ?? ""), "changed": true]], "assigned_to": "carl"])
    #expect(await library.run("review", "assign", "00000011", "--to", "").output == "00000011: assigned to nobody\n")
    #expect(
      await library.run("review", "assign", "00000011", "--nobody").output == "00000011: assigned to nobody already\n")
  }

  @Test(
    arguments: [
      (["assign", "--to", "ben"], "what to assign is not said", "name items; `libtool review list` shows them"),
      (["assign", "1"], "to whom is not said", "give --to PERSON or --nobody"),
      (
        ["assign", "1", "--to", "a", "--nobody"], "--to and --nobody cannot be given together", "leave one of them out"
      ),
      (
        ["list", "--assigned-to", "a", "--unassigned"], "--assigned-to and --unassigned cannot be given together",
        "leave one of them out"
      ),
      (
        ["list", "--dropped", "--reported"], "--dropped takes no filter of the queue",
        "leave --rule, --severity, --assigned-to, --unassigned and --reported out"
      ),
    ] as [([String], String, String)])
  func `Wrong command lines`(words: [String], message: String, hint: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["review"] + words)
    #expect(result.errors.hasPrefix("error: \(message)\n\(hint)"), "\(result.errors)")
    #expect(result.code == .usage)
  }
}
