import Formats
import Foundation
import RawHTTP
import Testing

@testable import Simulator

/// Files and batch jobs beyond the end of a simulator, and what its log says of them.
@Suite struct StateTests {
  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }  // a leftover in the temporary folder harms nobody
    try await body(path)
  }

  /// A simulator over a folder, when the one before has let it go.
  private func endpoint(_ folder: String, _ change: (inout SimulatorSettings) -> Void = { _ in }) async throws
    -> Endpoint
  {
    let end = ContinuousClock.now + .seconds(20)
    while true {
      do {
        return try Endpoint {
          $0.stateFolder = folder + "/state"
          $0.callLog = folder + "/calls.jsonl"
          change(&$0)
        }
      } catch let error as StateFolderError where ContinuousClock.now < end {
        #expect(error.reason == "another simulator uses it")
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }

  private static func log(_ folder: String) throws -> [JSON] {
    try String(contentsOfFile: folder + "/calls.jsonl", encoding: .utf8).split(separator: "\n").map {
      try JSON.parse(String($0))
    }
  }

  @Test func filesAndJobsAreThereAgain() async throws {
    try await withFolder { folder in
      var file: JSON = .null
      var done: JSON = .null
      var waiting: JSON = .null
      do {
        let first = try await endpoint(folder)
        file = try await first.upload(Array("hello\n".utf8)).json
        done = try await first.ended(try await first.submit([Endpoint.line("a")])["id"])
        _ = try await first.ask("POST", "/simulator/batches", ["delay_ms": 3_600_000])
        waiting = try await first.submit((1...5).map { Endpoint.line("w\($0)") }, ["metadata": ["intent": "x"]])
        _ = try await first.submitMessages(["m"])
      }
      let second = try await endpoint(folder)
      #expect(try await second.ask("GET", "/v1/files/\(file["id"]?.string ?? "")").json == file)
      #expect(try await second.ask("GET", "/v1/files/\(file["id"]?.string ?? "")/content").text == "hello\n")
      #expect(try await second.batch(done["id"]) == done)
      #expect(try await second.lines(done["output_file_id"]).count == 1)
      let list = try await second.ask("GET", "/v1/batches").json["data"]?.array ?? []
      #expect(list.map { $0["id"] } == [waiting["id"], done["id"]] && list[0]["metadata"] == ["intent": "x"])
      #expect(try await second.messageBatch().json["data"]?.array?.count == 1)
      _ = try await second.ask("POST", "/simulator/batches", ["finish": true])
      let ended = try await second.ended(waiting["id"])
      #expect(ended["status"] == "completed" && ended["request_counts"]?["completed"] == 5)
      let log = try Self.log(folder)
      let kept = log.filter { $0["event"] == "batch_kept" }
      #expect(kept.map { $0["batch"] }.prefix(2) == [done["id"], waiting["id"]] && kept.count == 3)
    }
  }

  /// What a kill leaves: a record that is half-written, content without a record.
  @Test func whatIsHalfWrittenIsTakenAway() async throws {
    try await withFolder { folder in
      do { _ = try await endpoint(folder).upload([65]) }
      let files = folder + "/state/files"
      for name in ["file-x.data", "file-y.json.part"] {
        try Data("x".utf8).write(to: URL(fileURLWithPath: files + "/" + name))
      }
      let again = try await endpoint(folder)
      #expect(try await again.ask("GET", "/v1/files").json["data"]?.array?.count == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: files).count == 2)
    }
  }

  @Test func aFolderIsOneSimulators() async throws {
    try await withFolder { folder in
      let first = try await endpoint(folder)
      #expect(
        throws: StateFolderError(path: folder + "/state", reason: "another simulator uses it")
      ) { try Endpoint { $0.stateFolder = folder + "/state" } }
      #expect(try await first.ask("GET", "/v1/batches").status == 200)
      #expect(
        throws: StateFolderError(path: folder + "/calls.jsonl/files", reason: "Not a directory")
      ) { try Endpoint { $0.stateFolder = folder + "/calls.jsonl" } }
    }
  }

  /// Uploads, creations, cancellations, ends and each line: by these, tests of clients judge.
  @Test func theLogSaysWhatHappened() async throws {
    try await withFolder { folder in
      let endpoint = try await endpoint(folder) { $0.next = [.request(.create, .unavailable)] }
      let lines = ["a", "b"].map { Endpoint.line($0) }
      let file = try await endpoint.upload(Endpoint.text(lines)).json["id"]?.string ?? ""
      #expect(try await endpoint.create(file: file).status == 503)
      let job = try await endpoint.create(file: file, ["metadata": ["intent": "x"]]).json
      let ended = try await endpoint.ended(job["id"])
      _ = try await endpoint.ask("DELETE", "/v1/files/\(file)")
      let log = try Self.log(folder)
      #expect(
        log.map { $0["event"] } == [
          "file_uploaded", "batch_refused", "batch_created", "line", "line", "batch_ended", "file_deleted",
        ])
      #expect(log[0]["file"]?.string == file && log[0]["bytes"]?.integer == Endpoint.text(lines).count)
      #expect(log[1]["status"] == 503 && log[1]["fault"] == "unavailable")
      #expect(log[2]["batch"] == job["id"] && log[2]["metadata"] == ["intent": "x"])
      #expect(log[2]["input_file"]?.string == file && log[2]["interface"] == "openai")
      #expect(Set(Endpoint.names(Array(log[3...4]))) == ["a", "b"])
      #expect(log[3...4].allSatisfy { $0["batch"] == job["id"] && $0["status"] == 200 })
      let output = log[3...4].reduce(0) { $0 + ($1["usage"]?["output"]?.integer ?? 0) }
      #expect(output == ended["usage"]?["output_tokens"]?.integer && log[5]["usage"]?["output"]?.integer == output)
      #expect(log[5]["status"] == "completed" && log[5]["counts"]?["completed"] == 2)
    }
  }
}
