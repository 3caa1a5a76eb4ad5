import ContentModel
import Formats
import Providers
import WebServer
import World

/// The answer of the model on its way to becoming an answer of HTTP, with the endpoint's fault.
struct ChatAnswer {
  /// Stands in an answer where half of a surrogate pair will; nothing else uses it (private use area).
  private static let marker: Character = "\u{E5A1}"

  /// The response, without the headers of limits.
  ///
  /// - Parameters:
  ///   - fault: one that lets the model answer.
  static func response(
    _ given: SimulatedAnswer, to request: ChatRequest, fault: EndpointFault?, created: Timestamp
  ) -> WebResponse {
    var answer = given
    let form = fault == .finishFunctionCall && request.form == .toolCall ? .functionCall : request.form
    var body = answer.body(model: request.model, tool: request.tool.name, form: form, created: created)
    if case .error(let status, _, _, _, let headers) = answer.outcome {
      return WebResponse(status: status, json: body, headers: headers)
    }
    if fault == .loneSurrogate { body = marked(body) }
    body = changed(body, by: fault)
    var response: WebResponse
    if request.streams {
      let events = EventStream.events(of: body, includesUsage: request.streamsUsage)
      response = WebResponse(headers: [("Content-Type", "text/event-stream")], body: events)
    } else {
      response = WebResponse(json: body)
    }
    if fault == .loneSurrogate { response.body = halved(response.body) }
    response.fate = fate(fault, isHalf: answer.isHalf, size: response.body.count)
    return response
  }

  /// What a fault changes in the body of a completion.
  private static func changed(_ body: JSON, by fault: EndpointFault?) -> JSON {
    guard var object = body.object, var choice = object["choices"]?.array?.first?.object else { return body }
    switch fault {
    case .finishStop: choice["finish_reason"] = "stop"
    case .finishFunctionCall: choice["finish_reason"] = "function_call"
    case .finishUnknown: choice["finish_reason"] = "eos_token"
    case .finishMissing: choice["finish_reason"] = .null
    case .missingUsage: object["usage"] = nil
    default: break
    }
    object["choices"] = [.object(choice)]
    return .object(object)
  }

  static func fate(_ fault: EndpointFault?, isHalf: Bool, size: Int) -> WebResponse.Fate {
    switch fault {
    case .resetBeforeHeaders: .ends(.reset, after: .nothing)
    case .resetAfterHeaders: .ends(.reset, after: .headers)
    case .resetInBody: .ends(.reset, after: .halfOfBody)
    case .stall: .ends(.stall, after: .nothing)
    case .stallInBody: .ends(.stall, after: .halfOfBody)
    case .endlessBody: .endless
    case .slowDrip: .drip(bytes: max(1, (size + 9) / 10), every: .milliseconds(200))
    default: isHalf ? .ends(.close, after: .halfOfBody) : .whole
    }
  }

  /// The body with the marker in the first text of the answer.
  private static func marked(_ body: JSON) -> JSON {
    guard var object = body.object, var choice = object["choices"]?.array?.first?.object,
      var message = choice["message"]?.object
    else { return body }
    if let text = message["content"]?.string { message["content"] = .string(marked(text)) }
    if case .object(var call)? = message["tool_calls"]?.array?.first, var function = call["function"]?.object {
      function["arguments"] = .string(marked(function["arguments"]?.string ?? ""))
      call["function"] = .object(function)
      message["tool_calls"] = [.object(call)]
    }
    choice["message"] = .object(message)
    object["choices"] = [.object(choice)]
    return .object(object)
  }

  /// A text with the marker: in JSON at the beginning of the longest text, else at the beginning.
  private static func marked(_ text: String) -> String {
    // What is no JSON is prose, or an answer that was cut off.
    guard let json = try? JSON.parse(text), json.object != nil else { return String(marker) + text }
    var longest = ""
    func look(_ json: JSON) {
      switch json {
      case .string(let text): if text.utf8.count > longest.utf8.count { longest = text }
      case .array(let elements): elements.forEach(look)
      case .object(let object): object.members.forEach { look($0.value) }
      default: break
      }
    }
    look(json)
    let spelled = JSON.string(longest).text
    guard let place = text.firstRange(of: spelled) else { return text }
    return text.replacingCharacters(in: place, with: "\"" + String(marker) + spelled.dropFirst())
  }

  /// The bytes with half of a surrogate pair in the place of the marker.
  private static func halved(_ bytes: [UInt8]) -> [UInt8] {
    let marker = Array(String(Self.marker).utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == marker[0], bytes[index...].starts(with: marker) {
        result += Array("\\ud83d".utf8)
        index += marker.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: some StringProtocol) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
