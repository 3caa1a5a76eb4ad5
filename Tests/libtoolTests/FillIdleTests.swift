import Console
import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool fill --idle`.
@Suite struct FillIdleTests {
  @Test func untilNothingIsMissing() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("fill", "--idle", "--set", "providers.simulated.seed=3")
    #expect(result.code == .done, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("Idle fill: 1 run, 7 items accepted, 0.0"), "\(result.output)")
    #expect(lines.last == "It ends: nothing is missing.")
    #expect(try await library.run("coverage", "--json").json["totals"]?["gap"] == 0)
    let again = await library.run("fill", "--idle")
    #expect(again.output == "Idle fill: 0 runs, 0 items accepted, 0.0000 EUR.\nIt ends: nothing is missing.\n")
  }

  @Test func theDaysItems() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("fill", "--idle", "--json", "--set", "fill.daily_items=4")
    #expect(result.code == .budget)
    let report = try result.json
    #expect(report["accepted"] == 4 && report["made_today"] == 4 && report["daily_items"] == 4)
    #expect(report["reason"] == "the day's 4 items are made; the next day begins at 00:00 UTC")
    #expect(report["runs"]?.array?.count == 1 && report["gave_way"] == 0 && report["currency"] == "EUR")
    // A fill that a person begins is not held up by it.
    #expect(await library.run("fill", "--limit", "1", "--set", "fill.daily_items=4").code == .done)
    // The next day there are four more, of which two are wanted.
    library.advance(byMilliseconds: 86_400_000)
    let next = try await library.run("fill", "--idle", "--json", "--set", "fill.daily_items=4").json
    #expect(next["accepted"] == 2 && next["reason"] == "nothing is missing")
  }

  @Test func aLimitOfItems() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("fill", "--idle", "--limit", "2")
    #expect(result.code == .done && result.output.hasSuffix("It ends: 2 items were to be made.\n"))
  }

  @Test func usageErrors() async throws {
    let library = try TestLibrary(.tiny)
    for (options, message) in [
      (["--until", "18:00"], "--until needs --idle"), (["--idle", "--mode", "batch"], "--idle needs --mode live"),
      (["--idle", "--max-drafts", "4"], "--idle and --max-drafts cannot be combined"),
      (["--idle", "--until", "25:00"], "'25:00' is not a time of day such as 18:00 for '--until'"),
    ] {
      let result = await library.run(["fill"] + options)
      #expect(result.code == .usage)
      #expect(result.errors.hasPrefix("error: \(message)"), "\(result.errors)")
    }
    for other in [["--pilot", "1"], ["--dry-run"], ["--detach"]] {
      #expect(await library.run(["fill", "--idle"] + other).code == .usage)
    }
  }

  @Test func aWrongSetting() async throws {
    let result = await (try TestLibrary(.tiny)).run("fill", "--idle", "--set", "fill.daily_items=0")
    #expect(
      result.errors.hasPrefix("error: --set fill.daily_items=0: 0 is not from 1 to 1000000000"), "\(result.errors)")
  }
}
