import Console
import ContentModel
import Formats
import Testing

@testable import libtool

@Suite struct CoverageCommandTests {
  @Test func tableOnANarrowTerminal() async throws {
    let result = await (try TestLibrary(.tiny)).run("coverage", width: 80)
    #expect(
      result.output == """
        Rehearsal: this library may hold simulated text.
        Section                         Level  Lang  Covered   Active  Gap  Status   Pri
        passiv                          B2     de    ░░░░░░░░     0/3    3  missing    1
        relativsaetze                   B1     de    ██░░░░░░     1/4    3  thin       1
          └ freizeit_10_wochenende      B1     de    ░░░░░░░░     0/1    1  missing    1
        …y_physics / physics_02_levers         en    ░░░░░░░░     0/1    1  missing    3
        negation_nicht_kein             A1     de    ████████     3/2    0  over       2
        …physics / physics_01_friction         en    ████████     1/1    0  met        3
        ────────────────────────────────────────────────────────────────────────────────
        5 cells, 1 floor                             ███▌░░░░    5/11    7  36.3 %
        36.3 % of 11 covered. Cells: 2 missing, 1 thin, 1 met, 1 over.
        Next: `libtool plan --section passiv` prices the worst gap.

        """)
    #expect(result.code == .done && result.errors.isEmpty)
  }

  @Test func tableOnAWideTerminal() async throws {
    let result = await (try TestLibrary(.tiny)).run("coverage", width: 200)
    #expect(
      result.output == """
        Rehearsal: this library may hold simulated text.
        Section              Topic                   Level  Language  Covered               Active  Gap  Status   Priority  Title
        passiv               all                     B2     de        ░░░░░░░░░░░░░░░░░░░░     0/3    3  missing         1  Passiv
        relativsaetze        all                     B1     de        █████░░░░░░░░░░░░░░░     1/4    3  thin            1  Relativsätze
          └ relativsaetze    freizeit_10_wochenende  B1     de        ░░░░░░░░░░░░░░░░░░░░     0/1    1  missing         1  Pläne für das Wochenende
        everyday_physics     physics_02_levers              en        ░░░░░░░░░░░░░░░░░░░░     0/1    1  missing         3  Levers at home
        negation_nicht_kein  all                     A1     de        ████████████████████     3/2    0  over            2  Negation mit nicht und kein
        everyday_physics     physics_01_friction            en        ████████████████████     1/1    0  met             3  Why tyres grip
        \(String(repeating: "─", count: 143))
        5 cells, 1 floor                                              █████████░░░░░░░░░░░    5/11    7  36.3 %
        36.3 % of 11 covered. Cells: 2 missing, 1 thin, 1 met, 1 over.
        Next: `libtool plan --section passiv` prices the worst gap.

        """)
  }

  @Test func tableInAPipeIsPlain() async throws {
    let result = await (try TestLibrary(.tiny)).run("coverage")
    #expect(
      result.output == """
        Rehearsal: this library may hold simulated text.
        Section              Topic                   Level  Language  Active  Gap  Status   Priority
        passiv               all                     B2     de           0/3    3  missing         1
        relativsaetze        all                     B1     de           1/4    3  thin            1
          relativsaetze      freizeit_10_wochenende  B1     de           0/1    1  missing         1
        everyday_physics     physics_02_levers       -      en           0/1    1  missing         3
        negation_nicht_kein  all                     A1     de           3/2    0  over            2
        everyday_physics     physics_01_friction     -      en           1/1    0  met             3
        5 cells, 1 floor                                                5/11    7  36.3 %
        36.3 % of 11 covered. Cells: 2 missing, 1 thin, 1 met, 1 over.

        """)
  }

  @Test func whatWaitsForAPersonHasAColumnAndIsNotBoughtAgain() async throws {
    let library = try TestLibrary(.tiny)
    let line = try #require(TinyLibrary.files["library/items/starting.jsonl"]?.split(separator: "\n").first)
    let held = line.replacing("negation_nicht_kein", with: "passiv").replacing(TinyLibrary.uuids[0], with: "held")
    try library.write(held.replacing("\"uuid\":\"held\",", with: "") + "\n", to: "held.jsonl")
    #expect(await library.run("import", "\(library.root)/held.jsonl", "--hold").code == .done)
    #expect(
      await library.run("coverage", "--section", "passiv", width: 80).output == """
        Rehearsal: this library may hold simulated text.
        Section  Level  Covered   Active  Gap  In review  Status   Pri
        passiv   B2     ▒▒▌░░░░░     0/3    2          1  missing    1
        ──────────────────────────────────────────────────────────────
        1 cell          ▒▒▌░░░░░     0/3    2          1  0.0 %
        0.0 % of 3 covered. Cells: 1 missing, 0 thin, 0 met, 0 over.
        Next: `libtool plan --section passiv` prices the worst gap.

        """)
    _ = await library.run("targets", "set", "--section", "passiv", "--language", "de", "1")
    #expect(
      await library.run("coverage", "--section", "passiv", width: 80).output.hasSuffix(
        "Next: `libtool review list` shows what waits for a person.\n"))
    let gate = await library.run("coverage", "--section", "passiv", "--fail-under", "1")
    #expect(gate.errors.hasSuffix("\nnothing is to be made: what is missing waits in review or is being made\n"))
  }

  @Test func coloursSayWhatWordsSay() async throws {
    let result = await (try TestLibrary(.tiny)).run(
      "coverage", "--section", "relativsaetze", width: 80, style: Style(usesColour: true, usesUnicode: false))
    let lines = result.output.split(separator: "\n")
    try #require(lines.count > 4)
    #expect(lines[0] == "\u{1B}[33mRehearsal: this library may hold simulated text.\u{1B}[0m")
    #expect(lines[2].contains("\u{1B}[33m##------\u{1B}[0m     1/4    \u{1B}[1m3\u{1B}[0m  \u{1B}[33mthin\u{1B}[0m"))
    #expect(lines[3].contains("+ freizeit_10_wochenende"))
    #expect(lines[3].contains("\u{1B}[31mmissing\u{1B}[0m"))
  }

  @Test func aLibraryInProductionHasNoBanner() async throws {
    let settings = TinyLibrary.settings.replacing("mode: rehearsal", with: "mode: production")
    let library = try TestLibrary(.tinyWith(["library/libtool.yaml": settings]))
    #expect(await library.run("coverage").output.hasPrefix("Section"))
    #expect(await library.run("coverage", "--format", "csv").output.hasPrefix("kind,level,section,topic,sku,language"))
    #expect(!(await library.run("coverage", "--format", "csv").output.contains("mode")))
  }

  @Test func groups() async throws {
    let library = try TestLibrary(.tiny)
    #expect(
      await library.run("coverage", "--by", "level,language", width: 80).output == """
        Rehearsal: this library may hold simulated text.
        Level  Language  Covered   Active  Gap  Percent  Cells  Missing  Thin  Met  Over
        B1     de        ██░░░░░░     1/4    3   25.0 %      1        0     1    0     0
        B2     de        ░░░░░░░░     0/3    3    0.0 %      1        1     0    0     0
        none   en        ████░░░░     1/2    1   50.0 %      2        1     0    1     0
        A1     de        ████████     3/2    0  100.0 %      1        0     0    0     1
        ────────────────────────────────────────────────────────────────────────────────
        all              ███▌░░░░    5/11    7   36.3 %      5        2     1    1     1
        36.3 % of 11 covered. Cells: 2 missing, 1 thin, 1 met, 1 over.
        Next: `libtool plan --section passiv` prices the worst gap.

        """)
    let rows = try await library.run("coverage", "--by", "kind", "--json").json["rows"]?.array
    #expect(rows?.compactMap { $0["gap"]?.integer } == [6, 1])
    #expect(
      await library.run("coverage", "--by", "status", "--format", "csv").output == """
        status,target,active,machine,approved,in_flight,in_review,stale,gap,cells,met,thin,missing,over,percent,mode
        missing,4,0,0,0,0,0,0,4,2,0,0,2,0,0.0,rehearsal
        thin,4,1,0,0,0,0,0,3,1,0,1,0,0,25.0,rehearsal
        met,1,1,0,0,0,0,0,0,1,1,0,0,0,100.0,rehearsal
        over,2,3,0,0,0,0,0,0,1,0,0,0,1,100.0,rehearsal

        """)
  }

  @Test func document() async throws {
    let result = await (try TestLibrary(.tiny)).run("coverage", "--json", width: 80)
    let json = try result.json
    #expect(json["publish_event"] == 2 && json["mode"] == "rehearsal")
    #expect(
      json["totals"] == [
        "target": 11, "active": 5, "machine": 0, "approved": 0, "in_flight": 0, "in_review": 0, "stale": 0, "gap": 7,
        "cells": 5, "met": 1, "thin": 1, "missing": 2, "over": 1, "percent": .number("36.3"),
      ])
    #expect(
      json["cells"]?.array?.map(\.summary) == [
        "passiv//de 3 missing", "relativsaetze//de 3 thin", "relativsaetze/freizeit_10_wochenende/de 1 missing floor",
        "negation_nicht_kein//de 0 over", "everyday_physics/physics_02_levers/en 1 missing",
        "everyday_physics/physics_01_friction/en 0 met",
      ])
    #expect(
      json["cells"]?.array?.first == [
        "kind": "gap_fill_exercise", "level": "B2", "section": "passiv", "topic": "", "sku": nil, "language": "de",
        "target": 3, "active": 0, "machine": 0, "approved": 0, "in_flight": 0, "in_review": 0, "stale": 0, "gap": 3,
        "status": "missing", "priority": 1,
      ])
    #expect(await (try TestLibrary(.tiny)).run("coverage", "--format", "json").output == result.output)
  }

  @Test func spreadsheet() async throws {
    #expect(
      await (try TestLibrary(.tiny)).run("coverage", "--format", "csv", "--section", "rel*").output == """
        kind,level,section,topic,sku,language,target,active,machine,approved,in_flight,in_review,stale,gap,status,priority,floor,mode
        gap_fill_exercise,B1,relativsaetze,,,de,4,1,0,0,0,0,0,3,thin,1,,rehearsal
        gap_fill_exercise,B1,relativsaetze,freizeit_10_wochenende,,de,1,0,0,0,0,0,0,1,missing,1,true,rehearsal

        """)
  }

  @Test func selectionsNarrowTheReport() async throws {
    let library = try TestLibrary(.tiny)
    func sections(_ arguments: String...) async throws -> [String] {
      try await library.run(["coverage", "--json"] + arguments).json["cells"]?.array?.map(\.summary) ?? []
    }
    #expect(
      try await sections("--level", "A?", "--level", "B2") == [
        "passiv//de 3 missing", "negation_nicht_kein//de 0 over",
      ])
    // Without the cell around it, a floor is a cell like any other.
    #expect(try await sections("--topic", "freizeit*") == ["relativsaetze/freizeit_10_wochenende/de 1 missing"])
    #expect(
      try await sections("--thin") == [
        "passiv//de 3 missing", "relativsaetze//de 3 thin", "relativsaetze/freizeit_10_wochenende/de 1 missing floor",
        "everyday_physics/physics_02_levers/en 1 missing",
      ])
    #expect(try await library.run("coverage", "--thin", "--json").json["totals"]?["cells"] == 5)
    #expect(
      await library.run("coverage", "--section", "negation*", "--thin").output
        == """
        Rehearsal: this library may hold simulated text.
        Every target of --section negation* is met. 100.0 % of 2 covered. Cells: 0 missing, 0 thin, 0 met, 1 over.

        """)
    #expect(
      await library.run("coverage", "--topic", "alltag*").output.hasSuffix(
        "No target speaks of --topic alltag*: `libtool targets list` shows what they speak of.\n"))
  }

  @Test func aLibraryWithoutTargetsSaysHowToSetOne() async throws {
    let library = try TestLibrary(.tinyWith(["library/targets.csv": "section,topic,sku,language,target,priority\n"]))
    let result = await library.run("coverage", width: 80)
    #expect(
      result.output.hasSuffix(
        "There are no targets yet: `libtool targets set --section '*' 10` wants ten items of each section.\n"))
    #expect(await library.run("targets", "set", "--section", "*", "10").code == .done)
  }

  @Test func theNextStepNamesTheLibraryThatWasNamed() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("--library", library.root, "coverage", "--kind", "micro_lesson", width: 200)
    #expect(
      result.output.hasSuffix(
        "Next: `libtool --library \(library.root) plan --section everyday_physics --topic physics_02_levers` "
          + "prices the worst gap.\n"))
  }

  @Test func filesAreWrittenWhole() async throws {
    let library = try TestLibrary(.tiny)
    for (name, beginning) in [
      ("r.json", "{\n  \"publish_event\": 2"), ("r.csv", "kind,level"), ("r.html", "<!doctype html>"),
      ("r.txt", "Rehearsal: this library"),
    ] {
      let result = await library.run("coverage", "--output", "\(library.root)/\(name)", width: 80)
      let text = try library.read(name)
      #expect(text.hasPrefix(beginning))
      let form = name.hasSuffix("txt") ? "text" : String(name.dropFirst(2))
      #expect(
        result.errors == "wrote \(library.root)/\(name): 6 cells as \(form), \(Quantity.bytes(text.utf8.count))\n")
      #expect(result.output.isEmpty && result.code == .done)
    }
    // What a terminal would show in colour stands in a file without, and whole.
    #expect(try library.read("r.txt") == (await library.run("coverage").output))
    #expect(try library.read("r.html").contains("made 2026-11-20 09:33 UTC"))
    // The option wins over the name.
    _ = await library.run("coverage", "--format", "csv", "--output", "\(library.root)/r.html")
    #expect(try library.read("r.html").hasPrefix("kind,"))
  }

  @Test(arguments: [
    ("nowhere/r.json", "no such file or directory", "check the path: it, or a folder on the way to it, does not exist"),
    ("library", "is a directory", "that is a folder: name a file"),
  ])
  func filesThatCannotBeWritten(_ name: String, _ cause: String, _ hint: String) async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("coverage", "--format", "json", "--output", "\(library.root)/\(name)")
    #expect(result.errors == "error: cannot write \(library.root)/\(name): \(cause)\n\(hint)\n")
    #expect(result.code == .failed)
  }

  @Test func aDeviceIsNotReplaced() async throws {
    let result = await (try TestLibrary(.tiny)).run("coverage", "--format", "json", "--output", "/dev/null")
    #expect(
      result.errors
        == "error: cannot write /dev/null: operation not supported\nthat is no plain file: name another place\n")
  }

  @Test func aGateThatIsNotMet() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("coverage", "--fail-under", "40", "--level", "B*")
    #expect(
      result.errors == """
        error: coverage is 14.2 %, under the 40 % of --fail-under
        6 items are to be made: `libtool plan --level 'B*'` says what that costs

        """)
    #expect(result.code == .gate && result.output.contains("14.2 % of 7 covered"))
    let json = await library.run("coverage", "--fail-under", "36.5", "--json")
    #expect(
      json.errors == """
        {"error":{"code":4,"message":"coverage is 36.3 %, under the 36.5 % of --fail-under",\
        "hint":"7 items are to be made: `libtool plan` says what that costs"}}

        """)
    #expect(try json.json["totals"]?["gap"] == 7)
    #expect(await library.run("coverage", "--fail-under", "36.3").code == .done)
    #expect(await library.run("coverage", "--fail-under", "0").code == .done)
    #expect(await library.run("coverage", "--section", "negation*", "--fail-under", "100").code == .done)
  }

  @Test(
    arguments: [
      (
        ["--by", "sectoin"], "a report cannot be grouped by 'sectoin'; did you mean 'section'?",
        "the fields are section, topic, sku, language, kind, level, status"
      ),
      (
        ["--by", "level", "--format", "html"], "'--by' has no effect on a page, which groups by level itself",
        "leave it out"
      ),
      (["--format", "svg"], "'svg' is not a value of '--format'", "allowed: table, json, csv, html"),
      (
        ["--output", "map.svg"], "the name 'map.svg' does not say which form the report has",
        "let it end in .html, .csv, .json or .txt, or add --format"
      ),
      (["--fail-under", "101"], "'--fail-under' is a percentage", "give a number from 0 to 100"),
      (
        ["--as-of", "3"], "unknown option '--as-of'",
        "see 'libtool coverage --help'; usage: libtool coverage [options]"
      ),
    ] as [([String], String, String)])
  func usageErrors(_ arguments: [String], _ message: String, _ hint: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["coverage"] + arguments)
    #expect(result.errors == "error: \(message)\n\(hint)\n")
    #expect(result.code == .usage && result.output.isEmpty)
  }

  @Test func usageErrorsAsDocuments() async throws {
    let result = await (try TestLibrary(.tiny)).run("coverage", "--json", "--format", "csv")
    #expect(
      result.errors == """
        {"error":{"code":2,"message":"'--json' and '--format' cannot be given together","hint":"leave one of them out"}}

        """)
  }

  @Test func aNameThatMatchesNothingIsNoEmptyReport() async throws {
    let result = await (try TestLibrary(.tiny)).run("coverage", "--section", "pasiv")
    #expect(
      result.errors
        == "error: no section matches 'pasiv'; did you mean 'passiv'?\n`libtool coverage` lists what there is\n")
    #expect(result.code == .usage)
  }
}

extension JSON {
  /// A cell in few words: key, gap, status.
  fileprivate var summary: String {
    let key = ["section", "topic", "language"].map { self[$0]?.string ?? "-" }.joined(separator: "/")
    let floor = self["floor"] == true ? " floor" : ""
    return "\(key) \(self["gap"]?.integer ?? -1) \(self["status"]?.string ?? "-")\(floor)"
  }
}
