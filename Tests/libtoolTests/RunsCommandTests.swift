import Console
import ContentModel
import Formats
import Testing

@testable import libtool

@Suite struct RunsCommandTests {
  /// Three runs: finished, paused on its budget, and finished in part.
  private func library() async throws -> (library: TestLibrary, runs: [String]) {
    let library = try TestLibrary(.tiny)
    let calm = FillCommandTests.calm + ["--json"]
    var runs: [String] = []
    for options in [
      ["--section", "passiv", "--limit", "2"], ["--section", "relativsaetze", "--budget", "0.001"],
      ["--section", "passiv", "--set", "providers.simulated.failed_assessment=1"],
    ] {
      runs.append(try await library.run(["fill"] + options + calm).json["run"]?.string ?? "")
    }
    return (library, runs)
  }

  private func short(_ uuid: String) -> String { String(uuid.suffix(8)) }

  @Test func listIsNewestFirst() async throws {
    let (library, runs) = try await library()
    let list = try await library.run("runs", "list", "--json").json.array ?? []
    #expect(list.map { $0["run"]?.string } == runs.reversed())
    #expect(list.map { $0["status"] } == ["finished", "paused", "finished"])
    #expect(list.map { $0["accepted"]?.integer } == [0, 0, 2])
    #expect(list.map { $0["selection"] } == ["--section passiv", "--section relativsaetze", "--section passiv"])
    #expect(list.allSatisfy { $0["cost"]?.double != nil && $0["started"]?.string?.hasSuffix("Z") == true })
    let one = try await library.run("runs", "list", "--limit", "1", "--json").json.array ?? []
    #expect(one == [list[0]])
    let table = await library.run("runs", width: 80).output
    #expect(
      table == """
        Run       Status    Started (UTC)     Selection             Accepted        Cost
        a5794a3b  finished  2026-11-20 09:33  --section passiv           0/1  0.0164 EUR
        14cf8bfe  paused    2026-11-20 09:32  --section relativsa…       0/3  0.0000 EUR
        658eec67  finished  2026-11-20 09:31  --section passiv           2/2  0.0021 EUR

        """)
  }

  @Test func showTakesAnyNameOfARun() async throws {
    let (library, runs) = try await library()
    for name in [runs[0], short(runs[0]), short(runs[0]).uppercased(), String(runs[0].prefix(35))] {
      #expect(try await library.run("runs", "show", name, "--json").json["run"]?.string == runs[0], "\(name)")
    }
    #expect(try await library.run("runs", "show", "last", "--json").json["run"]?.string == runs[2])
    // All three begin with the same years.
    let ambiguous = await library.run("runs", "show", String(runs[0].prefix(4)))
    #expect(ambiguous.errors == "error: '\(runs[0].prefix(4))' names 3 runs\ngive more of the uuid\n")
    #expect(ambiguous.code == .failed)
    let unknown = await library.run("runs", "show", "zzz")
    #expect(
      unknown.errors == """
        error: there is no run 'zzz'
        `libtool runs list` shows them; any unique beginning or end of a run's uuid will do, or `last`

        """)
  }

  @Test func showTellsWhatWasDropped() async throws {
    let (library, _) = try await library()
    let text = await library.run("runs", "show", "last", width: 80).output
    #expect(
      text == """
        Run a5794a3b  finished  rehearsal: simulated texts, made-up prices
        Gap closed    0 of 1, 2 drafted, 2 dropped
        Accepted      0: 0 at first, 0 after regeneration
        Dropped       2 assessment
        Findings      12 assessment
        Calls         24: 2 generation, 12 assessment, 10 regeneration
        True batches  0; fallbacks to single calls: 0, halvings: 0
        Tokens        47,361 in, 4,748 out, 26,112 of the input cached
        Cost          0.0164 EUR

        """)
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 })
  }

  @Test func withoutRunsLastIsNoName() async throws {
    let library = try TestLibrary(.tiny)
    for command in [["show"], ["resume"], ["cancel", "--yes"]] {
      let result = await library.run(["runs"] + command + ["last"])
      #expect(result.errors == "error: there is no run yet\n`libtool fill` begins one\n")
      #expect(result.code == .failed)
    }
    #expect(await library.run("runs", "list", "--json").output == "[]\n")
  }

  @Test func resumeGoesOnWithALargerBudget() async throws {
    let (library, runs) = try await library()
    let name = short(runs[1])
    #expect(await library.run("runs", "resume", name).code == .budget)
    let resumed = await library.run("runs", "resume", name, "--budget", "0.5", "--json")
    #expect(resumed.code == .done)
    let document = try resumed.json
    #expect(document["run"]?.string == runs[1] && document["status"] == "finished" && document["reason"] == "")
    #expect(document["accepted"] == 3 && document["budget"]?.double == 0.5 && document["commits"]?.integer != nil)
    let again = await library.run("runs", "resume", name)
    #expect(
      again.errors == """
        error: run \(name) is finished: there is nothing to go on with
        `libtool fill` begins a new run for what is still missing

        """)
    #expect(again.code == .failed)
  }

  @Test func cancelAsksAndReleases() async throws {
    let (library, runs) = try await library()
    let name = short(runs[1])
    let refused = await library.run("runs", "cancel", name)
    #expect(
      refused.errors == """
        error: 'Give up run \(name) with 3 unfinished drafts?' needs an answer, and there is no terminal to ask on
        pass --yes to go ahead without being asked

        """)
    #expect(refused.code == .usage)
    let kept = await library.run("runs", "cancel", name, answers: ["n"])
    #expect(kept.code == .done && kept.output.isEmpty && kept.errors.hasSuffix("Nothing was changed.\n"))
    let gap = try await library.run("coverage", "--section", "relativsaetze", "--json").json["totals"]?["gap"]
    let cancelled = await library.run("runs", "cancel", name, answers: ["y"])
    #expect(cancelled.output == "Run \(name) is cancelled; let go: 3 drafts; kept: 0 items.\n")
    #expect(try await library.run("coverage", "--section", "relativsaetze", "--json").json["totals"]?["gap"] == gap)
    let shown = try await library.run("runs", "show", name, "--json").json
    #expect(shown["status"] == "cancelled" && shown["reason"] == "cancelled by tester")
    #expect(shown["drop_reasons"] == ["cancelled": 3] && shown["ended"]?.string != nil)
    let again = await library.run("runs", "cancel", name, "--yes")
    #expect(
      again.errors == """
        error: run \(name) is cancelled: there is nothing to give up
        `libtool rollback --run \(name)` takes back what it made

        """)
    #expect(again.code == .failed)
  }

  @Test func settleSaysWhatBecameOfACall() async throws {
    let library = try TestLibrary(.tiny)
    let failed = await library.run(
      [
        "fill", "--section", "passiv", "--set", "providers.simulated.broken_body=1", "--set",
        "fill.failures_before_pause=2",
      ]
        + FillCommandTests.calm)
    #expect(failed.code == .failed)
    let text = await library.run("runs", "show", "last").output
    let calls = text.split(separator: "\n").suffix(2).compactMap { $0.split(separator: " ").first.map(String.init) }
    try #require(calls.count == 2)
    #expect(text.contains("\nUnknown call  Role        Reserved  Sent (UTC)        What happened\n"))
    let before = try await library.run("runs", "show", "last", "--json").json
    #expect(before["unknown_calls"] == 2 && before["cost"] == 0)
    let reserved = try #require(before["reserved"]?.double)

    let paid = await library.run("runs", "settle", "last", calls[0], "--cost", "0.0031")
    #expect(paid.output.hasPrefix("Call \(calls[0]) is settled at 0.0031 EUR; "))
    let released = try await library.run("runs", "settle", "last", calls[1], "--release", "--json").json
    #expect(released["unknown_calls"] == 0 && released["reserved"] == 0 && released["cost"]?.double == 0.0031)
    #expect(reserved > 0.0031)
    let name = before["run"]?.string.map(short) ?? ""
    let again = await library.run("runs", "settle", "last", calls[1], "--release")
    #expect(
      again.errors == """
        error: run \(name) has no unknown call '\(calls[1])'
        `libtool runs show \(name)` lists its unknown calls

        """)
    #expect(await library.run("runs", "resume", "last").code == .done)
  }

  @Test(
    arguments: [
      (["settle", "last", "x"], "say what the call cost with --cost, or --release it"),
      (["settle", "last", "x", "--cost", "1", "--release"], "'--cost' and '--release' cannot be given together"),
      (
        ["settle", "last", "--release"], "which call is not said\nname the call"
      ),
      (["settle", "last", "5c1e", "--all", "--release"], "--all and a call cannot be combined"),
      (["settle", "last", "--all"], "say what the call cost with --cost, or --release it"),
      (["show"], "missing argument 'RUN'"),
      (["list", "--limit", "0"], "--limit must be at least 1"),
      (["resume", "last", "--budget", "x"], "'x' is not an amount"),
      (["frob"], "unknown command 'frob'"),
    ])
  func usageErrors(_ words: [String], _ message: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["runs"] + words)
    #expect(result.code == .usage && result.output.isEmpty)
    #expect(result.errors.hasPrefix("error: \(message)"), "\(result.errors)")
  }
}
