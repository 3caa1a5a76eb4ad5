import Providers
import WebServer
import World

extension Simulator {
  /// So many bodies are remembered before all are forgotten: about 10 MB.
  private static let rememberedBodies = 250_000

  /// Counts a call in and decides its faults.
  ///
  /// - Parameters:
  ///   - digest: of the body.
  ///   - seed: of the request.
  ///   - missing: what the request asks for that an endpoint might not be able to do.
  ///   - isLine: whether it is a line of a batch, which lists of faults for the next calls do not speak of.
  /// - Returns: the call's number, the seed of its random numbers, its faults, and the desk with the model that answers.
  func begin(
    digest: UInt64, seed: Int, missing: Set<EndpointFault>, isLine: Bool
  ) -> (number: Int, seed: UInt64, draw: FaultPlan.Draw, desk: AnswerDesk) {
    inState { state in
      state.calls += 1
      if isLine { state.tally.lines += 1 } else { state.tally.received += 1 }
      if state.occurrences.count > Self.rememberedBodies { state.occurrences = [:] }
      let occurrence = state.occurrences[digest, default: 0]
      state.occurrences[digest] = occurrence + 1
      var hash = FNV1a()
      for number in [settings.seed, digest, UInt64(bitPattern: Int64(seed)), UInt64(occurrence)] {
        hash.combine(number)
      }
      var random = SeededGenerator(seed: hash.value)
      let draw = state.plan.draw(&random, isLine: isLine) { fault in
        switch fault {
        case .noTools, .noJSONSchema, .noMaxCompletionTokens: missing.contains(fault)
        default: !isLine || fault.canStrikeLines
        }
      }
      return (state.calls, random.next(), draw, state.desk)
    }
  }

  /// Lets a call through the limits, or says why not.
  ///
  /// - Parameter tokens: what it weighs; nil to ask whether one more request would be let through, without letting it.
  func admit(tokens: Int?) -> SlidingMinute.Refusal? {
    let now = world.uptime()
    return inState { state in
      if let tokens { return state.minute.admit(tokens: tokens, now: now) }
      return state.minute.refusal(tokens: 0, now: now)
    }
  }

  /// The headers of the limits, as they stand.
  func rateHeaders(in dialect: Dialect) -> [(String, String)] {
    let now = world.uptime()
    let (requests, tokens) = inState { $0.minute.standing(now: now) }
    return RateHeaders.headers(requests: requests, tokens: tokens, in: dialect, now: world.now())
  }

  /// Where the tokens of a prompt come from, in Anthropic's interface; its marks are remembered.
  func split(_ blocks: MessagesCache.Blocks, total: Int) -> MessagesCache.Split {
    inState { $0.cache.split(blocks, total: total) }
  }

  /// Counts the end of a call.
  func end(_ count: (inout SimulatorTally) -> Void) { inState { count(&$0.tally) } }
}
