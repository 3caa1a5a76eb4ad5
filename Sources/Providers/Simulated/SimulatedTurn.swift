import ContentModel
import Formats
import World

/// A call of the simulated model that has begun: what is decided before the model is reached.
public struct SimulatedTurn: Sendable {
  /// How long the model takes.
  public internal(set) var latency = Duration.zero
  /// The answer that comes instead of the model's: an error status. It comes at once: no model is reached, so there is
  /// nothing to wait for. Nil where the model answers.
  public internal(set) var unreached: SimulatedAnswer?
  /// The faults so far, for the call log.
  var faults: [String] = []

  let request: CompletionRequest
  let settings: SimulatedSettings
  let call: Result<SimulatedCall, SimulatedCall.Unclear>
  let measure: SimulatedPromptCache.Measure
  let fallback: SimulatedModel.Fallback?
  /// The fault of the call as a whole.
  private(set) var fault: SimulatedFault?
  var random: SeededGenerator

  init(
    request: CompletionRequest, settings: SimulatedSettings, call: Result<SimulatedCall, SimulatedCall.Unclear>,
    measure: SimulatedPromptCache.Measure, fallback: SimulatedModel.Fallback?, random: SeededGenerator
  ) {
    self.request = request
    self.settings = settings
    self.call = call
    self.measure = measure
    self.fallback = fallback
    self.random = random
  }

  /// The tokens of the prompt, with the tool's schema.
  public var inputTokens: Int { measure.tokens }

  /// The names of the slots that the prompt asks for, in order; none where it is not this program's.
  public var slotNames: [String] { slots.map(\.slot) }

  var slots: [SimulatedSlot] { if case .success(let call) = call { call.slots } else { [] } }
  var kind: String { if case .success(let call) = call { call.kind } else { "" } }

  /// Draws the latency and the fault of the call, of which at most one shows.
  mutating func decide() {
    let swing = settings.latencyJitter * Double.random(in: -1...1, using: &random)
    latency = .microseconds(Int64(Double(settings.latencyMilliseconds) * 1000 * (1 + swing)))
    if case .failure(let unclear) = call, fallback == nil {
      unreached = .refused(unclear.problem)
      return
    }
    let order: [SimulatedFault] = [
      .serverError, .rateLimit, .refusal, .contentFilter, .brokenBody, .malformed, .truncation,
    ]
    fault = order.filter { strikes($0) }.first
    guard let fault else { return }
    faults.append(fault.rawValue)
    switch fault {
    case .serverError:
      unreached = .error(
        status: Bool.random(using: &random) ? 500 : 503, type: "server_error", code: "server_error",
        message: "The server had an error (simulated)")
    case .rateLimit:
      unreached = .error(
        status: 429, type: "requests", code: "rate_limit_exceeded", message: "Rate limit reached (simulated)",
        headers: [("retry-after", "1")])
    default: break
    }
  }

  /// Whether a fault strikes now; draws one number whatever its rate, so that one rate does not change what others do.
  mutating func strikes(_ fault: SimulatedFault) -> Bool {
    Double.random(in: 0..<1, using: &random) < settings.rate(fault)
  }
}
