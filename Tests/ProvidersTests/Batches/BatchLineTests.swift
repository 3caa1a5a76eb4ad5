import Formats
import Testing

@testable import Providers

/// Every shape that a line of results is known to have, and some that nobody should send.
@Suite struct BatchLineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var line: String
    /// As `text(of:)` writes it.
    var read: String
  }

  static let openAI = [
    Case(
      testDescription: "an answer",
      line:
        #"{"id":"r","custom_id":"a1","response":{"status_code":200,"request_id":"q","body":{"choices":[1.50]}},"error":null}"#,
      read: #"answered a1 200 q {"choices":[1.50]}"#),
    Case(
      testDescription: "an error's answer",
      line:
        #"{"custom_id":"a1","response":{"status_code":400,"body":{"error":{"message":"no"}}},"error":null}"#,
      read: #"answered a1 400 - {"error":{"message":"no"}}"#),
    Case(
      testDescription: "an answer that is text",
      line: #"{"custom_id":"a1","response":{"status_code":502,"body":"<html>"}}"#, read: "answered a1 502 - <html>"),
    Case(
      testDescription: "an answer with an error beside it",
      line: #"{"custom_id":"a1","response":{"status_code":200,"body":{}},"error":{"code":"x"}}"#,
      read: "answered a1 200 - {}"),
    Case(
      testDescription: "half a character in an answer",
      line: #"{"custom_id":"a1","response":{"status_code":200,"body":{"c":"a\ud800"}}}"#,
      read: #"answered a1 200 - {"c":"a�"}"#),
    Case(
      testDescription: "status 0 without an error",
      line: #"{"custom_id":"a1","response":{"status_code":0,"request_id":"","body":null},"error":null}"#,
      read: "failed a1 no_answer: status 0"),
    Case(
      testDescription: "success without a body",
      line: #"{"custom_id":"a1","response":{"status_code":200,"body":null},"error":null}"#,
      read: "failed a1 no_answer: status 200"),
    Case(
      testDescription: "nothing at all", line: #"{"custom_id":"a1","response":null,"error":null}"#,
      read: "failed a1 no_answer: status 0"),
    Case(testDescription: "only its name", line: #"{"custom_id":"a1"}"#, read: "failed a1 no_answer: status 0"),
    Case(
      testDescription: "expired",
      line:
        #"{"custom_id":"a1","response":null,"error":{"code":"batch_expired","message":"This request could not be executed."}}"#,
      read: "failed a1 batch_expired: This request could not be executed."),
    Case(
      testDescription: "cancelled", line: #"{"custom_id":"a1","error":{"code":"batch_cancelled"}}"#,
      read: "failed a1 batch_cancelled: "),
    Case(
      testDescription: "timed out, with control characters",
      line: #"{"custom_id":"a1","response":null,"error":{"code":"request_timeout","message":"too\u001b[31m\nslow"}}"#,
      read: "failed a1 request_timeout: too [31m slow"),
    Case(
      testDescription: "an error of another type", line: #"{"custom_id":"a1","response":null,"error":"dead"}"#,
      read: "failed a1 no_answer: "),
    Case(
      testDescription: "cut off",
      line: #"{"custom_id":"a1","response":{"status_code":200,"body":{"choices":[1]"#,
      read: #"malformed {"custom_id":"a1","response":{"status_code":200,"body":{"choices":[1]"#),
    Case(testDescription: "no JSON", line: "<html>\u{1B}x", read: "malformed <html> x"),
    Case(
      testDescription: "no name", line: #"{"response":{"status_code":200,"body":{}}}"#,
      read: #"malformed {"response":{"status_code":200,"body":{}}}"#),
    Case(testDescription: "an empty name", line: #"{"custom_id":""}"#, read: #"malformed {"custom_id":""}"#),
    Case(testDescription: "a name that is a number", line: #"{"custom_id":1}"#, read: #"malformed {"custom_id":1}"#),
    Case(
      testDescription: "two on a line", line: #"{"custom_id":"a1"}{"custom_id":"a2"}"#,
      read: #"malformed {"custom_id":"a1"}{"custom_id":"a2"}"#),
    Case(testDescription: "an array", line: #"[{"custom_id":"a1"}]"#, read: #"malformed [{"custom_id":"a1"}]"#),
    Case(
      testDescription: "deep nonsense", line: String(repeating: "[", count: 100_000),
      read: "malformed " + String(repeating: "[", count: 300)),
  ]

  @Test(arguments: openAI) func linesOfOpenAI(_ sample: Case) {
    #expect(Self.text(of: .openAI(Array(sample.line.utf8))) == sample.read)
  }

  static let anthropic = [
    Case(
      testDescription: "an answer",
      line: #"{"custom_id":"a1","result":{"type":"succeeded","message":{"type":"message","content":[]}}}"#,
      read: #"answered a1 200 - {"type":"message","content":[]}"#),
    Case(
      testDescription: "an error in its envelope",
      line:
        #"{"custom_id":"a1","result":{"type":"errored","error":{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: too large"},"request_id":"r"}}}"#,
      read: "failed a1 invalid_request_error: max_tokens: too large"),
    Case(
      testDescription: "a bare error",
      line: #"{"custom_id":"a1","result":{"type":"errored","error":{"type":"api_error","message":"Internal"}}}"#,
      read: "failed a1 api_error: Internal"),
    Case(
      testDescription: "an error without a word", line: #"{"custom_id":"a1","result":{"type":"errored"}}"#,
      read: "failed a1 errored: "),
    Case(
      testDescription: "canceled", line: #"{"custom_id":"a1","result":{"type":"canceled"}}"#,
      read: "failed a1 canceled: "),
    Case(
      testDescription: "expired", line: #"{"custom_id":"a1","result":{"type":"expired"}}"#,
      read: "failed a1 expired: "),
    Case(
      testDescription: "success without a message", line: #"{"custom_id":"a1","result":{"type":"succeeded"}}"#,
      read: "failed a1 no_answer: result `succeeded`"),
    Case(
      testDescription: "an unknown result", line: #"{"custom_id":"a1","result":{"type":"paused"}}"#,
      read: "failed a1 no_answer: result `paused`"),
    Case(testDescription: "no result", line: #"{"custom_id":"a1"}"#, read: "failed a1 no_answer: result ``"),
    Case(
      testDescription: "cut off", line: #"{"custom_id":"a1","result":{"type":"succ"#,
      read: #"malformed {"custom_id":"a1","result":{"type":"succ"#),
  ]

  @Test(arguments: anthropic) func linesOfAnthropic(_ sample: Case) {
    #expect(Self.text(of: .anthropic(Array(sample.line.utf8))) == sample.read)
  }

  static func text(of line: BatchLine) -> String {
    switch line {
    case .answered(let id, let answer):
      "answered \(id) \(answer.status) \(answer.header("x-request-id") ?? "-") \(String(decoding: answer.body, as: UTF8.self))"
    case .failed(let id, let code, let message): "failed \(id) \(code): \(message)"
    case .malformed(let text): "malformed \(text)"
    }
  }
}
