import Formats
import RawHTTP
import Simulator
import Testing

/// What is refused, in OpenAI's shape.
@Suite struct RefusalTests {
  @Test func modelsAreListed() async throws {
    let endpoint = try Endpoint()
    let list = try await endpoint.ask("GET", "/v1/models").json
    #expect(list["object"] == "list" && list["data"]?.array?.map { $0["id"] } == ["simulated-1"])
    #expect(try await endpoint.ask("GET", "/v1/models/simulated-1").json["object"] == "model")
    let other = try await endpoint.ask("GET", "/v1/models/gpt-x")
    #expect(other.status == 404 && other.error?["code"] == "model_not_found")
    let path = try await endpoint.ask("GET", "/v2/models")
    #expect(path.status == 404)
    #expect(
      path.error?["message"]?.string
        == "Invalid URL (GET /v2/models); there are /v1/chat/completions, /v1/models, /v1/files, /v1/batches, /v1/messages, "
        + "/v1/messages/count_tokens, /v1/messages/batches and /simulator (simulated)")
    #expect(try await endpoint.ask("GET", "/v1/chat/completions").status == 405)
  }

  @Test func theKeyIsAskedFor() async throws {
    let endpoint = try Endpoint { $0.key = "secret" }
    let cases: [([(String, String)], Int, String?)] = [
      ([], 401, nil), ([("Authorization", "Bearer wrong")], 401, "invalid_api_key"),
      ([("Authorization", "Basic secret")], 401, nil), ([("Authorization", "Bearer secret")], 200, nil),
    ]
    for (headers, status, code) in cases {
      let reply = try await endpoint.complete(Chat.notes(), headers: headers)
      #expect(reply.status == status && reply.error?["code"]?.string == code)
      #expect(try await endpoint.ask("GET", "/v1/models", headers: headers).status == status)
    }
  }

  @Test(
    arguments: [
      (Chat.other(["model": ""]), 400, "model", "you must provide a model parameter"),
      (
        Chat.other(["model": "gpt-x"]), 404, "model",
        "The model `gpt-x` does not exist or you do not have access to it; there is `simulated-1` (simulated)"
      ),
      (Chat.other(["messages": nil]), 400, "messages", "Missing required parameter: 'messages'."),
      (
        Chat.other(["messages": []]), 400, "messages",
        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead."
      ),
      (
        Chat.other(["messages": [["role": "boss", "content": "Go"]]]), 400, "messages[0].role",
        "Invalid value: 'boss'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'."
      ),
      (
        Chat.other(["messages": [["role": "user", "content": 3]]]), 400, "messages[0].content",
        "Invalid type for 'messages[0].content': expected one of a string or array of objects."
      ),
      (
        Chat.other(["n": 2]), 400, "n", "Only one choice a call is simulated: leave n out, or set it to 1."
      ),
      (
        Chat.other(["temperature": 3]), 400, "temperature",
        "Invalid value for 'temperature': expected a number from 0 to 2, but got 3 instead."
      ),
      (
        Chat.other(["max_tokens": 0]), 400, "max_tokens",
        "Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead."
      ),
      (
        Chat.other(["tools": [["type": "function", "function": ["name": "a b"]]]]), 400, "tools[0].function.name",
        "Invalid 'tools[0].function.name': expected a string of letters, digits, _ and -, at most 64."
      ),
      (
        Chat.notes(["tool_choice": ["type": "function", "function": ["name": "x"]]]), 400, "tool_choice",
        "Tool choice 'function' 'x' not found in 'tools' parameter."
      ),
      (
        Chat.other(["tool_choice": "required"]), 400, "tool_choice",
        "'tool_choice' is only allowed when 'tools' are specified."
      ),
      (
        Chat.other(["response_format": ["type": "json_schema"]]), 400, "response_format",
        "Missing required parameter: 'response_format.json_schema.schema'."
      ),
      (
        Chat.other(["response_format": ["type": "json_object"]]), 400, "messages",
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
      ),
      (
        Chat.other(["response_format": ["type": "xml"]]), 400, "response_format.type",
        "Invalid value: 'xml'. Supported values are: 'json_object', 'json_schema', and 'text'."
      ),
    ] as [(JSON, Int, String, String)])
  func requestsThatMakeNoSense(body: JSON, status: Int, param: String, message: String) async throws {
    let reply = try await Endpoint().complete(body)
    #expect(reply.status == status)
    #expect(reply.error?["type"] == "invalid_request_error" && reply.error?["param"]?.string == param)
    #expect(reply.error?["message"]?.string == message)
  }

  @Test func whatIsNoJSONIsNamed() async throws {
    let endpoint = try Endpoint()
    let reply = try await offThread {
      try RawConnection(port: endpoint.server.port).ask("POST", "/v1/chat/completions", body: Array("{".utf8))
    }
    #expect(reply.status == 400)
    #expect(reply.error?["message"]?.string?.hasPrefix("We could not parse the JSON body of your request:") == true)
  }
}
