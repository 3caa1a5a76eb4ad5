import ContentModel
import Formats
import Providers
import Testing

/// Each form's body, to the letter. The whole of the default form stands in `RequestBodyTests`.
@Suite struct RequestFormTests {
  static func request(_ change: (inout RequestForm) -> Void) -> CompletionRequest {
    var form = RequestForm()
    change(&form)
    return CompletionRequest(
      model: "m",
      prompt: Prompt(
        messages: [ChatMessage(.system, "Be short."), ChatMessage(.user, "Write.")],
        tool: ToolDefinition(name: "create_note", description: "Hands in.", parameters: ["type": "object"]), hash: "h"),
      temperature: 1, maxOutputTokens: 50, seed: 7, callID: "c", form: form)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var request: CompletionRequest
    var body: String
  }

  static let messages = #"{"model":"m","messages":[{"role":"system","content":"Be short."},"#
  static let written = messages + #"{"role":"user","content":"Write."}],"#
  static let ordered =
    messages + #"{"role":"system","content":"Instead of calling the function create_note, answer with one JSON object "#
    + #"and nothing else: no code fence, no text around it. It must satisfy this JSON Schema:\n{\"type\":\"object\"}"},{"role":"user","content":"Write."}],"#
  static let function = #""name":"create_note","description":"Hands in.","parameters":{"type":"object"}"#
  static let named = #""tool_choice":{"type":"function","function":{"name":"create_note"}}"#
  static let rest = #""temperature":1,"max_completion_tokens":50,"seed":7}"#

  static let cases = [
    Case(
      testDescription: "a tool by name", request: request { _ in },
      body: written + #""tools":[{"type":"function","function":{\#(function),"strict":true}}],\#(named),"#
        + #""parallel_tool_calls":false,"# + rest),
    Case(
      testDescription: "any tool, not strict",
      request: request {
        $0.toolChoice = .required
        $0.isStrict = false
      },
      body: written + #""tools":[{"type":"function","function":{\#(function)}}],"tool_choice":"required","#
        + #""parallel_tool_calls":false,"# + rest),
    Case(
      testDescription: "the least with a tool",
      request: request {
        $0.isStrict = false
        $0.sendsParallelToolCalls = false
        $0.sendsTemperature = false
        $0.sendsSeed = false
        $0.outputLimit = .maxTokens
      },
      body: written + #""tools":[{"type":"function","function":{\#(function)}}],\#(named),"max_tokens":50}"#),
    Case(
      testDescription: "a strict schema", request: request { $0.answers = .jsonSchema },
      body: written + #""response_format":{"type":"json_schema","json_schema":{"name":"create_note","#
        + #""description":"Hands in.","schema":{"type":"object"},"strict":true}},"# + rest),
    Case(
      testDescription: "a schema",
      request: request {
        $0.answers = .jsonSchema
        $0.isStrict = false
      },
      body: written + #""response_format":{"type":"json_schema","json_schema":{"name":"create_note","#
        + #""description":"Hands in.","schema":{"type":"object"}}},"# + rest),
    Case(
      testDescription: "plain JSON", request: request { $0.answers = .json },
      body: ordered + #""response_format":{"type":"json_object"},"# + rest),
    Case(
      testDescription: "plain JSON by word alone",
      request: request {
        $0.answers = .json
        $0.sendsJSONObject = false
      }, body: ordered + rest),
  ]

  @Test(arguments: cases) func theBodyIsExact(_ sample: Case) {
    #expect(sample.request.body().text == sample.body)
  }

  @Test func withoutASystemMessageTheOrderComesFirst() {
    var request = Self.request { $0.answers = .json }
    request.prompt.messages.removeFirst()
    #expect(request.body()["messages"]?.array?.map { $0["role"]?.string } == ["system", "user"])
  }

  @Test func theWorstCaseFollowsTheForm() {
    let tool = WorstCase.usage(of: Self.request { _ in }).input
    let json = Self.request { $0.answers = .json }
    #expect(WorstCase.usage(of: json).input == json.body().text.utf8.count)
    #expect(WorstCase.usage(of: json).input != tool)
  }

  @Test(arguments: cases) func formsAreKept(_ sample: Case) throws {
    #expect(try RequestForm(JSON.parse(sample.request.form.json.text)) == sample.request.form)
  }

  @Test func nonsenseThatWasKeptIsTheDefault() {
    #expect(RequestForm(["answers": "telepathy", "strict": 3, "more": true]) == RequestForm())
    #expect(RequestForm(nil) == RequestForm())
  }
}
