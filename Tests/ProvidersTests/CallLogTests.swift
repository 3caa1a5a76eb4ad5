import ContentModel
import Formats
import Foundation
import Providers
import Testing

/// The log by which the tests of crashes judge.
@Suite struct CallLogTests {
  private func withFile(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "calls-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }  // a leftover in the temporary folder harms nobody
    try await body(folder + "/calls.jsonl")
  }

  private static func lines(_ path: String) -> [JSON] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { try? JSON.parse(String($0)) }
  }

  @Test func aCallIsWrittenBeforeItsLatencyAndBeforeItsAnswer() async throws {
    try await withFile { path in
      let world = Samples.world(sleep: { _ in
        // While the answer is on its way, only the call stands in the log.
        #expect(Self.lines(path).map { $0["event"] } == ["received"])
      })
      let provider = try Samples.provider([.missingSlot: 1], latency: 5, log: path, world: world)
      let prompt = Samples.prompt(tool: "create_note_batch", slots: 2)
      let answer = try await provider.send(Samples.request(prompt, seed: 9))
      let usage = try ChatCompletion.read(answer).usage
      let lines = Self.lines(path)
      #expect(
        lines == [
          [
            "event": "received", "call": "call-1", "tool": "create_note_batch", "slots": ["s1", "s2"], "seed": "9",
            "time": "2025-11-20T09:30:00.000Z",
          ],
          [
            "event": "answered", "call": "call-1", "outcome": "tool_calls",
            "faults": ["missing_slot s1", "missing_slot s2"],
            "usage": [
              "input": .integer(usage?.input ?? -1), "cached_input": 0, "output": .integer(usage?.output ?? -1),
            ],
            "time": "2025-11-20T09:30:00.000Z",
          ],
        ])
    }
  }

  @Test func manyCallsAtOnceLeaveWholeLines() async throws {
    try await withFile { path in
      let provider = try Samples.provider([.serverError: 0.5], log: path)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for call in 0..<40 {
          group.addTask {
            var request = Samples.request(Samples.prompt(), seed: UInt64(call))
            request.callID = "call-\(call)"
            _ = try await provider.send(request)
          }
        }
        try await group.waitForAll()
      }
      let lines = Self.lines(path)
      #expect(lines.count == 80)
      for event in ["received", "answered"] {
        let calls = lines.filter { $0["event"]?.string == event }.compactMap { $0["call"]?.string }
        #expect(Set(calls).count == 40)
      }
    }
  }

  @Test func theFileIsOnlyForItsOwnerAndIsAppendedTo() async throws {
    try await withFile { path in
      for _ in 0..<2 { _ = try await Samples.provider(log: path).send(Samples.request(Samples.prompt())) }
      #expect(Self.lines(path).count == 4)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func aCancelledCallIsNotAnswered() async throws {
    try await withFile { path in
      let world = Samples.world(sleep: { _ in throw CancellationError() })
      let provider = try Samples.provider(latency: 5, log: path, world: world)
      await #expect(throws: CancellationError.self) { try await provider.send(Samples.request(Samples.prompt())) }
      #expect(Self.lines(path).map { $0["event"] } == ["received"])
    }
  }

  @Test func aLogThatCannotBeOpenedIsAnError() {
    do {
      _ = try Samples.provider(log: "/nowhere/calls.jsonl")
      Issue.record("the provider was made without its log")
    } catch let error as CallLogError {
      #expect(
        error.message
          == "the simulated provider cannot write its call log /nowhere/calls.jsonl: No such file or directory")
      #expect(
        error.hint == "set providers.simulated.call_log to a file that can be written, or leave it out")
    } catch { Issue.record("\(error)") }
  }

  @Test func aFullDiskFailsTheCall() async throws {
    let provider = try Samples.provider(log: "/dev/full")
    await #expect(throws: CallLogError.self) { try await provider.send(Samples.request(Samples.prompt())) }
  }
}
