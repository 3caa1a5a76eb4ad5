import ContentModel
import Formats
import Providers
import WebServer
import World

/// One call of the model, from its request to its answer.
struct SimulatorCall: Sendable {
  private let chat: ChatRequest
  private let simulator: Simulator
  private let arrived: Duration
  /// The client's own name for the call, or nil.
  private let clientID: String?
  private let number: Int
  private let turn: SimulatedTurn
  private let desk: AnswerDesk
  private let fault: EndpointFault?

  /// What comes of a call before anything is waited for.
  private struct Ending: Sendable {
    var response: WebResponse
    var outcome: String
    var faults: [String]
    var usage = TokenUsage()
    /// How long after the call's arrival the answer leaves.
    var latency = Duration.zero
  }

  init(_ chat: ChatRequest, _ request: WebRequest, simulator: Simulator) {
    self.chat = chat
    self.simulator = simulator
    arrived = simulator.world.uptime()
    clientID = request.header("X-Client-Request-Id")
    var digest = FNV1a()
    for byte in request.body { digest.combine(byte) }
    let (number, seed, draw, desk) = simulator.begin(
      digest: digest.value, seed: chat.seed, missing: chat.missingFeatures)
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
      ending.response =
        EndpointError(status: 500, type: "server_error", code: "call_log", message: error.message).response
    }
    simulator.end { [ending] tally in
      tally.answered += 1
      tally.count(status: ending.response.status)
      tally.usage += ending.usage
      for fault in ending.faults { tally.faults[String(fault.prefix { $0 != " " }), default: 0] += 1 }
    }
    if ending.response.fate != .whole, let log {
      ending.response.whenEnded = { [self] end in if end == .broken { log.submit(aborted) } }
    }
    return ending.response
  }

  /// Limits first, then faults that reach no model, then the model.
  private func ending() async -> Ending {
    if let refusal = simulator.admit(tokens: nil) { return refused(refusal) }
    if let fault, var response = fault.response(to: chat, now: simulator.world.now()) {
      if let refusal = simulator.admit(tokens: turn.inputTokens) { return refused(refusal) }
      response.headers += simulator.rateHeaders()
      return Ending(response: response, outcome: "http_\(response.status)", faults: [fault.rawValue])
    }
    let answer = await desk.finish(turn)
    let tokens = answer.isError ? turn.inputTokens : answer.usage.input + answer.usage.output
    if let refusal = simulator.admit(tokens: tokens) { return refused(refusal) }
    var response = ChatAnswer.response(answer, to: chat, fault: fault, created: simulator.world.now())
    var random = answer
    response.headers += [("x-request-id", "req_\(random.identifier())")] + simulator.rateHeaders()
    return Ending(
      response: response, outcome: answer.name, faults: (fault.map { [$0.rawValue] } ?? []) + answer.faults,
      usage: answer.usage, latency: answer.isError ? .zero : turn.latency)
  }

  private func refused(_ refusal: SlidingMinute.Refusal) -> Ending {
    var response = RateHeaders.refusal(refusal).response
    response.headers += simulator.rateHeaders()
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
        (
          "usage",
          [
            "input": .integer(ending.usage.input), "cached_input": .integer(ending.usage.cachedInput),
            "output": .integer(ending.usage.output),
          ]
        ), time,
      ]))
  }

  private var aborted: JSON {
    .object(JSON.Object([("event", "aborted"), ("call", .string("\(number)")), time]))
  }

  private var time: (String, JSON) { ("time", .string(simulator.world.now().description)) }
}
