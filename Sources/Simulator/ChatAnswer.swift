import ContentModel
import Formats
import Providers
import WebServer
import World

/// The answer of the model on its way to becoming an answer of HTTP, or a line of a batch, with the endpoint's fault.
struct ChatAnswer {
  var answer: SimulatedAnswer
  var request: ChatRequest
  /// One that lets the model answer.
  var fault: EndpointFault?
  var created: Timestamp
  /// Where the tokens of the prompt come from, in Anthropic's interface.
  var split = MessagesCache.Split(fresh: 0, written: 0, read: 0)
  var isBatch = false

  /// The response, without the headers of limits.
  func response() -> WebResponse {
    if let error { return error.response(in: request.dialect) }
    var response: WebResponse
    if request.streams {
      let events = EventStream.events(of: body(), includesUsage: request.streamsUsage)
      response = WebResponse(headers: [("Content-Type", "text/event-stream")], body: events)
    } else {
      response = WebResponse(json: body())
    }
    if fault == .loneSurrogate { response.body = LoneSurrogate.halved(response.body) }
    response.fate = Self.fate(fault, isHalf: answer.isHalf, size: response.body.count)
    return response
  }

  private var error: EndpointError? {
    guard case .error(let status, let type, let code, let message, let headers) = answer.outcome else { return nil }
    return EndpointError(status: status, type: type, code: code, message: message, headers: headers)
  }

  private func body() -> JSON {
    switch request.dialect {
    case .anthropic:
      let message = MessageAnswer.body(answer, to: request, split: split, isBatch: isBatch, fault: fault)
      return fault == .loneSurrogate ? Self.markedMessage(message) : message
    case .openAI:
      var answer = answer
      let form = fault == .finishFunctionCall && request.form == .toolCall ? .functionCall : request.form
      let body = answer.body(model: request.model, tool: request.tool.name, form: form, created: created)
      return Self.changed(fault == .loneSurrogate ? Self.marked(body) : body, by: fault)
    }
  }

  /// What a fault changes in the body of a completion.
  private static func changed(_ body: JSON, by fault: EndpointFault?) -> JSON {
    guard let fault, var object = body.object, var choice = object["choices"]?.array?.first?.object else { return body }
    switch fault {
    case .finishStop: choice["finish_reason"] = "stop"
    case .finishFunctionCall: choice["finish_reason"] = "function_call"
    case .finishUnknown: choice["finish_reason"] = "eos_token"
    case .finishMissing: choice["finish_reason"] = .null
    case .missingUsage: object["usage"] = nil
    default: return body
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

  /// The completion with the marker in a text of the answer.
  private static func marked(_ body: JSON) -> JSON {
    guard var object = body.object, var choice = object["choices"]?.array?.first?.object,
      var message = choice["message"]?.object
    else { return body }
    if let text = message["content"]?.string { message["content"] = .string(LoneSurrogate.marked(text)) }
    if case .object(var call)? = message["tool_calls"]?.array?.first, var function = call["function"]?.object {
      function["arguments"] = .string(LoneSurrogate.marked(function["arguments"]?.string ?? ""))
      call["function"] = .object(function)
      message["tool_calls"] = [.object(call)]
    }
    choice["message"] = .object(message)
    object["choices"] = [.object(choice)]
    return .object(object)
  }

  /// The message with the marker in a text of the answer.
  private static func markedMessage(_ body: JSON) -> JSON {
    guard var message = body.object, var block = message["content"]?.array?.first?.object else { return body }
    if let text = block["text"]?.string { block["text"] = .string(LoneSurrogate.marked(text)) }
    if let input = block["input"] { block["input"] = LoneSurrogate.marked(input) }
    message["content"] = [.object(block)]
    return .object(message)
  }
}
