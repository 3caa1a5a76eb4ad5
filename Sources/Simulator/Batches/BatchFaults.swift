/// A request about files and batch jobs, at which a fault of the endpoint can strike.
public enum BatchRequest: String, Hashable, Sendable, CaseIterable {
  /// `POST /v1/files`.
  case upload
  /// `GET /v1/files`, and to look at or delete one.
  case file
  /// `GET /v1/files/{id}/content`, and `GET /v1/messages/batches/{id}/results`.
  case download
  /// `POST /v1/batches`, `POST /v1/messages/batches`.
  case create
  /// To look at one job.
  case poll
  /// To list jobs.
  case list
  /// To cancel a job.
  case cancel
}

/// What a look at a batch job may show.
public enum PollFault: String, Hashable, Sendable, CaseIterable {
  /// A job that has ended shows no file yet: its ids are null.
  case lateFileID = "late_file_id"
  /// A file that there is not has an empty string for its id instead of null.
  case emptyFileID = "empty_file_id"
  /// 200 with `Retry-After: 2`: come back later.
  case retryAfter = "retry_after"
}

/// What may become of a whole batch job. Those but `expired` are of OpenAI's interface: the job fails validation with the
/// code of that name, whatever its file holds.
public enum JobFault: String, Hashable, Sendable, CaseIterable {
  case invalidJSONLine = "invalid_json_line"
  case duplicateCustomID = "duplicate_custom_id"
  case urlMismatch = "url_mismatch"
  case modelMismatch = "model_mismatch"
  case emptyFile = "empty_file"
  case tooManyTasks = "too_many_tasks"
  case tokenLimitExceeded = "token_limit_exceeded"
  /// The job's time is over when a part of it is done.
  case expired
}

/// What may become of a line of a batch job's results. Of all that strike, the first in this order shows.
public enum LineFault: String, Hashable, Sendable, CaseIterable {
  /// The model was not reached: HTTP 500, in the error file.
  case error
  /// The call took too long: no response, and the error `request_timeout`, in the error file.
  case requestTimeout = "request_timeout"
  /// `"status_code":0` and `"error":null`, in the output file.
  case noAnswer = "no_answer"
  /// The line ends in the middle, so that it is no JSON.
  case malformed
  /// The line comes twice.
  case repeated
  /// One more line, with a `custom_id` that nobody has sent.
  case unknown
  /// The line is in neither file.
  case missing
}

extension EndpointFault {
  /// Whether it can strike a request that is no call of the model.
  var canStrikeAnyRequest: Bool {
    switch self {
    case .noTools, .noJSONSchema, .noMaxCompletionTokens, .finishStop, .finishFunctionCall, .finishUnknown,
      .finishMissing, .loneSurrogate, .missingUsage:
      false
    default: true
    }
  }

  /// Whether it can strike a line of a batch, which has no connection of its own.
  var canStrikeLines: Bool {
    switch self {
    case .htmlError, .resetBeforeHeaders, .resetAfterHeaders, .resetInBody, .stall, .stallInBody, .endlessBody,
      .slowDrip:
      false
    default: true
    }
  }
}

extension SimulatorFault {
  /// What it strikes at, where that is about batch jobs; nil for a call of the model.
  var scope: FaultPlan.Scope? {
    switch self {
    case .model, .endpoint: nil
    case .request(let request, _): .request(request)
    case .poll: .request(.poll)
    case .job: .job
    case .line: .line
    }
  }
}

extension FaultPlan.Scope {
  static let all: [FaultPlan.Scope] = BatchRequest.allCases.map { .request($0) } + [.job, .line]

  /// The faults that may strike here, in the order in which one of several shows.
  var faults: [SimulatorFault] {
    switch self {
    case .request(let request):
      EndpointFault.allCases.filter(\.canStrikeAnyRequest).map { .request(request, $0) }
        + (request == .poll ? PollFault.allCases.map { .poll($0) } : [])
    case .job: JobFault.allCases.map { .job($0) }
    case .line: LineFault.allCases.map { .line($0) }
    }
  }
}
