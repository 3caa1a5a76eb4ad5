import Console
import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool runs retry`: what was dropped is asked for anew, and nothing else.
@Suite struct RunsRetryTests {
  /// Every assessment fails, and nothing is written anew: six of six are dropped.
  private static let hopeless = [
    "--set", "fill.concurrency=1", "--set", "kinds.gap_fill_exercise.retries=0",
    "--set", "providers.simulated.failed_assessment=1",
  ]

  @Test func whatWasDroppedIsAskedForAnew() async throws {
    let library = try TestLibrary(.tiny)
    let first = await library.run(["fill", "--section", "passiv", "--json"] + Self.hopeless)
    #expect(first.code == .partial)
    #expect(try first.json["accepted"] == 0 && first.json["wanted"] == 3 && first.json["dropped"] == 6)

    let retried = await library.run("runs", "retry", "last", "--json")
    #expect(retried.code == .done, "\(retried.errors)")
    let run = try retried.json
    // Three of the six drafts stood in the place of others: only their own places are open.
    #expect(run["wanted"] == 3 && run["accepted"] == 3)
    #expect(run["run"] != (try first.json["run"]))
    #expect(run["selection"] == (try first.json["selection"]))
    // The other gaps of the library are nobody's business here.
    let coverage = try await library.run("coverage", "--json").json
    #expect(coverage["totals"]?["gap"] == 4)
  }

  @Test func onlyTheGapThatIsStillOpen() async throws {
    let library = try TestLibrary(.tiny)
    let name =
      try await library.run(["fill", "--section", "passiv", "--json"] + Self.hopeless).json["run"]?.string ?? ""
    #expect(await library.run("fill", "--section", "passiv", "--limit", "2").code == .done)
    let retried = try await library.run("runs", "retry", name, "--json").json
    #expect(retried["wanted"] == 1 && retried["accepted"] == 1)
    let again = await library.run("runs", "retry", name)
    #expect(
      again.errors == """
        error: the gap of what run \(name.suffix(8)) has dropped is closed, in flight or in review by now
        `libtool coverage` shows what is still missing

        """)
    #expect(again.code == .failed)
  }

  @Test func aRunThatDroppedNothing() async throws {
    let library = try TestLibrary(.tiny)
    let name = try await library.run("fill", "--section", "passiv", "--json").json["run"]?.string ?? ""
    let retried = await library.run("runs", "retry", "last")
    #expect(
      retried.errors == """
        error: run \(name.suffix(8)) has dropped nothing that was not replaced
        `libtool fill` closes whatever gap there is

        """)
  }

  @Test func aRunThatIsNotOver() async throws {
    let library = try TestLibrary(.tiny)
    let paused = await library.run("fill", "--section", "passiv", "--budget", "0.0001", "--json")
    #expect(paused.code == .budget)
    let name = try paused.json["run"]?.string?.suffix(8) ?? ""
    let retried = await library.run("runs", "retry", "last")
    #expect(
      retried.errors == """
        error: run \(name) is paused: only a finished run can be retried
        `libtool runs resume \(name)` goes on with it

        """)
    #expect(await library.run("runs", "cancel", "last", "--yes").code == .done)
    let cancelled = await library.run("runs", "retry", "last")
    #expect(
      cancelled.errors == """
        error: run \(name) is cancelled: only a finished run can be retried
        `libtool fill` with its selection begins anew; `libtool runs show \(name)`

        """)
  }

  /// With options, the settings of now apply, and what the options do not name stays as it was.
  @Test func withAnotherModel() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run(["fill", "--section", "passiv"] + Self.hopeless).code == .partial)
    let retried = await library.run("runs", "retry", "last", "--model", "simulated-2", "--batch-size", "1", "--json")
    #expect(retried.code == .done, "\(retried.errors)")
    #expect(try retried.json["true_batches"] == 0)
    let calls = try await library.run("runs", "calls", "last", "--json").json
    #expect(calls.array?.allSatisfy { $0["model"] == "simulated-2" } == true)
  }
}
