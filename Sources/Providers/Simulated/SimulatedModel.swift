import ContentModel
import Formats
import Synchronization
import World

/// The model inside the simulated provider: reads a prompt as a model would, and answers from a kind's material, with the
/// faults that it is told to show. It knows nothing of time, logs and connections.
///
/// Everything is decided by the setting's seed, the request's seed and the text of the prompt; only what has been composed
/// before is avoided as well, so that a rehearsal does not repeat itself. Safe to call from many tasks at once.
public final class SimulatedModel: Sendable {
  private let material: [String: SimulatedMaterial]
  private let memory = Mutex(Memory())

  private struct Memory: Sendable {
    var used: [String: UsedMaterial] = [:]
    var cache = SimulatedPromptCache()
  }

  /// Answers for prompts that are not this program's, and for kinds without material: the bytes of the tool's arguments.
  public typealias Fallback = @Sendable (ToolDefinition, inout SeededGenerator) -> [UInt8]

  /// - Parameter material: of the kinds that may be asked for.
  public init(material: [SimulatedMaterial]) {
    self.material = Dictionary(material.map { ($0.kind, $0) }) { _, last in last }
  }

  /// Begins a call: counts its tokens and decides its latency and its fault.
  ///
  /// - Parameter fallback: what answers a prompt without a ```` ```json ```` block of slots; nil where it is refused.
  public func begin(
    _ request: CompletionRequest, _ settings: SimulatedSettings, fallback: Fallback? = nil
  ) -> SimulatedTurn {
    let call = Result { () throws(SimulatedCall.Unclear) in try SimulatedCall(request) }
    var schema: [UInt8] = []
    request.prompt.tool.parameters.write(to: &schema)
    let measure = SimulatedPromptCache.measure(request.prompt, schema: schema)
    var seed = FNV1a()
    for number in [settings.seed, request.seed, measure.digest] { seed.combine(number) }
    var turn = SimulatedTurn(
      request: request, settings: settings, call: call, measure: measure, fallback: fallback,
      random: SeededGenerator(seed: seed.value))
    turn.decide()
    return turn
  }

  /// Ends a call: composes its answer.
  public func finish(_ turn: consuming SimulatedTurn) -> SimulatedAnswer {
    var answer = turn.unreached ?? compose(&turn)
    answer.limit(tokens: turn.request.maxOutputTokens)
    answer.faults = turn.faults
    if !answer.isError {
      answer.usage = TokenUsage(
        input: turn.inputTokens, cachedInput: memory.withLock { $0.cache.cachedTokens(turn.measure) },
        output: answer.outputTokens)
    }
    answer.random = turn.random
    return answer
  }

  private func compose(_ turn: inout SimulatedTurn) -> SimulatedAnswer {
    switch turn.fault {
    case .refusal: return SimulatedAnswer(outcome: .refusal("I’m sorry, but I can’t help with that request."))
    case .contentFilter: return SimulatedAnswer(outcome: .filtered)
    default: break
    }
    guard let bytes = answerBytes(&turn) else {
      let slot = turn.slots.first
      let place = slot.map { "\($0.section) / \($0.topic ?? "no topic")" } ?? ""
      return .refused("there is no material of the kind \(turn.kind) for \(place)")
    }
    var answer = SimulatedAnswer(outcome: .arguments(bytes, cutOff: false))
    switch turn.fault {
    case .brokenBody: answer.isHalf = true
    case .malformed: answer.breakSyntax(random: &turn.random)
    case .truncation: answer.cut(random: &turn.random)
    default: break
    }
    return answer
  }

  private func answerBytes(_ turn: inout SimulatedTurn) -> [UInt8]? {
    if case .success(let call) = turn.call, let json = arguments(call, &turn) {
      var bytes: [UInt8] = []
      json.write(to: &bytes)
      return bytes
    }
    return turn.fallback.map { $0(turn.request.prompt.tool, &turn.random) }
  }

  /// The arguments of the tool call, with the faults of single slots; nil where there is no material.
  private func arguments(_ call: SimulatedCall, _ turn: inout SimulatedTurn) -> JSON? {
    var entries: [JSON] = []
    for slot in call.slots {
      guard let entry = entry(call, slot, &turn) else { return nil }
      if !call.isBatch { return entry }
      let isMissing = turn.strikes(.missingSlot)
      let isRepeated = turn.strikes(.repeatedSlot)
      if isMissing {
        turn.faults.append("\(SimulatedFault.missingSlot.rawValue) \(slot.slot)")
        continue
      }
      entries.append(Self.labelled(entry, slot.slot))
      if isRepeated, let again = self.entry(call, slot, &turn) {
        turn.faults.append("\(SimulatedFault.repeatedSlot.rawValue) \(slot.slot)")
        entries.append(Self.labelled(again, slot.slot))
      }
    }
    if turn.strikes(.extraSlot), let last = call.slots.last, let extra = entry(call, last, &turn) {
      turn.faults.append(SimulatedFault.extraSlot.rawValue)
      entries.append(Self.labelled(extra, "x\(call.slots.count + 1)"))
    }
    if turn.strikes(.shuffledSlots), entries.count >= 2 {
      turn.faults.append(SimulatedFault.shuffledSlots.rawValue)
      let shuffled = entries.shuffled(using: &turn.random)
      entries = shuffled == entries ? Array(entries.dropFirst()) + entries.prefix(1) : shuffled
    }
    return .object([call.task == .create ? "items" : "assessments": .array(entries)])
  }

  /// One item or one assessment; nil where there is no material.
  private func entry(_ call: SimulatedCall, _ slot: SimulatedSlot, _ turn: inout SimulatedTurn) -> JSON? {
    guard let material = material[call.kind] else { return nil }
    if call.task == .assess {
      guard turn.strikes(.failedAssessment) else { return ["status": "pass", "explanation": ""] }
      turn.faults.append("\(SimulatedFault.failedAssessment.rawValue) \(slot.slot)")
      return ["status": "fail", "explanation": .string(material.critique(section: slot.section, random: &turn.random))]
    }
    let fault: SimulatedFault = call.isRegeneration ? .regenerationFailure : .ruleFailure
    let isSpoiled = turn.strikes(fault)
    let body = memory.withLock {
      material.compose(slot, used: &$0.used[call.kind, default: UsedMaterial()], random: &turn.random)
    }
    guard let body, isSpoiled else { return body }
    turn.faults.append("\(fault.rawValue) \(slot.slot)")
    return RuleBreaker.spoil(body, random: &turn.random)
  }

  private static func labelled(_ entry: JSON, _ slot: String) -> JSON {
    .object(JSON.Object([("slot", .string(slot))] + (entry.object?.members.map { ($0.name, $0.value) } ?? [])))
  }
}
