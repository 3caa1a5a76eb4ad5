import Formats
import RawHTTP
import Testing

@testable import Simulator

/// Each fault of batch jobs at rate 1, or once, as a client sees it.
@Suite struct BatchFaultTests {
  private static let ten = (1...10).map { Endpoint.line("n\($0)") }

  @Test(arguments: JobFault.allCases.filter { $0 != .expired }) func aJobFailsValidation(fault: JobFault) async throws {
    let endpoint = try Endpoint(fault: "job.\(fault.rawValue)")
    let job = try await endpoint.ended(try await endpoint.submit(Self.ten)["id"])
    #expect(job["status"] == "failed")
    #expect(job["errors"]?["data"]?.array?.map { $0["code"] } == [.string(fault.rawValue)])
    #expect(endpoint.simulator.tally.faults == ["job.\(fault.rawValue)": 1])
  }

  @Test func anExpiredJobKeepsItsPart() async throws {
    let endpoint = try Endpoint { settings in
      try settings.addFault("job.expired")
      settings.batches.doneShare = 0.3
    }
    let job = try await endpoint.ended(try await endpoint.submit(Self.ten)["id"])
    #expect(job["status"] == "expired" && job["expired_at"]?.integer ?? 0 > 0 && job["finalizing_at"] == .null)
    let done = try await endpoint.lines(job["output_file_id"])
    let left = try await endpoint.lines(job["error_file_id"])
    #expect(done.count == 3 && left.count == 7 && left.allSatisfy { $0["error"]?["code"] == "batch_expired" })
    #expect(Set(Endpoint.names(done + left)).count == 10)
    #expect(job["request_counts"] == ["total": 10, "completed": 3, "failed": 7])
  }

  /// What a line of the output or of the errors becomes: the texts of both files, by name.
  private func results(_ fault: String) async throws -> (job: JSON, output: [JSON], errors: [JSON]) {
    let endpoint = try Endpoint { settings in try settings.addFault(fault) }
    let job = try await endpoint.ended(try await endpoint.submit(Self.ten)["id"])
    #expect(job["status"] == "completed")
    return (
      job, try await endpoint.lines(job["output_file_id"]), try await endpoint.lines(job["error_file_id"])
    )
  }

  @Test func linesThatFail() async throws {
    let error = try await results("line.error")
    #expect(error.output == [] && error.errors.count == 10)
    #expect(error.errors.allSatisfy { $0["response"]?["status_code"] == 500 && $0["error"] == .null })
    #expect(error.job["request_counts"] == ["total": 10, "completed": 0, "failed": 10])
    let late = try await results("line.request_timeout")
    #expect(late.errors.count == 10)
    #expect(late.errors.allSatisfy { $0["response"] == .null && $0["error"]?["code"] == "request_timeout" })
    let none = try await results("line.no_answer")
    #expect(none.output.count == 10 && none.errors == [])
    #expect(none.output.allSatisfy { $0["response"]?["status_code"] == 0 && $0["error"] == .null })
  }

  @Test func linesThatAreOdd() async throws {
    let malformed = try await results("line.malformed")
    #expect(malformed.output.count == 10 && malformed.output.allSatisfy { $0.string?.hasPrefix("{\"id\":") == true })
    let repeated = try await results("line.repeated")
    #expect(repeated.output.count == 20 && Set(Endpoint.names(repeated.output)).count == 10)
    let unknown = try await results("line.unknown")
    let strangers = Endpoint.names(unknown.output).filter { $0.hasPrefix("unknown-") }
    #expect(unknown.output.count == 20 && Set(strangers).count == 10)
    let missing = try await results("line.missing")
    #expect(missing.output == [] && missing.errors == [] && missing.job["output_file_id"] == .null)
    #expect(missing.job["request_counts"] == ["total": 10, "completed": 10, "failed": 0])
  }

  /// A share of the lines, or so many of the next ones.
  @Test func sharesAndListsOfLines() async throws {
    let lines = (1...200).map { Endpoint.line("n\($0)", Chat.other(["max_tokens": 9])) }
    let endpoint = try Endpoint(fault: "line.error=0.25")
    let job = try await endpoint.ended(try await endpoint.submit(lines)["id"])
    #expect((25...75).contains(job["request_counts"]?["failed"]?.integer ?? 0))
    let list: JSON = ["line.error": 0, "next": [["fault": "line.missing", "calls": 2], "line.no_answer"]]
    let state = try await endpoint.ask("POST", "/simulator/faults", list)
    #expect(state.json["next"] == ["line.missing", "line.missing", "line.no_answer"])
    let second = try await endpoint.ended(try await endpoint.submit(Self.ten)["id"])
    let output = try await endpoint.lines(second["output_file_id"])
    #expect(output.count == 8 && output.count { $0["response"]?["status_code"] == 0 } == 1)
  }

  @Test func theFileIsLate() async throws {
    let endpoint = try Endpoint()
    let created = try await endpoint.submit(Self.ten)
    #expect(try await endpoint.ended(created["id"])["output_file_id"]?.string != nil)
    let next: JSON = ["next": [["fault": "poll.late_file_id", "calls": 2], "poll.empty_file_id", "poll.retry_after"]]
    _ = try await endpoint.ask("POST", "/simulator/faults", next)
    for _ in 1...2 {
      let late = try await endpoint.batch(created["id"])
      #expect(late["status"] == "completed" && late["output_file_id"] == .null)
    }
    let empty = try await endpoint.batch(created["id"])
    #expect(empty["output_file_id"]?.string?.hasPrefix("file-") == true && empty["error_file_id"] == "")
    let patient = try await endpoint.ask("GET", "/v1/batches/\(created["id"]?.string ?? "")")
    #expect(patient.status == 200 && patient.header("Retry-After") == "2")
    #expect(try await endpoint.ask("GET", "/simulator").json["next"] == [])
  }

  /// A fault with an error status does nothing; one of the connection comes after it was done.
  @Test func createsThatAreRefusedOrLost() async throws {
    let endpoint = try Endpoint()
    let file = try await endpoint.upload(Endpoint.text(Self.ten)).json["id"]?.string ?? ""
    for (fault, status) in [("unavailable", 503), ("rate_limit_three_hours", 429), ("internal_error", 500)] {
      _ = try await endpoint.ask("POST", "/simulator/faults", ["next": [.string("create.\(fault)")]])
      #expect(try await endpoint.create(file: file).status == status)
    }
    #expect(try await endpoint.ask("GET", "/v1/batches").json["data"] == [])
    for fault in ["reset_before_headers", "reset_after_headers", "reset_in_body"] {
      _ = try await endpoint.ask("POST", "/simulator/faults", ["next": [.string("create.\(fault)")]])
      let reply = try await endpoint.create(file: file, ["metadata": ["intent": .string(fault)]])
      #expect(reply.ending == .reset)
    }
    let jobs = try await endpoint.ask("GET", "/v1/batches").json["data"]?.array ?? []
    #expect(
      jobs.map { $0["metadata"]?["intent"] } == ["reset_in_body", "reset_after_headers", "reset_before_headers"])
  }

  @Test func filesThatCannotBeFetched() async throws {
    let endpoint = try Endpoint()
    let job = try await endpoint.ended(try await endpoint.submit(Self.ten)["id"])
    let path = "/v1/files/\(job["output_file_id"]?.string ?? "")/content"
    let whole = try await endpoint.ask("GET", path).body
    let list: JSON = ["next": [["fault": "download.bad_gateway", "calls": 2], "download.reset_in_body"]]
    _ = try await endpoint.ask("POST", "/simulator/faults", list)
    for _ in 1...2 { #expect(try await endpoint.ask("GET", path).status == 502) }
    let half = try await endpoint.ask("GET", path)
    #expect(half.ending == .reset && half.body.count == whole.count / 2)
    #expect(try await endpoint.ask("GET", path).body == whole)
  }

  @Test(arguments: BatchRequest.allCases) func everyRequestCanBeStruck(request: BatchRequest) async throws {
    let endpoint = try Endpoint()
    let file = try await endpoint.upload(Endpoint.text(Self.ten)).json["id"]?.string ?? ""
    let job = try await endpoint.create(file: file).json["id"]?.string ?? ""
    _ = try await endpoint.ended(.string(job))
    _ = try await endpoint.ask("POST", "/simulator/faults", .object(JSON.Object([("\(request.rawValue).conflict", 1)])))
    let replies: [BatchRequest: RawReply] = [
      .upload: try await endpoint.upload([65]), .file: try await endpoint.ask("GET", "/v1/files/\(file)"),
      .download: try await endpoint.ask("GET", "/v1/files/\(file)/content"),
      .create: try await endpoint.create(file: file), .poll: try await endpoint.ask("GET", "/v1/batches/\(job)"),
      .list: try await endpoint.ask("GET", "/v1/batches"),
      .cancel: try await endpoint.ask("POST", "/v1/batches/\(job)/cancel"),
    ]
    for (kind, reply) in replies {
      // To cancel a job that has ended is a conflict of its own.
      #expect((reply.status == 409) == (kind == request || kind == .cancel), "\(kind)")
    }
    #expect(endpoint.simulator.tally.faults == ["\(request.rawValue).conflict": 1])
  }

  @Test(arguments: [
    ("poll.late_file", "there is no fault poll.late_file; did you mean `poll.late_file_id`?"),
    ("create.finish_stop", "there is no fault create.finish_stop"),
    ("line.expired", "there is no fault line.expired"),
    ("creat.conflict", "there is no fault creat.conflict; did you mean `create.conflict`?"),
  ]) func namesThatThereAreNot(name: String, message: String) async throws {
    let reply = try await Endpoint().ask("POST", "/simulator/faults", .object(JSON.Object([(name, 1)])))
    #expect(reply.status == 400 && reply.error?["message"]?.string?.hasPrefix(message) == true)
  }

  @Test(
    arguments: [
      (["delay_ms": -1], "delay_ms: -1 is no number from 0 to 86400000"),
      (["done_share": 2], "done_share: 2 is no share from 0 to 1, and not null"),
      (["lines": 0], "lines: 0 is no number from 1 on"), (["finish": 1], "finish: must be true or false"),
      (["x": 1], "there is no setting x; known are delay_ms, done_share, enqueued_tokens, finish, lines"),
      ([1], "the body must be a JSON object such as {\"delay_ms\": 1000}"),
    ] as [(JSON, String)]) func settingsThatMakeNoSense(body: JSON, message: String) async throws
  {
    let endpoint = try Endpoint()
    let reply = try await endpoint.ask("POST", "/simulator/batches", body)
    #expect(reply.status == 400 && reply.error?["message"]?.string == message)
    #expect(
      try await endpoint.ask("GET", "/simulator").json["batch_settings"] == [
        "delay_ms": 0, "done_share": nil, "lines": 50_000, "enqueued_tokens": nil,
      ])
  }

  @Test func flagsOfTheNextCalls() throws {
    var settings = SimulatorSettings()
    try settings.addNext("create.unavailable")
    try settings.addNext("line.missing=2")
    #expect(settings.next.map { $0?.name } == ["create.unavailable", "line.missing", "line.missing"])
    #expect(
      throws: FaultProblem(
        message: "--next stall=x: `x` is no number of calls",
        hint: "write how many calls in a row have the fault: --next stall=3")
    ) { try settings.addNext("stall=x") }
  }
}
