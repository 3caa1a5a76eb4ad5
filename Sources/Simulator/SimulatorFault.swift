import Providers

/// A fault that the simulator can be told to show.
public enum SimulatorFault: Hashable, Sendable {
  /// One of the model's.
  case model(SimulatedFault)
  /// One of the endpoint's, in a call of the model: live, or a line of a batch where it can be shown there.
  case endpoint(EndpointFault)
  /// One of the endpoint's, in a request that is no call of the model: `create.unavailable`.
  case request(BatchRequest, EndpointFault)
  /// One that a look at a batch job shows: `poll.late_file_id`.
  case poll(PollFault)
  /// One of a whole batch job: `job.expired`.
  case job(JobFault)
  /// One of a line of a batch job's results: `line.missing`.
  case line(LineFault)

  /// The fault of a name, as flags and `/simulator/faults` use it.
  public init?(name: String) {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let found: SimulatorFault?
    if parts.count == 1 {
      found =
        SimulatedFault(rawValue: name).map { .model($0) } ?? EndpointFault(rawValue: name).map { .endpoint($0) }
    } else {
      switch parts[0] {
      case "job": found = JobFault(rawValue: parts[1]).map { .job($0) }
      case "line": found = LineFault(rawValue: parts[1]).map { .line($0) }
      default:
        if parts[0] == "poll", let fault = PollFault(rawValue: parts[1]) {
          found = .poll(fault)
        } else if let request = BatchRequest(rawValue: parts[0]), let fault = EndpointFault(rawValue: parts[1]),
          fault.canStrikeAnyRequest
        {
          found = .request(request, fault)
        } else {
          found = nil
        }
      }
    }
    guard let found else { return nil }
    self = found
  }

  public var name: String {
    switch self {
    case .model(let fault): fault.rawValue
    case .endpoint(let fault): fault.rawValue
    case .request(let request, let fault): "\(request.rawValue).\(fault.rawValue)"
    case .poll(let fault): "poll.\(fault.rawValue)"
    case .job(let fault): "job.\(fault.rawValue)"
    case .line(let fault): "line.\(fault.rawValue)"
    }
  }

  /// All faults that have a name of their own: not those of requests, which are each of the endpoint's at each request.
  public static let all: [SimulatorFault] =
    EndpointFault.allCases.map { .endpoint($0) } + SimulatedFault.allCases.map { .model($0) }
    + PollFault.allCases.map { .poll($0) } + JobFault.allCases.map { .job($0) } + LineFault.allCases.map { .line($0) }

  /// Those of requests.
  static let ofRequests: [SimulatorFault] = BatchRequest.allCases.flatMap { request in
    EndpointFault.allCases.filter(\.canStrikeAnyRequest).map { .request(request, $0) }
  }
}

/// A fault of a server around a model, by its name in flags and at `/simulator/faults`.
///
/// Those with an error status reach no model: they come at once, without latency, and cost nothing. All others come after
/// the model's latency, and what the model made is paid. Of all that strike, the first in this order shows.
public enum EndpointFault: String, Hashable, Sendable, CaseIterable {
  /// 400 for a request with tools: the endpoint has none.
  case noTools = "no_tools"
  /// 400 for `response_format` `json_schema`.
  case noJSONSchema = "no_json_schema"
  /// 400 for `max_completion_tokens`: an older endpoint, which only knows `max_tokens`.
  case noMaxCompletionTokens = "no_max_completion_tokens"
  /// 401 `invalid_api_key`.
  case unauthorized
  /// 429 `insufficient_quota`: waiting does not help.
  case quota
  /// 429 with a `Retry-After` that is a date, two seconds from now.
  case rateLimitDate = "rate_limit_date"
  /// 429 with `retry-after-ms: 250` beside `Retry-After: 1`.
  case rateLimitMilliseconds = "rate_limit_ms"
  /// 429 with `Retry-After: 10800`.
  case rateLimitThreeHours = "rate_limit_three_hours"
  /// 429 without any advice.
  case rateLimitBare = "rate_limit_bare"
  /// 408.
  case requestTimeout = "request_timeout"
  /// 409.
  case conflict
  /// 500.
  case internalError = "internal_error"
  /// 502.
  case badGateway = "bad_gateway"
  /// 503.
  case unavailable
  /// 529, as some providers say that they are overloaded.
  case overloaded
  /// 502 with a page of HTML, as a proxy sends it.
  case htmlError = "html_error"
  /// The connection is reset before the status.
  case resetBeforeHeaders = "reset_before_headers"
  /// The connection is reset after the headers.
  case resetAfterHeaders = "reset_after_headers"
  /// The connection is reset after half of the body.
  case resetInBody = "reset_in_body"
  /// Nothing comes at all, until the client leaves.
  case stall
  /// Half of the body comes, then nothing, until the client leaves.
  case stallInBody = "stall_in_body"
  /// The body never ends.
  case endlessBody = "endless_body"
  /// The body comes in about ten pieces, with 200 ms before each.
  case slowDrip = "slow_drip"
  /// `finish_reason` `stop` around a whole tool call, as endpoints say that were told which tool to call.
  case finishStop = "finish_stop"
  /// `finish_reason` `function_call`, and the call in the form before there were tools.
  case finishFunctionCall = "finish_function_call"
  /// A `finish_reason` that the format does not know.
  case finishUnknown = "finish_unknown"
  /// `finish_reason` null.
  case finishMissing = "finish_missing"
  /// Half of a surrogate pair, `\ud83d`, in the first text of the answer.
  case loneSurrogate = "lone_surrogate"
  /// No `usage`.
  case missingUsage = "missing_usage"
}
