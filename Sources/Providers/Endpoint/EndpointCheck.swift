import ContentModel
import Formats

/// What a look at an endpoint has shown.
public struct EndpointCheck: Hashable, Sendable {
  /// Where it was looked for.
  public var baseURL: String
  /// Whether a server answered at all.
  public var isReachable: Bool
  /// Whether it took the key; nil where that cannot be told.
  public var keyIsAccepted: Bool?
  /// The models it offers, sorted; nil where it does not say.
  public var models: [String]?
  /// What is wrong, with its mend; nil where all is well.
  public var problem: ProviderError?

  public init(
    baseURL: String, isReachable: Bool, keyIsAccepted: Bool? = nil, models: [String]? = nil,
    problem: ProviderError? = nil
  ) {
    self.baseURL = baseURL
    self.isReachable = isReachable
    self.keyIsAccepted = keyIsAccepted
    self.models = models
    self.problem = problem
  }
}

extension EndpointConnection {
  /// Asks the endpoint for its models: whether it is there, and takes the key. Costs nothing.
  ///
  /// - Parameter deadline: The longest that it may take.
  public func check(deadline: Duration = .seconds(10)) async -> EndpointCheck {
    var check = EndpointCheck(baseURL: settings.baseURL.text, isReachable: false)
    do {
      let answer = try await send("GET", settings.format.modelsPath, deadline: deadline)
      check.isReachable = true
      let body = TolerantJSON.read(answer.body).value
      if (200...299).contains(answer.status) {
        check.keyIsAccepted = key == nil ? nil : true
        // OpenAI puts the models under `data`, and so does Anthropic; some servers send the bare list.
        check.models = (body?["data"]?.array ?? body?.array)?.compactMap { $0["id"]?.string }.sorted()
        if check.models == nil {
          check.problem = explained(
            ProviderError(
              .unreadable, provider: name, detail: "\(answer.body.count) bytes without models", status: answer.status),
            answer)
        }
      } else {
        let error = ProviderError(answer, body: body, provider: name, now: world.now())
        if error.kind == .refusedKey { check.keyIsAccepted = false }
        check.problem = explained(error, answer)
      }
    } catch let error as ProviderError {
      check.problem = error
    } catch {
      // Cancelled: nothing was found out.
    }
    return check
  }
}
