import Formats
import WebServer

/// The input of a batch job: its lines, and what is wrong with them.
///
/// Source of the format and the codes: https://platform.openai.com/docs/guides/batch,
/// https://platform.openai.com/docs/api-reference/batch/request-input.
struct BatchInput {
  /// The lines that make sense, or all of them where none is wrong.
  private(set) var lines = 0
  private(set) var tokens = 0
  private(set) var problems: [BatchJob.Problem] = []

  /// So many problems are told, as more help nobody.
  private static let most = 100

  private let endpoint: String
  private var names: Set<String> = []
  private var model: String?

  /// Reads a file of lines. Linear, one line in memory at a time.
  ///
  /// - Parameters:
  ///   - endpoint: which all lines must name: `/v1/chat/completions`.
  ///   - limit: the most lines.
  init(_ body: WebBody, endpoint: String, limit: Int) throws(BodyFileError) {
    self.endpoint = endpoint
    let ranges = try LineReader.ranges(of: body)
    if ranges.isEmpty {
      problems = [.of(.emptyFile)]
      return
    }
    if body.count > BatchSettings.inputBytes {
      problems = [
        BatchJob.Problem(
          code: "file_too_large",
          message: "The batch input file is larger than the \(BatchSettings.inputBytes) maximum for the "
            + "\(SimulatorSettings.model) model. Please try again with a smaller batch. (simulated)")
      ]
      return
    }
    if ranges.count > limit {
      problems = [.of(.tooManyTasks, limit: limit)]
      return
    }
    for (index, range) in ranges.enumerated() {
      add(try body.read(range), number: index + 1)
      if problems.count >= Self.most { return }
    }
  }

  private mutating func add(_ bytes: [UInt8], number: Int) {
    // What is wrong with it is said right below.
    guard let line = try? JSON.parse(bytes), line.object != nil else {
      return problems.append(.of(.invalidJSONLine, line: number))
    }
    lines += 1
    tokens += bytes.count / 4
    func missing(_ name: String) -> BatchJob.Problem {
      BatchJob.Problem(
        code: "missing_required_parameter", message: "Missing required parameter: '\(name)'.", param: name, line: number
      )
    }
    guard let name = line["custom_id"]?.string, !name.isEmpty else { return problems.append(missing("custom_id")) }
    if !names.insert(name).inserted {
      problems.append(.of(.duplicateCustomID, line: number, value: name))
    }
    guard line["method"]?.string == "POST" else {
      return problems.append(
        BatchJob.Problem(
          code: "invalid_method", message: "Invalid value for 'method': expected 'POST'.", param: "method",
          line: number))
    }
    guard line["url"]?.string == endpoint else {
      return problems.append(.of(.urlMismatch, line: number, value: endpoint))
    }
    guard let body = line["body"], body.object != nil else { return problems.append(missing("body")) }
    guard let model = body["model"]?.string else { return problems.append(missing("body.model")) }
    guard let first = self.model else {
      self.model = model
      if model != SimulatorSettings.model {
        problems.append(
          BatchJob.Problem(
            code: "model_not_found",
            message: "The provided model '\(model)' is not supported by the Batch API; there is "
              + "'\(SimulatorSettings.model)' (simulated)", param: "body.model", line: number))
      }
      return
    }
    if model != first { problems.append(.of(.modelMismatch, line: number, value: first)) }
  }
}

extension BatchJob.Problem {
  /// A problem with a code of its own, where it is found and where it is a fault that was asked for.
  ///
  /// - Parameters:
  ///   - value: the name, the endpoint or the model that it is about.
  ///   - limit: of lines, or of tokens.
  static func of(
    _ fault: JobFault, line: Int? = nil, value: String = "", limit: Int = 50_000
  ) -> BatchJob.Problem {
    let text: String
    var param: String?
    switch fault {
    case .invalidJSONLine: text = "This line is not parseable as valid JSON."
    case .duplicateCustomID:
      text = "The custom_id for this request is a duplicate of another request: '\(value)'."
      param = "custom_id"
    case .urlMismatch:
      text = "The URL provided for this request does not match the batch endpoint '\(value)'."
      param = "url"
    case .modelMismatch:
      text = "The model of this request does not match the model of the batch, '\(value)'."
      param = "body.model"
    case .emptyFile: text = "The input file is empty."
    case .tooManyTasks: text = "The batch input file has more than the maximum of \(limit) requests."
    case .tokenLimitExceeded:
      text =
        "Enqueued token limit reached for \(SimulatorSettings.model) in organization simulated. Limit: \(limit) enqueued "
        + "tokens. Please try again once some in_progress batches have been completed."
    case .expired: text = "The batch has expired."
    }
    return BatchJob.Problem(code: fault.rawValue, message: "\(text) (simulated)", param: param, line: line)
  }
}
