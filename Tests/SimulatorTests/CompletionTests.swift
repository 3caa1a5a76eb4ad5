import Formats
import Providers
import RawHTTP
import Simulator
import Testing

/// What is answered where nothing goes wrong.
@Suite struct CompletionTests {
  @Test func thisProgramsPromptsAreAnsweredFromTheMaterial() async throws {
    let endpoint = try Endpoint()
    let reply = try await endpoint.complete(Chat.notes())
    #expect(reply.status == 200 && reply.header("Content-Type") == "application/json")
    #expect(reply.json["object"] == "chat.completion" && reply.json["model"] == "simulated-1")
    #expect(reply.json["system_fingerprint"] == "simulated")
    #expect(reply.choice?["finish_reason"] == "tool_calls")
    let items = reply.arguments?["items"]?.array ?? []
    #expect(items.map { $0["slot"] } == ["s1", "s2", "s3"])
    #expect(items.allSatisfy { $0["text"]?.string?.contains("paints the") == true })
    #expect(Set(items).count == 3)
  }

  /// The same under a schema, as plain JSON whose schema stands in the prompt, and as plain text.
  @Test func theFormsOfARequestGiveTheSameItems() async throws {
    func items(_ body: JSON) async throws -> [JSON?] {
      let reply = try await Endpoint().complete(body)
      #expect(reply.choice?["finish_reason"] == "stop" && reply.arguments == nil)
      return (reply.content.flatMap { try? JSON.parse($0) }?["items"]?.array ?? []).map { $0["slot"] }
    }
    let format: JSON = ["type": "json_schema", "json_schema": ["name": "create_note_batch", "schema": Chat.schema]]
    #expect(try await items(Chat.other(["response_format": format], text: Chat.text(slots: 2))) == ["s1", "s2"])
    let instruction = "Answer as create_note_batch, as JSON by this schema:\n\(Chat.schema.text)"
    let messages: JSON = [
      ["role": "system", "content": .string(instruction)],
      ["role": "user", "content": [["type": "text", "text": .string(Chat.text(slots: 2))]]],
    ]
    #expect(
      try await items(Chat.other(["response_format": ["type": "json_object"], "messages": messages])) == ["s1", "s2"])
    #expect(try await items(Chat.other(["messages": messages])) == ["s1", "s2"])
  }

  @Test func otherClientsGetWhatTheirSchemaWants() async throws {
    let endpoint = try Endpoint()
    let schema: JSON = [
      "type": "object",
      "properties": ["city": ["type": "string"], "days": ["type": "integer", "minimum": 3, "maximum": 5]],
      "required": ["city", "days"], "additionalProperties": false,
    ]
    let rule = try JSONSchemaValidator(schema: schema)
    let tools: JSON = [["type": "function", "function": ["name": "weather", "parameters": schema]]]
    for choice: JSON in ["auto", "required", nil, ["type": "function", "function": ["name": "weather"]]] {
      let reply = try await endpoint.complete(Chat.other(["tools": tools, "tool_choice": choice]))
      #expect(reply.choice?["message"]?["tool_calls"]?.array?.first?["function"]?["name"] == "weather")
      #expect(reply.arguments.map(rule.isValid) == true)
    }
    let none = try await endpoint.complete(Chat.other(["tools": tools, "tool_choice": "none"]))
    #expect(none.content?.hasPrefix("This is a simulated answer") == true && none.arguments == nil)
    let format: JSON = ["type": "json_schema", "json_schema": ["name": "trip", "schema": schema]]
    let text = try await endpoint.complete(Chat.other(["response_format": format]))
    #expect(text.content.flatMap { try? JSON.parse($0) }.map(rule.isValid) == true)
    let any = try await endpoint.complete(
      Chat.other(["response_format": ["type": "json_object"]], text: "Some JSON, please"))
    #expect(any.content.flatMap { try? JSON.parse($0) }?.object != nil)
    // A model that has been told what a tool found goes on in words.
    let messages: JSON = [
      ["role": "user", "content": "How is it?"],
      ["role": "assistant", "content": nil, "tool_calls": [["id": "c", "type": "function"]]],
      ["role": "tool", "tool_call_id": "c", "content": "Sunny"],
    ]
    let words = try await endpoint.complete(Chat.other(["tools": tools, "messages": messages]))
    #expect(words.choice?["finish_reason"] == "stop" && words.content != nil)
  }

  @Test func usageTellsCachedTokens() async throws {
    let endpoint = try Endpoint()
    let long = String(repeating: "All work and no play. ", count: 400)
    let messages: JSON = [["role": "system", "content": .string(long)], ["role": "user", "content": "Go"]]
    let first = try await endpoint.complete(Chat.other(["messages": messages]))
    let second = try await endpoint.complete(Chat.other(["messages": messages]))
    let usage = second.json["usage"]
    #expect(first.json["usage"]?["prompt_tokens_details"]?["cached_tokens"] == 0)
    #expect(usage?["prompt_tokens_details"]?["cached_tokens"] == 2176)
    #expect(usage?["prompt_tokens"]?.integer == (long.count + 2 + 17 + 3) / 4)
    #expect(
      usage?["total_tokens"]?.integer
        == (usage?["prompt_tokens"]?.integer ?? 0) + (usage?["completion_tokens"]?.integer ?? 0))
  }

  @Test(arguments: ["max_completion_tokens", "max_tokens"]) func theAnswerEndsAtItsLimit(name: String) async throws {
    var body = Chat.notes().object
    body?[name] = 5
    let reply = try await Endpoint().complete(body.map(JSON.object) ?? .null)
    #expect(reply.choice?["finish_reason"] == "length" && reply.json["usage"]?["completion_tokens"] == 5)
  }

  @Test func theSameSeedGivesTheSameAnswers() async throws {
    func answers(seed: UInt64) async throws -> [JSON?] {
      let endpoint = try Endpoint { settings in
        settings.seed = seed
        for fault in SimulatorFault.all where fault != .endpoint(.stall) && fault != .endpoint(.stallInBody) {
          settings.rates[fault] = 0.03
        }
        settings.rates[.endpoint(.endlessBody)] = nil
        settings.rates[.endpoint(.slowDrip)] = nil
      }
      var answers: [JSON?] = []
      for call in 0..<40 {
        let reply = try await endpoint.complete(Chat.notes(slots: 1 + call % 4))
        answers.append(reply.error ?? reply.choice)
      }
      return answers
    }
    let first = try await answers(seed: 7)
    #expect(try await answers(seed: 7) == first)
    #expect(try await answers(seed: 8) != first)
    // The same request again meets another fate.
    #expect(Set(first).count > 15)
  }

  @Test func aStreamHoldsTheSameAnswer() async throws {
    let whole = try await Endpoint().complete(Chat.notes())
    let reply = try await Endpoint().complete(
      Chat.notes(["stream": true, "stream_options": ["include_usage": true]]))
    #expect(reply.header("Content-Type") == "text/event-stream")
    let lines = reply.text.components(of: "\n\n").map { String($0.dropFirst("data: ".count)) }
    #expect(lines.last == "[DONE]")
    let chunks = lines.dropLast().compactMap { try? JSON.parse($0) }
    #expect(chunks.count == lines.count - 1 && chunks.count > 5)
    #expect(chunks.allSatisfy { $0["object"] == "chat.completion.chunk" })
    let deltas = chunks.compactMap { $0["choices"]?.array?.first?["delta"] }
    let arguments = deltas.compactMap { $0["tool_calls"]?.array?.first?["function"]?["arguments"]?.string }.joined()
    #expect((try? JSON.parse(arguments))?["items"]?.array?.map { $0["slot"] } == ["s1", "s2", "s3"])
    #expect((try? JSON.parse(arguments))?.object?.count == whole.arguments?.object?.count)
    #expect(chunks.compactMap { $0["choices"]?.array?.first?["finish_reason"]?.string } == ["tool_calls"])
    #expect(chunks.last?["usage"]?["prompt_tokens"] == whole.json["usage"]?["prompt_tokens"])
  }
}

extension String {
  /// The parts between a separator, empty ones left out.
  func components(of separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return (parts + [String(rest)]).filter { !$0.isEmpty }
  }
}
