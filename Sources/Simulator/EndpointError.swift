import Formats
import WebServer

/// An answer with an error status, in OpenAI's shape.
///
/// Source: https://platform.openai.com/docs/guides/error-codes.
struct EndpointError: Error, Sendable {
  var status: Int
  var type = "invalid_request_error"
  var code: String?
  /// The member of the request that is at fault.
  var param: String?
  var message: String
  var headers: [(String, String)] = []

  var json: JSON {
    [
      "error": [
        "message": .string(message), "type": .string(type), "param": param.map(JSON.string) ?? .null,
        "code": code.map(JSON.string) ?? .null,
      ]
    ]
  }

  var response: WebResponse { WebResponse(status: status, json: json, headers: headers) }

  static func invalid(_ message: String, param: String? = nil, code: String? = nil) -> EndpointError {
    EndpointError(status: 400, code: code, param: param, message: message)
  }

  /// The body of a request as JSON.
  static func parse(_ body: [UInt8]) throws(EndpointError) -> JSON {
    do { return try JSON.parse(body) } catch {
      throw .invalid(
        "We could not parse the JSON body of your request: \(error.message). (HINT: the API expects a JSON payload, "
          + "but what was sent was not valid JSON.)")
    }
  }

  static func unknownModel(_ name: String) -> EndpointError {
    EndpointError(
      status: 404, code: "model_not_found", param: "model",
      message: "The model `\(name)` does not exist or you do not have access to it; there is "
        + "`\(SimulatorSettings.model)` (simulated)")
  }
}

extension WebResponse {
  /// A JSON document as an answer.
  init(status: Int = 200, json: JSON, headers: [(String, String)] = []) {
    var body: [UInt8] = []
    json.write(to: &body)
    self.init(status: status, headers: [("Content-Type", "application/json")] + headers, body: body)
  }
}
