import ContentModel
import Formats
import RawHTTP
import Testing

@testable import Simulator

/// Faults while it runs, the state, and beginning anew.
@Suite struct ControlTests {
  @Test func ratesAndListsAreSetWhileItRuns() async throws {
    let endpoint = try Endpoint(fault: "refusal=0")
    func statuses(_ count: Int) async throws -> [Int] {
      var statuses: [Int] = []
      for _ in 0..<count { statuses.append(try await endpoint.complete(Chat.notes()).status) }
      return statuses
    }
    let changed = try await endpoint.ask("POST", "/simulator/faults", ["conflict": 1])
    #expect(changed.status == 200 && changed.json["faults"] == ["conflict": 1])
    #expect(try await statuses(2) == [409, 409])
    let list: JSON = ["conflict": 0, "next": ["unavailable", nil, ["fault": "quota", "calls": 2]]]
    let next = try await endpoint.ask("POST", "/simulator/faults", list)
    #expect(next.json["faults"] == [:] && next.json["next"] == ["unavailable", nil, "quota", "quota"])
    #expect(try await statuses(5) == [503, 200, 429, 429, 200])
  }

  @Test func theStateIsADocument() async throws {
    let endpoint = try Endpoint {
      $0.requestsPerMinute = 100
      $0.seed = 4
    }
    _ = try await endpoint.complete(Chat.notes())
    _ = try await endpoint.ask("POST", "/v1/chat/completions", ["model": "simulated-1"])
    let state = try await endpoint.ask("GET", "/simulator").json
    #expect(state["seed"] == 4 && state["requests_per_minute"] == 100 && state["tokens_per_minute"] == .null)
    #expect(state["calls"] == ["received": 1, "answered": 1, "aborted": 0, "in_flight": 0])
    #expect(state["statuses"] == ["200": 1, "400": 1])
    #expect(state["usage"]?["output"]?.integer ?? 0 > 0)
  }

  @Test func resettingBeginsAnew() async throws {
    let endpoint = try Endpoint {
      $0.requestsPerMinute = 1
      try $0.addFault("finish_stop")
    }
    let first = try await endpoint.complete(Chat.notes())
    #expect(try await endpoint.complete(Chat.notes()).status == 429)
    _ = try await endpoint.ask("POST", "/simulator/faults", ["finish_stop": 0, "next": ["quota"]])
    let state = try await endpoint.ask("POST", "/simulator/reset").json
    #expect(state["faults"] == ["finish_stop": 1] && state["next"] == [])
    #expect(state["calls"]?["received"] == 0)
    let again = try await endpoint.complete(Chat.notes())
    #expect(again.choice == first.choice)
  }

  @Test(arguments: [
    (#"{"stal": 1}"#, "there is no fault stal; did you mean `stall`?"),
    (#"{"stall": 2}"#, "stall: 2 is no share from 0 to 1"),
    (#"[1]"#, #"the body must be a JSON object such as {"server_error": 0.5}"#),
    (#"{"next": "stall"}"#, #"next: must be a list such as ["stall", {"fault": "quota", "calls": 3}]"#),
    (#"{"next": [{"fault": "stall"}]}"#, #"next: {"fault":"stall"} needs `fault`, a name, and `calls`, a number"#),
    (#"{"next": [3]}"#, "next: 3 is no fault"),
    (#"{"#, "The body is not JSON at line 1, column 2: the text ends inside an object"),
  ]) func nonsenseChangesNothing(body: String, message: String) async throws {
    let endpoint = try Endpoint(fault: "refusal=0.5")
    let reply = try await offThread {
      try RawConnection(port: endpoint.server.port).ask("POST", "/simulator/faults", body: Array(body.utf8))
    }
    #expect(reply.status == 400)
    #expect(reply.error?["message"]?.string == message)
    #expect(try await endpoint.ask("GET", "/simulator").json["faults"] == ["refusal": .double(0.5)])
  }

  @Test func webPagesDoNotSteer() async throws {
    let endpoint = try Endpoint()
    let reply = try await endpoint.ask(
      "POST", "/simulator/faults", ["stall": 1], headers: [("Origin", "https://example.com")])
    #expect(reply.status == 403)
    #expect(try await endpoint.ask("DELETE", "/simulator").status == 405)
    #expect(try await endpoint.ask("GET", "/simulator").json["faults"] == [:])
  }

  @Test(
    arguments: [
      ("stal", "there is no fault stal; did you mean `stall`?", nil),
      (
        "stall=2", "--fault stall=2: `2` is no share from 0 to 1",
        "write the share of calls that have the fault: --fault stall=0.05"
      ),
      (
        "stall=", "--fault stall=: `` is no share from 0 to 1",
        "write the share of calls that have the fault: --fault stall=0.05"
      ),
    ] as [(String, String, String?)]) func flagsAreRead(text: String, message: String, hint: String?)
  {
    var settings = SimulatorSettings()
    #expect(throws: FaultProblem(message: message, hint: hint)) { try settings.addFault(text) }
    #expect(settings.rates == [:])
  }
}
