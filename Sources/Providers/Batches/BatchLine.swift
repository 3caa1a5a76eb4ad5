/// One line of a job's results.
public enum BatchLine: Sendable {
  /// An answer as a call would have had it, with whatever status; `BatchService.read` reads it.
  case answered(customID: String, RawAnswer)
  /// The line has no answer.
  ///
  /// The code is the provider's: `batch_expired`, `batch_cancelled`, `request_timeout` of OpenAI; `expired`, `canceled` and
  /// the type of an error, such as `invalid_request_error`, of Anthropic. `no_answer` where there is neither answer nor
  /// reason, as with `"status_code": 0`.
  case failed(customID: String, code: String, message: String)
  /// No JSON, or without a `custom_id`; its first characters, without control characters.
  case malformed(String)
}
