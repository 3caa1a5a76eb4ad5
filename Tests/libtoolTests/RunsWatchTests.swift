import Console
import ContentModel
import Formats
import Testing

@testable import libtool

@Suite struct RunsWatchTests {
  private static func filled() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try #require(await library.run("fill", "--budget", "1").code == .done)
    return library
  }

  @Test func aRunAtRestIsShownOnce() async throws {
    let library = try await Self.filled()
    let watch = await library.run("runs", "watch", "last")
    let run = try await library.run("runs", "show", "last", "--json").json
    let name = (run["run"]?.string ?? "").suffix(8)
    #expect(watch.code == .done && watch.errors.isEmpty)
    #expect(watch.output.hasPrefix("run \(name) finished: 7 of 7 accepted, 0 dropped, "), "\(watch.output)")
    #expect(watch.output.split(separator: "\n").count == 1)
  }

  @Test func aLineOfJSONIsTheRunAndItsLastMinute() async throws {
    let library = try await Self.filled()
    var line = try await library.run("runs", "watch", "last", "--json").json
    var run = try await library.run("runs", "show", "last", "--json").json
    run["findings_by_rule"] = nil
    #expect(line["worked_on"] == false && line["calls_in_flight"] == 0 && line["calls_ready"] == 0)
    #expect(line["last_minute"]?["requests"] == 0 && line["seconds_left"] == 0)
    for name in [
      "worked_on", "calls_in_flight", "calls_ready", "last_minute", "requests_per_minute", "tokens_per_minute",
      "held_until",
      "seconds_left", "latest_findings", "period_budgets",
    ] { line[name] = nil }
    #expect(line == run)
  }

  @Test(arguments: [80, 200]) func theScreenKeepsToTheTerminal(width: Int) async throws {
    let library = try await Self.filled()
    let watch = await library.run("runs", "watch", "last", width: width)
    let lines = watch.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { DisplayWidth.of(String($0)) < width }, "\(watch.output)")
    #expect(lines.first?.contains("finished  7 of 7") == true)
    #expect(lines.contains { $0.hasPrefix("Completed     ████") && $0.hasSuffix("  7") })
    #expect(lines.contains { $0.hasPrefix("Cost          ") && $0.hasSuffix(" of 1.00 EUR") })
    #expect(!watch.output.contains("Ctrl-C"))
  }

  /// The budgets of the day, the month and the actor stand beside the run's own, with what all runs have used of them.
  @Test func theBudgetsOfDaysAndMonthsAreShown() async throws {
    let library = try await Self.filled()
    let settings = [
      "--set", "budgets.day=0.02", "--set", "budgets.month=0.5", "--set", "budgets.actors.tester.day=0.04", "--set",
      "budgets.actors.anna.day=7",
    ]
    let spent = try await library.run("runs", "show", "last", "--json").json["cost"]
    let line = try await library.run(["runs", "watch", "last", "--json"] + settings).json
    let budgets = line["period_budgets"]?.array ?? []
    #expect(budgets.map { $0["period"]?.string } == ["day", "day", "month"])
    #expect(budgets.map { $0["actor"]?.string } == ["tester", nil, nil])
    #expect(budgets.map { $0["budget"]?.double } == [0.04, 0.02, 0.5])
    #expect(budgets.allSatisfy { $0["spent"] == spent && $0["reserved"] == 0 } && spent?.double ?? 0 > 0)
    let screen = await library.run(["runs", "watch", "last"] + settings, width: 100).output.split(separator: "\n")
    #expect(screen.contains { $0.hasPrefix("Day           ") && $0.hasSuffix(" of 0.04 EUR for tester") }, "\(screen)")
    #expect(screen.contains { $0.hasPrefix("Day           ") && $0.hasSuffix(" of 0.02 EUR") })
    #expect(screen.contains { $0.hasPrefix("Month         ") && $0.hasSuffix(" of 0.50 EUR") })
    // The next day the day's begin anew, and the month's go on.
    library.advance(byMilliseconds: 86_400_000)
    let next =
      try await library.run(["runs", "watch", "last", "--json"] + settings).json["period_budgets"]?.array ?? []
    #expect(next.map { $0["spent"] } == [0, 0, spent])
  }

  @Test func nobodyWorksOnARunAtRest() async throws {
    let library = try await Self.filled()
    let ended = await library.run("runs", "pause", "last")
    #expect(ended.code == .failed)
    #expect(ended.errors.contains("is finished: there is nothing to go on with"), "\(ended.errors)")
    let every = await library.run("runs", "watch", "last", "--every", "0")
    #expect(every.code == .usage && every.errors.contains("--every must be from 1 to 3600"))
  }
}
