import ContentModel
import Formats
import Providers
import WebServer
import World

/// `/v1/messages` and the models as Anthropic's interface shows them.
extension Simulator {
  func message(_ request: WebRequest) async -> WebResponse {
    let chat: ChatRequest
    do throws(EndpointError) { chat = try MessagesRequest.read(try EndpointError.parse(request.body)) } catch {
      end { $0.count(status: error.status) }
      return error.response(in: .anthropic)
    }
    let id = request.header("X-Client-Request-Id")
    return await SimulatorCall(chat, body: request.body, clientID: id, simulator: self).answer(log: log)
  }

  /// `POST /v1/messages/count_tokens`: costs nothing and reaches no model.
  func countTokens(_ request: WebRequest) -> WebResponse {
    do throws(EndpointError) {
      let chat = try MessagesRequest.read(try EndpointError.parse(request.body), countsOnly: true)
      return WebResponse(json: ["input_tokens": .integer(Self.inputTokens(chat))])
    } catch {
      return error.response(in: .anthropic)
    }
  }

  /// The tokens of a prompt, as a call counts them.
  private static func inputTokens(_ chat: ChatRequest) -> Int {
    let model = SimulatedModel(material: [])
    let prompt = Prompt(messages: chat.messages, tool: chat.tool, hash: "")
    let request = CompletionRequest(
      model: chat.model, prompt: prompt, temperature: 1, maxOutputTokens: 1, seed: 0, callID: "")
    return model.begin(request, SimulatedSettings()).inputTokens
  }

  /// `GET /v1/models` and one of them. Source: https://docs.claude.com/en/api/models-list.
  static let messagesModel: JSON = [
    "type": "model", "id": .string(SimulatorSettings.model), "display_name": "Simulated 1",
    "created_at": "2026-01-01T00:00:00Z",
  ]

  static let messagesModels: JSON = [
    "data": [messagesModel], "has_more": false, "first_id": .string(SimulatorSettings.model),
    "last_id": .string(SimulatorSettings.model),
  ]
}
