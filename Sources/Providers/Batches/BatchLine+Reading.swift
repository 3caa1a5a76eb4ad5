import Formats

extension BatchLine {
  /// Reads a line of an output or error file of OpenAI's. Source of the format:
  /// https://platform.openai.com/docs/api-reference/batch/request-output.
  ///
  /// An answer with an error status is an answer. Where there is an answer, an error beside it is passed over.
  static func openAI(_ bytes: [UInt8]) -> BatchLine {
    guard let (json, customID) = whole(bytes) else { return .malformed(beginning(of: bytes)) }
    let response = json["response"]
    let status = response?["status_code"]?.integer ?? 0
    if (100...999).contains(status), let body = response?["body"], !body.isNull {
      let headers = response?["request_id"]?.string.map { [("x-request-id", $0)] } ?? []
      let text = body.string.map { Array($0.utf8) } ?? Array(body.text.utf8)
      return .answered(customID: customID, RawAnswer(status: status, headers: headers, body: text))
    }
    guard let error = json["error"], !error.isNull else { return noAnswer(customID, "status \(status)") }
    let code = error["code"]?.string ?? error["type"]?.string ?? "no_answer"
    return .failed(customID: customID, code: line(code), message: line(error["message"]?.string ?? ""))
  }

  /// Reads a line of the results of Anthropic's Message Batches. Source of the format:
  /// https://docs.anthropic.com/en/api/retrieving-message-batch-results.
  static func anthropic(_ bytes: [UInt8]) -> BatchLine {
    guard let (json, customID) = whole(bytes) else { return .malformed(beginning(of: bytes)) }
    let result = json["result"]
    let type = result?["type"]?.string ?? ""
    if type == "succeeded", let message = result?["message"], message.object != nil {
      return .answered(customID: customID, RawAnswer(status: 200, body: Array(message.text.utf8)))
    }
    // The error stands within an object of the type `error`, as in an answer of HTTP.
    let error = result?["error"]?["error"] ?? result?["error"]
    let code: String? =
      switch type {
      case "errored": error?["type"]?.string ?? type
      case "canceled", "expired": type
      default: nil
      }
    guard let code else { return noAnswer(customID, "result `\(line(type))`") }
    return .failed(customID: customID, code: line(code), message: line(error?["message"]?.string ?? ""))
  }

  private static func noAnswer(_ customID: String, _ message: String) -> BatchLine {
    .failed(customID: customID, code: "no_answer", message: message)
  }

  /// The line as an object with its `custom_id`. One that was cut off is none, nor is one with other text around it: what
  /// would be read out of it might be half an answer. Slips within texts are mended.
  private static func whole(_ bytes: [UInt8]) -> (JSON, String)? {
    let reading = TolerantJSON.read(bytes)
    let isWhole = reading.repairs.allSatisfy {
      switch $0 {
      case .truncated, .malformed, .codeFence, .surroundingText: false
      case .trailingComma, .loneSurrogate, .notUTF8, .controlCharacter, .unknownEscape, .repeatedName: true
      }
    }
    guard isWhole, let json = reading.value, let customID = json["custom_id"]?.string, !customID.isEmpty else {
      return nil
    }
    return (json, customID)
  }

  /// The first characters of a line that cannot be read.
  static func beginning(of bytes: [UInt8]) -> String { line(String(decoding: bytes.prefix(300), as: UTF8.self)) }

  private static func line(_ text: String) -> String { ProviderError.line(text) }
}
