import ContentModel
import Formats
import Testing

@testable import libtool

@Suite struct TargetsCommandTests {
  @Test func listOnATerminal() async throws {
    #expect(
      await (try TestLibrary(.tiny)).run("targets", width: 100).output == """
        Section              Topic                   Language  Target  Priority  Cells  Wanted  Active  Gap
        negation_nicht_kein  all                     de             2         2      1       2       3    0
        relativsaetze        all                     de             4         1      1       4       1    3
        relativsaetze        freizeit_10_wochenende  de             1         1      1       1       0    1
        passiv               all                     de             3         1      1       3       0    3
        everyday_physics     *                       en             1         3      2       2       1    1

        """)
  }

  @Test func listInAPipeAndNarrowed() async throws {
    #expect(
      await (try TestLibrary(.tiny)).run("targets", "list", "--level", "B1").output == """
        Section        Topic                   Language  Target  Priority  Cells  Wanted  Active  Gap  Line
        relativsaetze  all                     de             4         1      1       4       1    3     3
        relativsaetze  freizeit_10_wochenende  de             1         1      1       1       0    1     4

        """)
  }

  @Test func listAsADocument() async throws {
    let rows = try await (try TestLibrary(.tiny)).run("targets", "list", "--json").json.array
    #expect(rows?.count == 5)
    #expect(
      rows?.last == [
        "line": 6, "section": "everyday_physics", "topic": "*", "sku": "", "language": "en", "target": 1,
        "priority": 3, "cells": 2, "wanted": 2, "active": 1, "gap": 1,
      ])
  }

  @Test func setChangesOneRowAndSaysWhatThatMeans() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("targets", "set", "--section", "passiv", "--language", "de", "20")
    #expect(result.output == "target of passiv / all topics / de: 3 -> 20; the gap is now 20\n")
    #expect(result.code == .done && result.errors.isEmpty)
    #expect(
      try library.read("library/targets.csv")
        == TinyLibrary.targets.replacing("passiv,,,de,3,1", with: "passiv,,,de,20,1"))
    // The store has followed: one catalogue event, and coverage knows.
    let coverage = try await library.run("coverage", "--section", "passiv", "--json").json
    #expect(coverage["publish_event"] == 3 && coverage["totals"]?["target"] == 20)
  }

  @Test(
    arguments: [
      (
        ["--section", "relativsaetze", "--topic", "freizeit_10_wochenende", "--language", "de", "6"],
        "target of relativsaetze / freizeit_10_wochenende / de: 1 -> 6; the gap is now 6", 4
      ),
      (
        ["--section", "passiv", "--language", "de", "3", "--priority", "2"],
        "target of passiv / all topics / de: 3, priority 1 -> 2; the gap is now 3", 5
      ),
      (
        ["--section", "passiv", "--topic", "alltag_02_wohnung", "--language", "de", "2"],
        "target of passiv / alltag_02_wohnung / de: none -> 2, priority 2; the gap is now 2", 6
      ),
      (
        ["--section", "passiv", "--topic", "*", "--language", "de", "2", "--priority", "1"],
        "target of passiv / each topic / de: none -> 2, priority 1; the gap is now 4 in 2 cells", 6
      ),
      (
        ["--section", "*", "--language", "de", "1"],
        "target of each section / all topics / de: none -> 1, priority 2; it decides no cell, "
          + "for more specific rows speak of all of them", 7
      ),
    ] as [([String], String, Int)])
  func sets(_ arguments: [String], _ text: String, _ line: Int) async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["targets", "set"] + arguments)
    #expect(result.output == text + "\n")
    #expect(result.errors == "")
    let rows = try await library.run("targets", "--json").json.array
    let target = arguments.dropFirst(4).first { Int($0) != nil } ?? arguments.last ?? ""
    #expect(rows?.first { $0["line"]?.integer == line }?["target"]?.integer == Int(target))
  }

  @Test func setToWhatItIsWritesNothing() async throws {
    let library = try TestLibrary(.tiny)
    let arguments = ["targets", "set", "--section", "passiv", "--language", "de", "3"]
    #expect(await library.run(arguments).output == "target of passiv / all topics / de: 3 already; the gap is now 3\n")
    #expect(try await library.run(arguments + ["--json"]).json["former_target"] == 3)
    #expect(try library.read("library/targets.csv") == TinyLibrary.targets)
    #expect(try await library.run("coverage", "--json").json["publish_event"] == 2)
  }

  @Test func setAsADocument() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("targets", "set", "--section", "passiv", "--language", "de", "5", "--json")
    #expect(
      try result.json == [
        "line": 5, "section": "passiv", "topic": "", "sku": "", "language": "de", "target": 5, "priority": 1,
        "cells": 1, "wanted": 5, "active": 0, "gap": 5, "former_target": 3, "former_priority": 1,
      ])
  }

  /// Refused targets leave file and store as they were; lines in messages are those of the file as it is.
  @Test(
    arguments: [
      (
        ["--section", "pasiv", "3"], "there is no section 'pasiv'; did you mean 'passiv'?",
        "name one, write '*' for each, or leave it empty for all together", .usage
      ),
      (
        ["--section", "passiv", "--topic", "alltag_02_wonung", "--language", "de", "3"],
        "there is no topic 'alltag_02_wonung'; did you mean 'alltag_02_wohnung'?",
        "name one, write '*' for each, or leave it empty for all together", .usage
      ),
      (
        ["--section", "passiv", "--topic", "physics_02_levers", "--language", "de", "3"],
        "the new target: the topic \"physics_02_levers\" does not apply to the section \"passiv\"",
        "name another topic, or correct its levels, kinds and sections in topics.csv", .failed
      ),
      (
        ["--section", "passiv", "--language", "en", "3"],
        "the new target: the section \"passiv\" is not made in the language \"en\"",
        "correct the tag, or add \"en\" to the column languages of sections.csv", .failed
      ),
      (
        ["--section", "", "--topic", "freizeit_10_wochenende", "--language", "de", "3"],
        "targets.csv:2 (negation_nicht_kein / all topics / de) and the new target "
          + "(all sections of gap_fill_exercise / freizeit_10_wochenende / de) overlap only in part",
        "write * or a name into the column section of the new target, so that its cells lie inside those of "
          + "targets.csv:2", .failed
      ),
    ] as [([String], String, String, ExitCode)])
  func refusals(_ arguments: [String], _ message: String, _ hint: String, _ code: ExitCode) async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["targets", "set"] + arguments)
    #expect(result.code == code)
    #expect(result.errors == "error: \(message)\n\(hint)\n")
    #expect(try library.read("library/targets.csv") == TinyLibrary.targets)
    #expect(try await library.run("coverage", "--json").json["publish_event"] == 2)
  }

  private static let seeHelp =
    "see 'libtool targets set --help'; usage: libtool targets set --section S [options] TARGET"

  @Test(
    arguments: [
      (
        ["--section", "passiv", "--language", "de", "-3"], "a target is a number of items",
        "give a whole number from 0 to 1000000"
      ),
      (
        ["--section", "passiv", "3", "--priority", "0"], "a priority is a whole number from 1",
        "give 1 for the most urgent"
      ),
      (["3"], "missing option '--section S'", seeHelp),
      (["--section", "passiv"], "missing argument 'TARGET'", seeHelp),
      (["--section", "passiv", "many"], "'many' is not a whole number for 'TARGET'", seeHelp),
    ] as [([String], String, String)])
  func usageErrors(_ arguments: [String], _ message: String, _ hint: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["targets", "set"] + arguments)
    #expect(result.errors == "error: \(message)\n\(hint)\n")
    #expect(result.code == .usage)
  }
}
