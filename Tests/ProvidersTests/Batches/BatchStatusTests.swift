import Formats
import Testing
import World

@testable import Providers

/// Jobs as providers describe them.
@Suite struct BatchStatusTests {
  @Test func everyMemberOfOpenAIsIsRead() throws {
    let json = try JSON.parse(
      """
      {"id": "batch_1", "object": "batch", "endpoint": "/v1/chat/completions", "status": "failed",
       "errors": {"object": "list", "data": [
         {"code": "duplicate_custom_id", "message": "The custom_id 'x' is\\nused twice", "param": "custom_id", "line": 2},
         {"code": null, "message": null, "param": null, "line": null}]},
       "input_file_id": "file-in", "output_file_id": "", "error_file_id": "file-err", "created_at": 1763631000,
       "expires_at": 1763717400, "request_counts": {"total": 100, "completed": 95, "failed": 5},
       "metadata": {"libtool_intent": "i-1", "other": "x"}}
      """)
    #expect(
      BatchStatus(openAI: json)
        == BatchStatus(
          id: "batch_1", state: .failed, wire: "failed", inputFile: "file-in", errorFile: "file-err", total: 100,
          completed: 95, failed: 5, createdAt: Timestamp(milliseconds: 1_763_631_000_000),
          expiresAt: Timestamp(milliseconds: 1_763_717_400_000), intent: "i-1",
          errors: [
            BatchError(
              code: "duplicate_custom_id", message: "The custom_id 'x' is used twice", line: 2, param: "custom_id"),
            BatchError(code: "", message: ""),
          ]))
  }

  @Test(
    arguments: [
      ("validating", .validating, false), ("in_progress", .inProgress, false), ("finalizing", .finalizing, false),
      ("completed", .completed, true), ("failed", .failed, true), ("expired", .expired, true),
      ("cancelling", .cancelling, false), ("cancelled", .cancelled, true), ("canceled", .cancelled, true),
      ("queued", .inProgress, false), ("", .inProgress, false),
    ] as [(String, BatchStatus.State, Bool)])
  func everyWordOfOpenAI(wire: String, state: BatchStatus.State, isFinal: Bool) throws {
    let status = try #require(BatchStatus(openAI: ["id": "b", "status": .string(wire)]))
    #expect(status.state == state && status.wire == wire && status.isFinal == isFinal)
    #expect(status == BatchStatus(id: "b", state: state, wire: wire))
  }

  @Test(arguments: [
    #"{}"#, #"{"id":"","status":"completed"}"#, #"{"id":1,"status":"completed"}"#, #"{"id":"b"}"#, #"[]"#, #"null"#,
    #"{"id":"b","status":null}"#,
  ])
  func whatIsNoJob(text: String) throws {
    #expect(BatchStatus(openAI: try JSON.parse(text)) == nil)
    #expect(BatchStatus(anthropic: try JSON.parse(text.replacing("status", with: "processing_status"))) == nil)
  }

  @Test func membersOfOtherTypesAreAbsent() throws {
    let json = try JSON.parse(
      """
      {"id": "b", "status": "completed", "errors": "none", "input_file_id": 3, "output_file_id": null, "created_at": "now",
       "expires_at": 1e300, "request_counts": {"total": -3, "completed": "2", "failed": 1e99}, "metadata": []}
      """)
    #expect(BatchStatus(openAI: json) == BatchStatus(id: "b", state: .completed, wire: "completed"))
  }

  @Test(
    arguments: [
      // Seen before its files: to be looked at again.
      ("completed", 3, 2, nil, nil, true), ("completed", 3, 2, nil, "e", true), ("completed", 3, 0, nil, nil, true),
      ("expired", 3, 2, nil, "e", true), ("cancelled", 3, 2, nil, nil, true),
      // There, or there is nothing to come.
      ("completed", 3, 2, "o", nil, false), ("completed", 3, 0, nil, "e", false), ("completed", 0, 0, nil, nil, false),
      ("expired", 3, 0, nil, nil, false), ("cancelled", 3, 0, nil, nil, false), ("failed", 3, 2, nil, nil, false),
      ("in_progress", 3, 2, nil, nil, false), ("finalizing", 3, 3, nil, nil, false),
    ] as [(String, Int, Int, String?, String?, Bool)])
  func filesThatAreAwaited(
    wire: String, total: Int, completed: Int, output: String?, errors: String?, awaits: Bool
  ) throws {
    let status = try #require(
      BatchStatus(openAI: [
        "id": "b", "status": .string(wire), "output_file_id": .string(output ?? ""),
        "error_file_id": errors.map(JSON.string) ?? .null,
        "request_counts": ["total": .integer(total), "completed": .integer(completed), "failed": 0],
      ]))
    #expect(status.awaitsFile == awaits)
  }

  @Test(
    arguments: [
      ("in_progress", nil, .inProgress, false), ("canceling", nil, .cancelling, false),
      ("ended", "https://api.anthropic.com/x", .completed, false), ("ended", nil, .completed, true),
      ("strange", nil, .inProgress, false),
    ] as [(String, String?, BatchStatus.State, Bool)])
  func everyWordOfAnthropic(wire: String, results: String?, state: BatchStatus.State, awaits: Bool) throws {
    let json: JSON = [
      "id": "msgbatch_1", "type": "message_batch", "processing_status": .string(wire),
      "request_counts": ["processing": 1, "succeeded": 20, "errored": 300, "canceled": 4000, "expired": 50000],
      "created_at": "2025-11-20T09:30:00.5Z", "expires_at": "2025-11-21T09:30:00+00:00", "ended_at": .null,
      "results_url": results.map(JSON.string) ?? .null,
    ]
    let status = try #require(BatchStatus(anthropic: json))
    #expect(
      status
        == BatchStatus(
          id: "msgbatch_1", state: state, wire: wire, outputFile: results, total: 54_321, completed: 20, failed: 54_300,
          createdAt: Timestamp(milliseconds: 1_763_631_000_500),
          expiresAt: Timestamp(milliseconds: 1_763_717_400_000)))
    #expect(status.awaitsFile == awaits)
  }

  @Test func resultsThatAreGone() throws {
    let status = try #require(
      BatchStatus(anthropic: [
        "id": "m", "processing_status": "ended", "archived_at": "2025-12-19T09:30:00Z", "results_url": .null,
        "request_counts": ["succeeded": 2],
      ]))
    #expect(status.isFinal && status.areResultsGone)
  }

  /// A job that was cancelled while it was checked has counted no lines: none was worked on.
  @Test(arguments: [
    ("cancelled", 0, 0, true), ("cancelled", 4, 0, false), ("cancelled", 4, 1, false), ("expired", 0, 0, false),
    ("completed", 0, 0, false),
  ])
  func neverBegun(status: String, total: Int, completed: Int, wasNeverBegun: Bool) throws {
    let status = try #require(
      BatchStatus(openAI: [
        "id": "b", "status": .string(status),
        "request_counts": ["total": .integer(total), "completed": .integer(completed)],
      ]))
    #expect(status.wasNeverBegun == wasNeverBegun)
  }

  /// A job that is done without a file: a quarter of an hour by the clock, sixty looks without one.
  @Test(arguments: [
    (0, 0, 0, true), (0, 899, 3, true), (0, 900, 0, false), (0, 0, 60, false), (nil, 1_000_000, 59, true),
    (nil, 0, 60, false),
  ])
  func waitsForAFile(ended: Int64?, now: Int64, looks: Int, awaits: Bool) {
    var status = BatchStatus(id: "b", state: .completed, wire: "completed", total: 1, completed: 1)
    status.endedAt = ended.map { Timestamp(milliseconds: $0 * 1000) }
    #expect(status.awaitsFile(at: Timestamp(milliseconds: now * 1000), looks: looks) == awaits)
    status.outputFile = "f"
    #expect(!status.awaitsFile(at: Timestamp(milliseconds: now * 1000), looks: looks))
  }

  @Test func endsByTheProvidersClock() throws {
    let ended = try #require(
      BatchStatus(openAI: ["id": "b", "status": "expired", "completed_at": .null, "expired_at": 1_763_717_400]))
    #expect(ended.endedAt == Timestamp(milliseconds: 1_763_717_400_000))
    let open = try #require(BatchStatus(openAI: ["id": "b", "status": "in_progress", "completed_at": .null]))
    #expect(open.endedAt == nil)
  }
}
