import ContentModel
import Formats
import Providers
import Testing

/// The body of a call, to the letter, and the worst case that is computed from it.
@Suite struct RequestBodyTests {
  static let request = CompletionRequest(
    model: "gpt-x",
    prompt: Prompt(
      messages: [ChatMessage(.system, "Sei kurz."), ChatMessage(.user, "Schreib \"grün\".")],
      tool: ToolDefinition(
        name: "create_note", description: "Hands in a note.",
        parameters: [
          "type": "object", "properties": ["text": ["type": "string"]], "required": ["text"],
          "additionalProperties": false,
        ]), hash: "abc"),
    temperature: 0.3, maxOutputTokens: 500, seed: UInt64.max, deadline: .seconds(60), callID: "secret-id")

  @Test func theBodyIsAsOpenAIDefinesIt() {
    #expect(
      Self.request.body().pretty() == """
        {
          "model": "gpt-x",
          "messages": [
            {
              "role": "system",
              "content": "Sei kurz."
            },
            {
              "role": "user",
              "content": "Schreib \\"grün\\"."
            }
          ],
          "tools": [
            {
              "type": "function",
              "function": {
                "name": "create_note",
                "description": "Hands in a note.",
                "parameters": {
                  "type": "object",
                  "properties": {
                    "text": {
                      "type": "string"
                    }
                  },
                  "required": [
                    "text"
                  ],
                  "additionalProperties": false
                },
                "strict": true
              }
            }
          ],
          "tool_choice": {
            "type": "function",
            "function": {
              "name": "create_note"
            }
          },
          "parallel_tool_calls": false,
          "temperature": 0.3,
          "max_completion_tokens": 500,
          "seed": 9223372036854775807
        }
        """)
  }

  @Test func olderServersHaveAnotherNameForTheLimit() {
    var request = Self.request
    request.form.outputLimit = .maxTokens
    let body = request.body()
    #expect(body["max_tokens"] == 500 && body["max_completion_tokens"] == nil)
  }

  @Test func theCallsIdentifierIsNotSent() {
    #expect(!Self.request.body().text.contains("secret-id"))
  }

  @Test func theWorstCaseIsBytesInAndTheLimitOut() {
    let bytes = Self.request.body().text.utf8.count
    #expect(WorstCase.usage(of: Self.request) == TokenUsage(input: bytes, output: 500))
    let price = Price(
      input: Money(billionths: 2_000_000_000), cachedInput: Money(billionths: 500_000_000),
      output: Money(billionths: 8_000_000_000))
    #expect(WorstCase.cost(Self.request, price: price) == Money(billionths: Int64(bytes) * 2000 + 500 * 8000))
  }

  @Test func theWorstCaseTakesTheDearerInput() {
    let price = Price(input: .zero, cachedInput: Money(billionths: 1_000_000), output: .zero)
    #expect(WorstCase.cost(Self.request, price: price) > .zero)
  }

  /// Whatever the simulated provider answers, it never costs more than its worst case.
  @Test func noAnswerCostsMoreThanItsWorstCase() async throws {
    let provider = try Samples.provider([.truncation: 0.2, .refusal: 0.2])
    for call in 0..<50 {
      let prompt = Samples.prompt(tool: "create_note_batch", slots: 1 + call % 5, system: "Ä→😀 \(call)")
      let request = Samples.request(prompt, seed: UInt64(call), maxOutputTokens: 10 + call * 5)
      let (completion, _) = try await Samples.ask(provider, request)
      let worst = WorstCase.usage(of: request)
      #expect(completion.usage.map { $0.input <= worst.input && $0.output <= worst.output } == true)
    }
  }
}
