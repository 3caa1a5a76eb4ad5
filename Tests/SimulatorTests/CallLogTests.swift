import Formats
import Foundation
import RawHTTP
import Simulator
import Testing

@Suite struct CallLogTests {
  private func withFile(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "calls-\(UUID().uuidString).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: path) }  // a leftover in the temporary folder harms nobody
    try await body(path)
  }

  private static func lines(_ path: String) throws -> [JSON] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { try JSON.parse(String($0)) }
  }

  @Test func callsStandInItBeforeTheyAreAnswered() async throws {
    try await withFile { path in
      let endpoint = try Endpoint {
        $0.callLog = path
        $0.requestsPerMinute = 2
      }
      let good = try await endpoint.complete(Chat.notes(slots: 2), headers: [("X-Client-Request-Id", "mine")])
      // The answer is here, so its line is there.
      let first = try Self.lines(path)
      #expect(first.map { $0["event"] } == ["received", "answered"] && first.allSatisfy { $0["call"] == "1" })
      #expect(first[0]["slots"] == ["s1", "s2"] && first[0]["tool"] == "create_note_batch")
      #expect(first[0]["model"] == "simulated-1" && first[0]["client_request_id"] == "mine")
      #expect(first[0]["input_tokens"] == good.json["usage"]?["prompt_tokens"])
      #expect(first[1]["status"] == 200 && first[1]["outcome"] == "tool_calls" && first[1]["faults"] == [])
      #expect(first[1]["usage"]?["output"] == good.json["usage"]?["completion_tokens"])
      _ = try await endpoint.ask("POST", "/simulator/faults", ["next": ["bad_gateway"]])
      _ = try await endpoint.complete(Chat.notes())
      _ = try await endpoint.complete(Chat.notes())
      let rest = try Self.lines(path).filter { $0["event"] == "answered" }.dropFirst()
      #expect(rest.map { $0["outcome"] } == ["http_502", "http_429"])
      #expect(rest.map { $0["faults"] } == [["bad_gateway"], []])
    }
  }

  @Test func aClientThatLeavesIsTold() async throws {
    try await withFile { path in
      let endpoint = try Endpoint {
        $0.callLog = path
        $0.latencyMilliseconds = 60_000
      }
      let connection = try RawConnection(port: endpoint.server.port)
      try connection.send("POST", "/v1/chat/completions", body: Array(Chat.notes().text.utf8))
      try await until { endpoint.simulator.tally.received == 1 }
      connection.leave()
      try await until { try Self.lines(path).last?["event"] == "aborted" }
      #expect(endpoint.simulator.tally.aborted == 1 && endpoint.simulator.tally.usage.output == 0)
    }
  }

  @Test func aStallEndsWithItsClient() async throws {
    try await withFile { path in
      let endpoint = try Endpoint {
        $0.callLog = path
        try $0.addFault("stall")
      }
      let connection = try RawConnection(port: endpoint.server.port)
      try connection.send("POST", "/v1/chat/completions", body: Array(Chat.notes().text.utf8))
      try await until { endpoint.simulator.tally.answered == 1 }
      connection.leave()
      try await until { try Self.lines(path).map { $0["event"] } == ["received", "answered", "aborted"] }
    }
  }

  @Test func withoutItsLogACallFails() async throws {
    let endpoint = try Endpoint { $0.callLog = "/dev/full" }
    let reply = try await endpoint.complete(Chat.notes())
    #expect(reply.status == 500 && reply.error?["code"] == "call_log")
    #expect(
      reply.error?["message"] == "the simulated provider cannot write its call log /dev/full: No space left on device")
  }

  /// 64 at once, each line whole.
  @Test func manyAtOnce() async throws {
    try await withFile { path in
      let endpoint = try Endpoint { $0.callLog = path }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<64 {
          group.addTask { for _ in 0..<4 { _ = try await endpoint.complete(Chat.notes()) } }
        }
        try await group.waitForAll()
      }
      let lines = try Self.lines(path)
      for event in ["received", "answered"] {
        let calls = lines.filter { $0["event"]?.string == event }.compactMap { $0["call"]?.string.flatMap { Int($0) } }
        #expect(calls.sorted() == Array(1...256))
      }
    }
  }
}
