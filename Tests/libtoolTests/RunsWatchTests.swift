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
    #expect(line["worked_on"] == false && line["calls_in_flight"] == 0)
    #expect(line["last_minute"]?["requests"] == 0 && line["seconds_left"] == 0)
    for name in [
      "worked_on", "calls_in_flight", "last_minute", "requests_per_minute", "tokens_per_minute", "held_until",
      "seconds_left",
      "latest_findings",
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

  @Test func nobodyWorksOnARunAtRest() async throws {
    let library = try await Self.filled()
    let ended = await library.run("runs", "pause", "last")
    #expect(ended.code == .failed)
    #expect(ended.errors.contains("is finished: there is nothing to go on with"), "\(ended.errors)")
    let every = await library.run("runs", "watch", "last", "--every", "0")
    #expect(every.code == .usage && every.errors.contains("--every must be from 1 to 3600"))
  }
}
