import ContentModel
import Formats
import Providers
import WebServer
import World

/// One call of the model, from its request to its answer: a live one, or a line of a batch.
struct SimulatorCall: Sendable {
  private let chat: ChatRequest
  private let simulator: Simulator
  private let arrived: Duration
  /// The client's own name for the call, or nil.
  private let clientID: String?
  private let isLine: Bool
  private let number: Int
  private let turn: SimulatedTurn
  private let desk: AnswerDesk
  private let fault: EndpointFault?

  /// What comes of a call before anything is waited for.
  struct Ending: Sendable {
    var response: WebResponse
    var outcome: String
    var faults: [String]
    var usage = TokenUsage()
    /// Tokens that were written to a prompt cache, where the interface has a price for it.
    var cacheWrite = 0
    /// How long after the call's arrival the answer leaves.
    var latency = Duration.zero

    /// For the call log.
    var usageEntry: JSON {
      var entry: JSON = [
        "input": .integer(usage.input), "cached_input": .integer(usage.cachedInput), "output": .integer(usage.output),
      ]
      if cacheWrite > 0 { entry["cache_write"] = .integer(cacheWrite) }
      return entry
    }
  }

  /// - Parameter body: the bytes of the request, which decide its fate.
  init(_ chat: ChatRequest, body: [UInt8], clientID: String? = nil, isLine: Bool = false, simulator: Simulator) {
    self.chat = chat
    self.simulator = simulator
    self.clientID = clientID
    self.isLine = isLine
    arrived = simulator.world.uptime()
    var digest = FNV1a()
    for byte in body { digest.combine(byte) }
    let (number, seed, draw, desk) = simulator.begin(
      digest: digest.value, seed: chat.seed, missing: chat.missingFeatures, isLine: isLine)
    self.number = number
    self.desk = desk
    fault = draw.endpoint
    var settings = SimulatedSettings()
    settings.seed = simulator.settings.seed
    settings.latencyMilliseconds = simulator.settings.latencyMilliseconds
    settings.latencyJitter = simulator.settings.latencyJitter
    settings.rates = draw.model
    turn = desk.model.begin(
      CompletionRequest(
        model: chat.model, prompt: Prompt(messages: chat.messages, tool: chat.tool, hash: ""), temperature: 1,
        maxOutputTokens: chat.outputLimit, seed: seed, callID: "\(number)"),
      settings, fallback: Self.fallback)
  }

  /// Answers, when the latency has passed and the log is on the disk.
  func answer(log: CallLog?) async -> WebResponse {
    log?.submit(received)
    var ending = await ending()
    do {
      let rest = arrived + ending.latency - simulator.world.uptime()
      if rest > .zero { try await simulator.world.sleep(rest) }
      try Task.checkCancellation()
    } catch {
      // The only error of a sleep is that its task was cancelled: the client has left, or the server stops.
      simulator.end { $0.aborted += 1 }
      log?.submit(aborted)
      return ending.response
    }
    do throws(CallLogError) { try await log?.append(answered(ending)) } catch {
      ending.response = EndpointError.unlogged(error).response(in: chat.dialect)
    }
    simulator.end { [ending] tally in
      tally.answered += 1
      tally.count(status: ending.response.status)
      tally.count(ending)
    }
    if ending.response.fate != .whole, let log {
      ending.response.whenEnded = { [self] end in if end == .broken { log.submit(aborted) } }
    }
    return ending.response
  }

  /// Answers a line of a batch: no limits of a minute, no latency, and at once.
  func lineEnding() -> Ending {
    if let fault, let response = fault.response(in: chat.dialect, now: simulator.world.now()) {
      return Ending(response: response, outcome: "http_\(response.status)", faults: [fault.rawValue])
    }
    return reached(desk.model.finish(turn))
  }

  /// Limits first, then faults that reach no model, then the model.
  private func ending() async -> Ending {
    if let refusal = simulator.admit(tokens: nil) { return refused(refusal) }
    if let fault, var response = fault.response(in: chat.dialect, now: simulator.world.now()) {
      if let refusal = simulator.admit(tokens: turn.inputTokens) { return refused(refusal) }
      response.headers += simulator.rateHeaders(in: chat.dialect)
      return Ending(response: response, outcome: "http_\(response.status)", faults: [fault.rawValue])
    }
    let answer = await desk.finish(turn)
    let tokens = answer.isError ? turn.inputTokens : answer.usage.input + answer.usage.output
    if let refusal = simulator.admit(tokens: tokens) { return refused(refusal) }
    var ending = reached(answer)
    var random = answer
    let name = chat.dialect == .anthropic ? "request-id" : "x-request-id"
    ending.response.headers += [(name, "req_\(random.identifier())")] + simulator.rateHeaders(in: chat.dialect)
    return ending
  }

  /// What comes of a call that the model was reached by.
  private func reached(_ answer: SimulatedAnswer) -> Ending {
    var text = ChatAnswer(
      answer: answer, request: chat, fault: fault, created: simulator.world.now(), isBatch: isLine)
    var usage = answer.usage
    if chat.dialect == .anthropic, !answer.isError {
      text.split = simulator.split(chat.cacheable, total: usage.input)
      usage.cachedInput = text.split.read
    }
    return Ending(
      response: text.response(), outcome: answer.name, faults: (fault.map { [$0.rawValue] } ?? []) + answer.faults,
      usage: usage, cacheWrite: text.split.written, latency: answer.isError ? .zero : turn.latency)
  }

  private func refused(_ refusal: SlidingMinute.Refusal) -> Ending {
    var response = RateHeaders.refusal(refusal).response(in: chat.dialect)
    response.headers += simulator.rateHeaders(in: chat.dialect)
    return Ending(response: response, outcome: "http_429", faults: [])
  }

  /// What answers prompts of other clients: a value for the tool's schema, or a sentence.
  private static let fallback: SimulatedModel.Fallback = { tool, random in
    if tool.name.isEmpty {
      return Array("This is a simulated answer (no. \(Int.random(in: 1...9999, using: &random))).".utf8)
    }
    var bytes: [UInt8] = []
    SchemaSample.value(for: tool.parameters, random: &random).write(to: &bytes)
    return bytes
  }

  private var received: JSON {
    .object(
      JSON.Object([
        ("event", "received"), ("call", .string("\(number)")), ("tool", .string(chat.tool.name)),
        ("slots", .array(turn.slotNames.map(JSON.string))), ("model", .string(chat.model)),
        ("input_tokens", .integer(turn.inputTokens)), ("output_limit", .integer(chat.outputLimit)),
        ("seed", .string("\(chat.seed)")), ("client_request_id", clientID.map(JSON.string) ?? .null), time,
      ]))
  }

  private func answered(_ ending: Ending) -> JSON {
    .object(
      JSON.Object([
        ("event", "answered"), ("call", .string("\(number)")), ("status", .integer(ending.response.status)),
        ("outcome", .string(ending.outcome)), ("faults", .array(ending.faults.map(JSON.string))),
        ("usage", ending.usageEntry), time,
      ]))
  }

  private var aborted: JSON {
    .object(JSON.Object([("event", "aborted"), ("call", .string("\(number)")), time]))
  }

  private var time: (String, JSON) { ("time", .string(simulator.world.now().description)) }
}

extension EndpointError {
  /// The judge is gone, so the call fails.
  static func unlogged(_ error: CallLogError) -> EndpointError {
    EndpointError(status: 500, type: "server_error", code: "call_log", message: error.message)
  }
}
