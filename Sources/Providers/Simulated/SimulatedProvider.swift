import ContentModel
import Formats
import Synchronization
import World

/// A provider that needs no key and no network: it reads the prompt and answers from a kind's material, with the faults
/// and the latency that it is told to show.
///
/// It sees the request alone, as a server would. Everything is decided by the setting's seed, the request's seed and the
/// text of the prompt; only what has been composed before in this process is avoided as well, so that a rehearsal does not
/// repeat itself. Safe to call from many tasks at once.
public final class SimulatedProvider: Provider {
  public let name: String
  public var isLocal: Bool { true }
  private let settings: SimulatedSettings
  private let material: [String: SimulatedMaterial]
  private let world: World
  private let log: CallLog?
  private let memory = Mutex(Memory())

  private struct Memory: Sendable {
    var used: [String: UsedMaterial] = [:]
    var cache = SimulatedPromptCache()
  }

  /// - Parameter material: of the kinds that may be asked for.
  /// - Throws: `CallLogError` where the call log cannot be opened.
  public init(
    name: String = "simulated", settings: SimulatedSettings, material: [SimulatedMaterial], world: World
  ) throws {
    self.name = name
    self.settings = settings
    self.material = Dictionary(material.map { ($0.kind, $0) }) { _, last in last }
    self.world = world
    log = try settings.callLog.map { try CallLog(path: $0) }
  }

  /// Answers after the set latency, and with an error status at once; all faults come as answers.
  ///
  /// - Throws: `CancellationError` when the task is cancelled, `ProviderError` where the deadline comes before the latency
  ///   ends, `CallLogError` where the call log cannot be written.
  public func send(_ request: CompletionRequest) async throws -> RawAnswer {
    let arrived = world.uptime()
    let call = Result { () throws(SimulatedCall.Unclear) in try SimulatedCall(request) }
    try log?.append(received(request, slots: (try? call.get())?.slots ?? []))  // an unclear call has no slots to log
    var schema: [UInt8] = []
    request.prompt.tool.parameters.write(to: &schema)
    let measure = SimulatedPromptCache.measure(request.prompt, schema: schema)
    var seed = FNV1a()
    for number in [settings.seed, request.seed, measure.digest] { seed.combine(number) }
    var random = SeededGenerator(seed: seed.value)
    let latency = latency(&random)
    var faults: [String] = []
    var answer =
      switch call {
      case .success(let call): self.answer(call, &faults, &random)
      case .failure(let unclear): Self.refuse(unclear.problem)
      }
    answer.limit(tokens: request.maxOutputTokens)
    if let deadline = request.deadline, deadline < latency, !answer.isError {
      try await wait(until: arrived + deadline)
      throw ProviderError(.timeout, provider: name)
    }
    var usage = TokenUsage()
    // An error reaches no model, so it takes none of the model's time.
    if !answer.isError {
      // What a server thinks is a part of its latency, not something that comes on top.
      try await wait(until: arrived + latency)
      usage = TokenUsage(input: measure.tokens, output: answer.outputTokens)
      usage.cachedInput = memory.withLock { $0.cache.cachedTokens(measure) }
    }
    try log?.append(answered(request, answer, faults: faults, usage: usage))
    return answer.raw(request, usage: usage, created: world.now(), random: &random)
  }

  private func latency(_ random: inout SeededGenerator) -> Duration {
    let swing = settings.latencyJitter * Double.random(in: -1...1, using: &random)
    return .microseconds(Int64(Double(settings.latencyMilliseconds) * 1000 * (1 + swing)))
  }

  private func wait(until end: Duration) async throws {
    try Task.checkCancellation()
    let rest = end - world.uptime()
    if rest > .zero { try await world.sleep(rest) }
  }

  /// Decides the faults of the call, of which at most one shows, and answers.
  private func answer(
    _ call: SimulatedCall, _ faults: inout [String], _ random: inout SeededGenerator
  ) -> SimulatedAnswer {
    let order: [SimulatedFault] = [
      .serverError, .rateLimit, .refusal, .contentFilter, .brokenBody, .malformed, .truncation,
    ]
    let fault = order.filter { strikes($0, &random) }.first
    if let fault { faults.append(fault.rawValue) }
    switch fault {
    case .serverError:
      let status = Bool.random(using: &random) ? 500 : 503
      return SimulatedAnswer(
        outcome: .error(
          status: status, type: "server_error", code: "server_error", message: "The server had an error (simulated)",
          headers: []))
    case .rateLimit:
      return SimulatedAnswer(
        outcome: .error(
          status: 429, type: "requests", code: "rate_limit_exceeded", message: "Rate limit reached (simulated)",
          headers: [("retry-after", "1")]))
    case .refusal: return SimulatedAnswer(outcome: .refusal("I’m sorry, but I can’t help with that request."))
    case .contentFilter: return SimulatedAnswer(outcome: .filtered)
    default: break
    }
    guard let arguments = arguments(call, &faults, &random) else {
      let place = call.slots.map { "\($0.section) / \($0.topic ?? "no topic")" }.first ?? ""
      return Self.refuse("there is no material of the kind \(call.kind) for \(place)")
    }
    var bytes: [UInt8] = []
    arguments.write(to: &bytes)
    var answer = SimulatedAnswer(outcome: .arguments(bytes, cutOff: false))
    switch fault {
    case .brokenBody: answer.isHalf = true
    case .malformed: answer.breakSyntax(random: &random)
    case .truncation: answer.cut(random: &random)
    default: break
    }
    return answer
  }

  /// The arguments of the tool call, with the faults of single slots; nil where there is no material.
  private func arguments(
    _ call: SimulatedCall, _ faults: inout [String], _ random: inout SeededGenerator
  ) -> JSON? {
    var entries: [JSON] = []
    for slot in call.slots {
      guard let entry = entry(call, slot, &faults, &random) else { return nil }
      if !call.isBatch { return entry }
      let isMissing = strikes(.missingSlot, &random)
      let isRepeated = strikes(.repeatedSlot, &random)
      if isMissing {
        faults.append("\(SimulatedFault.missingSlot.rawValue) \(slot.slot)")
        continue
      }
      entries.append(Self.labelled(entry, slot.slot))
      if isRepeated, let again = self.entry(call, slot, &faults, &random) {
        faults.append("\(SimulatedFault.repeatedSlot.rawValue) \(slot.slot)")
        entries.append(Self.labelled(again, slot.slot))
      }
    }
    if strikes(.extraSlot, &random), let last = call.slots.last, let extra = entry(call, last, &faults, &random) {
      faults.append(SimulatedFault.extraSlot.rawValue)
      entries.append(Self.labelled(extra, "x\(call.slots.count + 1)"))
    }
    if strikes(.shuffledSlots, &random), entries.count >= 2 {
      faults.append(SimulatedFault.shuffledSlots.rawValue)
      let shuffled = entries.shuffled(using: &random)
      entries = shuffled == entries ? Array(entries.dropFirst()) + entries.prefix(1) : shuffled
    }
    return .object([call.task == .create ? "items" : "assessments": .array(entries)])
  }

  /// One item or one assessment; nil where there is no material.
  private func entry(
    _ call: SimulatedCall, _ slot: SimulatedSlot, _ faults: inout [String], _ random: inout SeededGenerator
  ) -> JSON? {
    guard let material = material[call.kind] else { return nil }
    if call.task == .assess {
      guard strikes(.failedAssessment, &random) else { return ["status": "pass", "explanation": ""] }
      faults.append("\(SimulatedFault.failedAssessment.rawValue) \(slot.slot)")
      return ["status": "fail", "explanation": .string(material.critique(section: slot.section, random: &random))]
    }
    let fault: SimulatedFault = call.isRegeneration ? .regenerationFailure : .ruleFailure
    let isSpoiled = strikes(fault, &random)
    let body = memory.withLock {
      material.compose(slot, used: &$0.used[call.kind, default: UsedMaterial()], random: &random)
    }
    guard let body, isSpoiled else { return body }
    faults.append("\(fault.rawValue) \(slot.slot)")
    return RuleBreaker.spoil(body, random: &random)
  }

  /// Whether a fault strikes now; draws one number whatever its rate, so that one rate does not change what others do.
  private func strikes(_ fault: SimulatedFault, _ random: inout SeededGenerator) -> Bool {
    Double.random(in: 0..<1, using: &random) < settings.rate(fault)
  }

  private static func labelled(_ entry: JSON, _ slot: String) -> JSON {
    .object(JSON.Object([("slot", .string(slot))] + (entry.object?.members.map { ($0.name, $0.value) } ?? [])))
  }

  private static func refuse(_ problem: String) -> SimulatedAnswer {
    SimulatedAnswer(
      outcome: .error(
        status: 400, type: "invalid_request_error", code: "simulation",
        message: "the simulated provider cannot answer: \(problem)", headers: []))
  }

  private func received(_ request: CompletionRequest, slots: [SimulatedSlot]) -> JSON {
    [
      "event": "received",
      "call": .string(request.callID),
      "tool": .string(request.prompt.tool.name),
      "slots": .array(slots.map { .string($0.slot) }),
      "seed": .string(String(request.seed)),
      "time": .string(world.now().description),
    ]
  }

  private func answered(
    _ request: CompletionRequest, _ answer: SimulatedAnswer, faults: [String], usage: TokenUsage
  ) -> JSON {
    [
      "event": "answered",
      "call": .string(request.callID),
      "outcome": .string(answer.name),
      "faults": .array(faults.map(JSON.string)),
      "usage": [
        "input": .integer(usage.input), "cached_input": .integer(usage.cachedInput), "output": .integer(usage.output),
      ],
      "time": .string(world.now().description),
    ]
  }
}
