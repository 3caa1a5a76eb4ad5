import ContentModel
import Formats
import HTTPClient
import LoopbackServer
import Providers
import Synchronization
import World

/// Endpoints and requests that several tests share.
enum Endpoints {
  /// A provider that calls a URL. The test's world has the real clock.
  static func provider(
    _ url: String, name: String = "openai", key: String? = "sk-test-key", settings: JSON = [:],
    environment: [String: String] = [:], initialForms: [String: RequestForm] = [:],
    onChange: @escaping @Sendable (String, RequestForm) -> Void = { _, _ in }
  ) throws -> ChatCompletionsProvider {
    var json = settings
    json["base_url"] = .string(url)
    let settings = try EndpointSettings(provider: name, json, environment: environment)
    let world = World.live(environment: environment)
    return ChatCompletionsProvider(
      name: name, settings: settings, key: key,
      client: HTTPClient(settings: settings.client(userAgent: "libtool/test"), world: world), world: world,
      initialForms: initialForms, onChange: onChange)
  }

  static func request(deadline: Duration? = .seconds(30), form: RequestForm = RequestForm()) -> CompletionRequest {
    CompletionRequest(
      model: "m", prompt: Samples.prompt(), temperature: 1, maxOutputTokens: 100, seed: 5, deadline: deadline,
      callID: "call-1", form: form)
  }

  static let completion =
    #"{"choices":[{"finish_reason":"stop","message":{"content":"{}"}}],"usage":{"prompt_tokens":9,"completion_tokens":1}}"#

  /// What a call failed with, or nil where it brought an answer.
  static func failure(_ provider: ChatCompletionsProvider, deadline: Duration = .seconds(30)) async throws
    -> ProviderError?
  {
    do {
      let answer = try await provider.send(request(deadline: deadline))
      _ = try provider.read(answer, now: Timestamp(milliseconds: 0))
      return nil
    } catch let error as ProviderError {
      return error
    }
  }
}
