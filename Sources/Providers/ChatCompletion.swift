import ContentModel
import Formats
import World

/// What a model answered to one call, read from the body of an OpenAI `chat.completion`.
public struct ChatCompletion: Hashable, Sendable {
  /// Why the model stopped.
  public enum FinishReason: Hashable, Sendable {
    case stop, length, toolCalls, contentFilter, functionCall
    /// A reason that the format does not name, or the empty string where there is none.
    case other(String)

    public init(_ text: String) {
      switch text {
      case "stop": self = .stop
      case "length": self = .length
      case "tool_calls": self = .toolCalls
      case "content_filter": self = .contentFilter
      case "function_call": self = .functionCall
      default: self = .other(text)
      }
    }

    /// As the format spells it.
    public var text: String {
      switch self {
      case .stop: "stop"
      case .length: "length"
      case .toolCalls: "tool_calls"
      case .contentFilter: "content_filter"
      case .functionCall: "function_call"
      case .other(let text): text
      }
    }
  }

  /// Read this first: after `length` the arguments are cut off. A server that was told which tool to call may say `stop`.
  public var finishReason: FinishReason
  /// The arguments of the first tool call, which should be JSON; nil where there is no call.
  public var arguments: [UInt8]?
  /// The name of the tool that was called, or nil.
  public var tool: String?
  /// Text beside or instead of a tool call, or nil.
  public var content: String?
  /// Why the model refuses, in its own words, or nil.
  public var refusal: String?
  /// The tokens as the provider counts them; nil where it does not say.
  public var usage: TokenUsage?
  /// Whether a simulator says that it has made this.
  public var isSimulated = false

  /// What the ledger says of how it ended: its reason to finish, or that it is a refusal, which says `stop` besides.
  public var outcome: String { refusal == nil ? finishReason.text : "refusal" }

  public init(
    finishReason: FinishReason, arguments: [UInt8]? = nil, tool: String? = nil, content: String? = nil,
    refusal: String? = nil, usage: TokenUsage? = nil
  ) {
    self.finishReason = finishReason
    self.arguments = arguments
    self.tool = tool
    self.content = content
    self.refusal = refusal
    self.usage = usage
  }
}

extension ChatCompletion {
  /// Reads an answer. Source of the format: https://platform.openai.com/docs/api-reference/chat/object.
  ///
  /// Members that are missing, null or of another type count as absent; lone surrogates become U+FFFD. An answer with an
  /// error status, or with an `error` member, throws, and so does a body without a choice.
  /// - Parameters:
  ///   - provider: the provider's name, for the error's text.
  ///   - now: what a `Retry-After` date is compared with.
  public static func read(
    _ answer: RawAnswer, from provider: String = "the provider", now: Timestamp = Timestamp(milliseconds: 0)
  ) throws(ProviderError) -> ChatCompletion {
    let body = TolerantJSON.read(answer.body).value
    guard (200...299).contains(answer.status), body?["error"].map(\.isNull) ?? true else {
      throw ProviderError(answer, body: body, provider: provider, now: now)
    }
    guard let choice = body?["choices"]?.array?.first, let message = choice["message"]?.object else {
      throw ProviderError(
        .unreadable, provider: provider, detail: "\(answer.body.count) bytes without a choice", status: answer.status)
    }
    let calls = (message["tool_calls"]?.array ?? []).compactMap { $0["function"] }
    let call = calls.first ?? message["function_call"]
    var completion = ChatCompletion(
      finishReason: FinishReason(choice["finish_reason"]?.string ?? ""),
      arguments: CalledArguments.read(calls.isEmpty ? [call].compactMap(\.self) : calls),
      tool: call?["name"]?.string,
      content: MessageContent.read(message["content"]),
      refusal: message["refusal"]?.string.flatMap { $0.isEmpty ? nil : $0 },
      usage: (body?["usage"]).flatMap(usage)
    )
    completion.isSimulated = body?["system_fingerprint"]?.string == "simulated"
    return completion
  }

  /// Reads an answer of any provider, by the format that its body shows.
  ///
  /// For an answer whose provider cannot be asked: its settings may have changed since. See `read(_:from:now:)`.
  public static func readAny(_ answer: RawAnswer, from provider: String) throws(ProviderError) -> ChatCompletion {
    let isMessage = TolerantJSON.read(answer.body).value?["type"]?.string == "message"
    let now = Timestamp(milliseconds: 0)
    return isMessage ? try readMessage(answer, from: provider, now: now) : try read(answer, from: provider, now: now)
  }

  private static func usage(_ json: JSON) -> TokenUsage? {
    guard let input = json["prompt_tokens"]?.integer, let output = json["completion_tokens"]?.integer else {
      return nil
    }
    // DeepSeek counts them under a name of its own: https://api-docs.deepseek.com/guides/kv_cache.
    let cached = (json["prompt_tokens_details"]?["cached_tokens"] ?? json["prompt_cache_hit_tokens"])?.integer ?? 0
    return TokenUsage(input: max(0, input), cachedInput: min(max(0, cached), max(0, input)), output: max(0, output))
  }
}

extension ProviderError {
  /// The error that an answer with an error status, or with an `error` member, stands for.
  init(_ answer: RawAnswer, body: JSON?, provider: String, now: Timestamp) {
    let error = body?["error"]
    let code = error?["code"]?.string ?? error?["code"]?.integer.map(String.init) ?? body?["code"]?.string
    let type = error?["type"]?.string
    let said = Self.said(body)
    let kind: Kind =
      switch answer.status {
      case _ where Self.isOutOfCredit(type, said): .quota
      case _ where code == "insufficient_quota" || type == "insufficient_quota": .quota
      // The model did not manage a call or JSON; another try may.
      case _ where code == "tool_use_failed" || code == "json_validate_failed": .serverError
      case 401, 403: .refusedKey
      case 402: .quota
      // OpenAI's words for a call of more tokens than a minute allows.
      case 429 where said.lowercased().hasPrefix("request too large"): .callTooLarge
      case 429: .rateLimited
      case 408, 409, 500...599: .serverError
      // Status 200 around an error comes from gateways, whose server failed.
      case 200...299: .serverError
      default: .badRequest
      }
    let advice =
      switch kind {
      case .quota, .refusedKey: RetryAdvice.never
      case .callTooLarge: RetryAdvice.backOff
      case .serverError where !(400...599).contains(answer.status) || answer.status == 400: RetryAdvice.backOff
      default: RetryAdvice(status: answer.status, headers: answer.headers, now: now)
      }
    self.init(
      kind, provider: provider, detail: Self.line(said), status: answer.status,
      // Anthropic's errors have a type alone.
      code: code ?? (body?["type"]?.string == "error" ? type : nil), advice: advice)
  }

  /// Whether an error of Anthropic's says that there is no money left, which may come as an invalid request:
  /// https://docs.anthropic.com/en/api/errors.
  private static func isOutOfCredit(_ type: String?, _ said: String) -> Bool {
    let text = said.lowercased()
    return type == "billing_error"
      || type == "invalid_request_error"
        && (text.contains("credit balance is too low") || text.contains("reached your specified api usage limits"))
  }

  /// The words of an error. Some servers put them right into `error`, some beside it or under `detail`, some as an object
  /// or a list; some send a page, of which nothing is shown.
  private static func said(_ body: JSON?) -> String {
    let error = body?["error"]
    let places = [error?["message"], error?.string.map(JSON.string), body?["message"], body?["detail"]]
    guard let place = places.compactMap(\.self).first(where: { !$0.isNull }) else { return "" }
    return place.string ?? place.text
  }

  /// The text on one line, without control characters, at most 300 characters.
  static func line(_ text: String) -> String {
    let words = text.unicodeScalars.prefix(400).split { $0.properties.generalCategory == .control || $0 == " " }
    let line = words.map(String.init).joined(separator: " ")
    return line.count > 300 ? line.prefix(299) + "…" : line
  }
}
