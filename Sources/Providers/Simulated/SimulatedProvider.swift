import ContentModel
import Formats
import World

/// A provider that needs no key and no network: the simulated model behind the latency that it is told to show.
///
/// It sees the request alone, as a server would. An answer with an error status reaches no model, so it comes without the
/// model's latency. Safe to call from many tasks at once.
public final class SimulatedProvider: Provider {
  public let name: String
  public var isLocal: Bool { true }
  private let settings: SimulatedSettings
  private let model: SimulatedModel
  private let world: World
  private let log: CallLog?

  /// - Parameter material: of the kinds that may be asked for.
  /// - Throws: `CallLogError` where the call log cannot be opened.
  public init(
    name: String = "simulated", settings: SimulatedSettings, material: [SimulatedMaterial], world: World
  ) throws {
    self.name = name
    self.settings = settings
    self.world = world
    model = SimulatedModel(material: material)
    log = try settings.callLog.map { try CallLog(path: $0) }
  }

  /// Answers after the set latency, and with an error status at once; all faults come as answers.
  ///
  /// - Throws: `CancellationError` when the task is cancelled, `ProviderError` where the deadline comes before the latency
  ///   ends, `CallLogError` where the call log cannot be written.
  public func send(_ request: CompletionRequest) async throws -> RawAnswer {
    let arrived = world.uptime()
    let turn = model.begin(request, settings)
    try log?.appendAtOnce(received(request, turn))
    if turn.unreached == nil, let deadline = request.deadline, deadline < turn.latency {
      try await wait(until: arrived + deadline)
      throw ProviderError(.timeout, provider: name)
    }
    let answer = model.finish(turn)
    // What a server thinks is a part of its latency, not something that comes on top.
    if answer.isError { try Task.checkCancellation() } else { try await wait(until: arrived + turn.latency) }
    try log?.appendAtOnce(answered(request, answer))
    return answer.raw(request, created: world.now())
  }

  private func wait(until end: Duration) async throws {
    try Task.checkCancellation()
    let rest = end - world.uptime()
    if rest > .zero { try await world.sleep(rest) }
  }

  private func received(_ request: CompletionRequest, _ turn: SimulatedTurn) -> JSON {
    [
      "event": "received",
      "call": .string(request.callID),
      "tool": .string(request.prompt.tool.name),
      "slots": .array(turn.slotNames.map(JSON.string)),
      "seed": .string(String(request.seed)),
      "time": .string(world.now().description),
    ]
  }

  private func answered(_ request: CompletionRequest, _ answer: SimulatedAnswer) -> JSON {
    [
      "event": "answered",
      "call": .string(request.callID),
      "outcome": .string(answer.name),
      "faults": .array(answer.faults.map(JSON.string)),
      "usage": answer.usageEntry,
      "time": .string(world.now().description),
    ]
  }
}
