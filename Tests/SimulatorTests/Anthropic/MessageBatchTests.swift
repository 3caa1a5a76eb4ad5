import Formats
import RawHTTP
import Simulator
import Testing

extension Endpoint {
  func messageBatch(_ method: String = "GET", _ path: String = "", _ body: JSON? = nil) async throws -> RawReply {
    try await ask(method, "/v1/messages/batches" + path, body, headers: Self.headers)
  }

  /// Makes a job of so many messages.
  func submitMessages(_ names: [String]) async throws -> JSON {
    let requests = names.map { ["custom_id": .string($0), "params": Message.notes(slots: 1)] as JSON }
    return try await messageBatch("POST", "", ["requests": .array(requests)]).json
  }

  func endedMessages(_ id: JSON?) async throws -> JSON {
    let end = ContinuousClock.now + .seconds(20)
    while true {
      let job = try await messageBatch("GET", "/\(id?.string ?? "")").json
      if job["processing_status"] == "ended" || ContinuousClock.now > end { return job }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  func messageResults(_ id: JSON?) async throws -> [JSON] {
    try await messageBatch("GET", "/\(id?.string ?? "")/results").text.split(separator: "\n").map {
      (try? JSON.parse(String($0))) ?? .string(String($0))
    }
  }
}

@Suite struct MessageBatchTests {
  private static let ten = (1...10).map { "n\($0)" }

  @Test func aJobIsAnsweredRequestByRequest() async throws {
    let endpoint = try Endpoint { $0.batches.delayMilliseconds = 60_000 }
    let created = try await endpoint.submitMessages(Self.ten)
    let id = try #require(created["id"]?.string)
    #expect(id.hasPrefix("msgbatch_") && created["type"] == "message_batch")
    #expect(created["processing_status"] == "in_progress" && created["results_url"] == .null)
    #expect(created["request_counts"] == Self.counts(processing: 10))
    let early = try await endpoint.messageBatch("GET", "/\(id)/results")
    #expect(early.status == 404 && early.error?["message"]?.string == "Batch \(id) has no results yet.")
    #expect(try await endpoint.messageBatch("DELETE", "/\(id)").status == 400)
    _ = try await endpoint.ask("POST", "/simulator/batches", ["finish": true])
    let job = try await endpoint.endedMessages(created["id"])
    #expect(job["request_counts"] == Self.counts(succeeded: 10) && job["ended_at"]?.string?.hasSuffix("Z") == true)
    // The request of the test calls itself 127.0.0.1, without a port.
    #expect(job["results_url"]?.string == "http://127.0.0.1/v1/messages/batches/\(id)/results")
    let results = try await endpoint.messageResults(created["id"])
    #expect(Endpoint.names(results) != Self.ten && Endpoint.names(results).sorted() == Self.ten.sorted())
    for result in results {
      let message = result["result"]?["message"]
      #expect(result["result"]?["type"] == "succeeded" && message?["stop_reason"] == "tool_use")
      #expect(message?["usage"]?["service_tier"] == "batch")
      #expect(message?["content"]?.array?.first?["input"]?["items"]?.array?.count == 1)
    }
    // Its files are nobody's business.
    #expect(try await endpoint.ask("GET", "/v1/files").json["data"] == [])
    #expect(try await endpoint.messageBatch("DELETE", "/\(id)").json["type"] == "message_batch_deleted")
    #expect(try await endpoint.messageBatch("GET", "/\(id)").status == 404)
  }

  private static func counts(
    processing: Int = 0, succeeded: Int = 0, errored: Int = 0, canceled: Int = 0, expired: Int = 0
  ) -> JSON {
    [
      "processing": .integer(processing), "succeeded": .integer(succeeded), "errored": .integer(errored),
      "canceled": .integer(canceled), "expired": .integer(expired),
    ]
  }

  @Test func cancelAndExpiryKeepWhatIsDone() async throws {
    let endpoint = try Endpoint {
      $0.batches.delayMilliseconds = 600_000
      $0.batches.doneShare = 0.4
    }
    let created = try await endpoint.submitMessages(Self.ten)
    let canceling = try await endpoint.messageBatch("POST", "/\(created["id"]?.string ?? "")/cancel").json
    #expect(canceling["processing_status"] == "canceling" && canceling["cancel_initiated_at"]?.string != nil)
    let job = try await endpoint.endedMessages(created["id"])
    #expect(job["request_counts"] == Self.counts(succeeded: 4, canceled: 6))
    let results = try await endpoint.messageResults(created["id"])
    #expect(results.count { $0["result"] == ["type": "canceled"] } == 6 && Set(Endpoint.names(results)).count == 10)
    _ = try await endpoint.ask("POST", "/simulator/faults", ["next": ["job.expired"]])
    _ = try await endpoint.ask("POST", "/simulator/batches", ["delay_ms": 0])
    let second = try await endpoint.endedMessages(try await endpoint.submitMessages(Self.ten)["id"])
    #expect(second["request_counts"] == Self.counts(succeeded: 4, expired: 6))
    let expired = try await endpoint.messageResults(second["id"])
    #expect(expired.count { $0["result"] == ["type": "expired"] } == 6)
    let again = try await endpoint.messageBatch("POST", "/\(second["id"]?.string ?? "")/cancel")
    #expect(again.status == 400 && again.error?["message"]?.string?.hasSuffix("it has ended.") == true)
  }

  @Test func faultsOfLinesAndLooks() async throws {
    let endpoint = try Endpoint(fault: "line.error=0")
    let next: JSON = [
      "next": [
        "line.error", "line.request_timeout", "line.no_answer", "line.malformed", "line.missing", "line.repeated",
      ]
    ]
    _ = try await endpoint.ask("POST", "/simulator/faults", next)
    let job = try await endpoint.endedMessages(try await endpoint.submitMessages(Self.ten)["id"])
    let results = try await endpoint.messageResults(job["id"])
    // Ten, less the one that is missing, and one twice.
    #expect(results.count == 10 && results.count { $0.string != nil } == 1)
    let errors = results.compactMap { $0["result"]?["error"] }
    #expect(Set(errors.map { $0["error"]?["type"]?.string ?? "" }) == ["api_error", "timeout_error"])
    #expect(errors.allSatisfy { $0["type"] == "error" } && results.count { $0["result"] == .null } == 1)
    #expect(job["request_counts"] == Self.counts(succeeded: 7, errored: 3))
    _ = try await endpoint.ask("POST", "/simulator/faults", ["next": ["poll.late_file_id", "create.overloaded"]])
    let path = "/\(job["id"]?.string ?? "")"
    #expect(try await endpoint.messageBatch("GET", path).json["results_url"] == .null)
    #expect(try await endpoint.messageBatch("GET", path).json["results_url"]?.string != nil)
    let refused = try await endpoint.submitMessages(["a"])
    #expect(refused["error"]?["type"] == "overloaded_error")
  }

  @Test func aBadRequestIsAnErrorOfItsOwn() async throws {
    let endpoint = try Endpoint()
    let requests: JSON = [
      ["custom_id": "a", "params": Message.body(["max_tokens": nil])], ["custom_id": "b", "params": Message.body()],
    ]
    let created = try await endpoint.messageBatch("POST", "", ["requests": requests]).json
    let job = try await endpoint.endedMessages(created["id"])
    #expect(job["request_counts"] == Self.counts(succeeded: 1, errored: 1))
    let bad = try await endpoint.messageResults(job["id"]).first { $0["custom_id"] == "a" }?["result"]
    #expect(bad?["type"] == "errored" && bad?["error"]?["error"]?["message"] == "max_tokens: Field required")
  }

  @Test(
    arguments: [
      ("{}", "requests: Field required"),
      ("[]", "The body is not valid JSON, or not of the form {\"requests\": [...]}."),
      ("{\"requests\": [", "The body is not valid JSON, or not of the form {\"requests\": [...]}."),
      ("{\"requests\": [{]", "The body is not valid JSON, or not of the form {\"requests\": [...]}."),
      ("{\"requests\": []}", "requests: List should have at least 1 item after validation, not 0"),
      ("{\"requests\": [{\"custom_id\": \"a\"}]}", "requests.0.params: Field required"),
      (
        "{\"requests\": [{\"custom_id\": \"a b\", \"params\": {}}]}",
        "requests.0.custom_id: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'"
      ),
      (
        "{ \"requests\" : [ {\"custom_id\": \"a\", \"params\": {\"x\": \"}\\\"{\"}} ,\n {\"custom_id\": \"a\", \"params\": {}}]}",
        "requests.1.custom_id: must be unique, and it is not"
      ),
    ]) func createsThatMakeNoSense(body: String, message: String) async throws
  {
    let endpoint = try Endpoint()
    let reply = try await endpoint.ask(
      "POST", "/v1/messages/batches", bytes: Array(body.utf8), headers: Endpoint.headers)
    #expect(reply.status == 400 && reply.error?["message"]?.string == message)
    #expect(try await endpoint.messageBatch().json["data"] == [])
  }

  @Test func listsComeByPage() async throws {
    let endpoint = try Endpoint()
    var ids: [JSON?] = []
    for name in Self.ten.prefix(5) { ids.append(try await endpoint.submitMessages([name])["id"]) }
    _ = try await endpoint.submit([Endpoint.line("another interface")])
    ids.reverse()
    func page(_ query: String) async throws -> ([JSON?], JSON?) {
      let page = try await endpoint.messageBatch("GET", query).json
      return (page["data"]?.array?.map { $0["id"] } ?? [], page["has_more"])
    }
    #expect(try await page("?limit=2") == (Array(ids[0..<2]), true))
    #expect(try await page("?limit=2&after_id=\(ids[1]?.string ?? "")") == (Array(ids[2..<4]), true))
    #expect(try await page("?limit=2&after_id=\(ids[3]?.string ?? "")") == ([ids[4]], false))
    #expect(try await page("?limit=2&before_id=\(ids[4]?.string ?? "")") == (Array(ids[2..<4]), true))
    #expect(try await page("?limit=2&before_id=\(ids[1]?.string ?? "")") == ([ids[0]], false))
  }
}
