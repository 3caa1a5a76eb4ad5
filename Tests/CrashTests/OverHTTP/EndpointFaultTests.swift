import Formats
import Foundation
import SQLiteKit
import Testing

/// What comes of a fill over HTTP whose endpoint fails, by fault: outcome, calls, ledger, drafts, and what follows when the
/// fault has gone. Four items are wanted of one group: without a fault that is a call for the texts and one to assess them.
@Suite("An endpoint that fails", .fewAtOnce) struct EndpointFaultTests {
  @Test("costs what is promised, and no more", arguments: EndpointFaultCase.all)
  func table(_ row: EndpointFaultCase) async throws {
    let healthy = try SimulatedEndpoint()
    let faulty = try await FaultyEndpoint(row.fault, like: healthy)
    let library = try await Self.library(row.settings, calling: faulty.address)
    let filled = try await Outcome(library.run(Self.fill), library, faulty)
    #expect(filled.text == row.filled)
    #expect(filled.reason == row.reason)
    try judge(library, faulty)
    if let waits = row.waits {
      let times = try faulty.log(library).received.map(\.time)
      #expect(times[1].timeIntervalSince(times[0]) >= waits)
    }
    await faulty.heal()
    let resumption = try await library.run(["runs", "resume", "last", "--json"], calling: healthy.address)
    if filled.status == "finished" {
      #expect(resumption.end == .code(1))
      #expect(resumption.errors.contains("is finished: there is nothing to go on with"))
      #expect(row.resumed == nil)
    } else {
      let resumed = try Outcome(resumption, library, faulty)
      #expect(resumed.text == row.resumed)
      try judge(library, faulty)
    }
  }

  /// A fill that could only rest at once does not begin: else each one would leave a run behind.
  @Test("that asks for hours is left alone") func longHold() async throws {
    let endpoint = try SimulatedEndpoint()
    let library = try await Self.library([], calling: endpoint.address)
    await endpoint.set(["next": ["rate_limit_three_hours"]])
    #expect(try await library.run(Self.fill).end == .code(5))
    let refused = try await library.run(Self.fill.filter { $0 != "--json" })
    #expect(refused.end == .code(5))
    #expect(
      refused.errors.contains(
        #/error: openai takes no calls until 20[0-9-]+ [0-9:]+ UTC, as it has said itself\nbegin then, or choose another provider with --provider\n/#
      ), "\(refused.errors)")
    #expect(try await library.json(["runs", "list"]).array?.count == 1)
  }

  /// Scripts ask for the code, whoever reads what is printed.
  @Test("is told of by the exit code where nobody reads the report") func withoutAReader() async throws {
    let endpoint = try SimulatedEndpoint()
    let library = try await Self.library([], calling: endpoint.address)
    await endpoint.set(["next": ["unauthorized"]])
    let unread = ["/bin/bash", "-c", #""$0" "$@" | true; exit "${PIPESTATUS[0]}""#]
    #expect(try await library.start(Self.fill, through: unread).wait() == .code(7))
    #expect(try await library.start(["coverage", "--fail-under", "100"], through: unread).wait() == .code(4))
  }

  /// What a call took is then estimated, and wherever its cost is shown, that is said.
  @Test("is told of where it does not say what was used") func withoutUsage() async throws {
    let endpoint = try SimulatedEndpoint()
    let library = try await Self.library([], calling: endpoint.address)
    await endpoint.set(["next": ["missing_usage"]])
    let filled = try JSON.parse(try await library.run(Self.fill).output)
    #expect(filled["status"] == "finished" && filled["calls"] == 2 && filled["estimated_calls"] == 1)
    let calls = try JSON.parse(try await library.run(["runs", "calls", "last", "--json"]).output).array ?? []
    #expect(calls.map { $0["estimated"] } == [true, false])
    #expect(calls.map { $0["cached_input_tokens"]?.isNull } == [true, false])
    #expect(calls.allSatisfy { ($0["cost"]?.double ?? 0) > 0 && ($0["input_tokens"]?.integer ?? 0) > 0 })
    let table = try await library.run(["runs", "calls", "last"]).output.split(separator: "\n")
    #expect(table.count == 3 && table[1].contains("  ~0.0") && !table[2].contains("~"))
    #expect(table[1].hasSuffix("  tool_calls, estimated: no usage in the answer"))
    let uuid = try #require(calls.first?["call"]?.string)
    let call = try await library.run(["runs", "calls", "last", uuid]).output
    #expect(
      call.contains(
        #/\ntokens    about [0-9,]+ in, about [0-9,]+ out: an estimate, the answer does not say what was used\n/#))
    #expect(call.contains("\ncost      about 0.0"))
    let shown = try await library.run(["runs", "show", "last"]).output
    #expect(shown.contains("\nEstimated     1 call, whose answer does not say what was used\n"))
    let costs = try await library.run(["costs", "--section", "passiv"]).output
    #expect(costs.contains("\nEstimated      1 call, whose answer does not say what was used\n"))
    let rows = try JSON.parse(try await library.run(["costs", "--by", "role", "--json"]).output)["rows"]?.array ?? []
    #expect(rows.map { $0["role"] == "generation" } == rows.map { $0["estimated_calls"] == 1 })
  }

  private static let fill = ["fill", "--limit", "4", "--json"]

  private static func library(_ settings: [String], calling endpoint: TestEndpoint) async throws -> TestLibrary {
    try TestLibrary(
      like: try await oneGroup.value,
      settings: ["fill.concurrency=1", "fill.failures_before_pause=2", "kinds.gap_fill_exercise.retries=1"] + settings,
      calling: endpoint)
  }

  /// A library whose next items all fit into one call.
  private static let oneGroup = Task {
    let library = try TestLibrary().keptToTheEnd()
    let folder = library.here + "/library/"
    try "section,topic,sku,language,target,priority\npassiv,,,de,60,1\n".write(
      toFile: folder + "targets.csv", atomically: false, encoding: .utf8)
    // Without the registers, all topics ask for the same.
    let topics = try String(contentsOfFile: folder + "topics.csv", encoding: .utf8).split(separator: "\n")
    try topics.map { $0.prefix(upTo: $0.lastIndex(of: ",") ?? $0.endIndex) + "\n" }.joined().write(
      toFile: folder + "topics.csv", atomically: false, encoding: .utf8)
    try await library.succeed(["sync"])
    return library
  }

  private func judge(_ library: TestLibrary, _ endpoint: FaultyEndpoint) throws {
    let log = try endpoint.log(library)
    #expect(try StoreJudge(library, log: log).faults == [])
    // Each call cost what its usage says, to the billionth, and its answer is kept.
    let settled = try library.connect().all(
      """
      SELECT uuid, cost, EXISTS (SELECT 1 FROM answers WHERE attempt = a.id) FROM attempts a WHERE state = 'settled'
      """
    ) { (call: $0.text(0), cost: $0.integer(1), isKept: $0.bool(2)) }
    for (call, cost, isKept) in settled {
      #expect(isKept, "\(call)")
      if let usage = log.reported[call] { #expect(cost == usage.cost, "\(call)") } else { #expect(cost > 0) }
    }
  }

  /// What a command came to, in words.
  private struct Outcome {
    var status: String
    var reason: String
    var text: String

    init(_ finished: ChildProcess.Finished, _ library: TestLibrary, _ endpoint: FaultyEndpoint) throws {
      let report = finished.output.isEmpty ? .null : try JSON.parse(finished.output)
      status = report["status"]?.string ?? "none"
      reason = endpoint.generalised(report["reason"]?.string ?? finished.errors)
      guard case .code(let code) = finished.end else {
        text = "\(finished.end)"
        return
      }
      let connection = try library.connect()
      let ledger = try connection.all("SELECT count(*) || ' ' || state FROM attempts GROUP BY state ORDER BY state") {
        $0.text(0)
      }
      let open = try connection.all(
        "SELECT asked, count(*) FROM drafts WHERE state LIKE 'pending%' GROUP BY 1 ORDER BY 1"
      ) { $0.int(0) == 0 ? "; \($0.int(1)) open, none blamed" : "; \($0.int(1)) open, blamed \($0.int(0))x" }
      let drops = (report["drop_reasons"]?.object?.members ?? []).map { ", \($0.value.text) \($0.name)" }
      let calls = try endpoint.log(library).received.count
      text =
        "\(code) \(status); \(calls) \(calls == 1 ? "call" : "calls"): \(ledger.joined(separator: ", ")); "
        + "\(report["accepted"]?.text ?? "-") accepted\(drops.joined())\(open.joined())"
    }
  }
}
