import ContentModel
import ContentStore
import Providers
import World

/// Performs one call: reserves its worst case, sends it, stores the raw answer, and only then reads it.
struct CallPerformer: Sendable {
  var run: Int64
  var context: FillContext
  var configuration: FillConfiguration
  var reader: CallReader
  var stop: FillStop

  /// What became of a call.
  struct Result: Sendable {
    var plan: CallPlan
    var outcome: CallOutcome
    /// What to book together with the outcome; nil where nothing was paid, or nobody knows.
    var settlement: AttemptSettlement?
    /// The digest of each text, by ordinal.
    var digests: [Int: [UInt8]] = [:]
    /// Tries that the provider failed.
    var failures = 0
    var lastFailure: ProviderError?
    /// Whether the last failure must stop the whole run: the key is refused, the quota used up, the wait too long.
    var isFatal = false
  }

  /// The longest wait that a provider may ask for within a run; a longer one pauses it.
  static let patience = Duration.seconds(60)

  /// Throws where the store cannot be written, or a draft has lost its section.
  func perform(_ plan: CallPlan, drafts: [StoredDraft]) async throws -> Result {
    var call = try CallRequest(plan, drafts: drafts, run: run, context: context, configuration: configuration)
    var result = Result(plan: plan, outcome: .failed(reason: "provider_error"))
    for number in 1...configuration.callTries {
      call.request.callID = newCallID()
      // Asking again in the same words may bring the same fault; another seed may not.
      if number > 1 { call.request.seed &+= 0x9E37_79B9_7F4A_7C15 }
      guard let attempt = try await reserve(call) else {
        result.outcome = .didNotFit
        return result
      }
      Failpoint.reach("reserved", context.world)
      do {
        take(try await send(call, attempt: attempt), attempt: attempt, call: call, into: &result)
        return result
      } catch let error as ProviderError {
        try await book(error, attempt: attempt, into: &result)
        guard number < configuration.callTries, let delay = delay(after: error, number: number, into: &result),
          try await wait(delay)
        else { return result }
      }
    }
    return result
  }

  /// Reads an answer that was stored before the process that asked for it died.
  func reread(_ answer: UnreadAnswer, plan: CallPlan, drafts: [StoredDraft]) async throws -> Result {
    let call = try CallRequest(plan, drafts: drafts, run: run, context: context, configuration: configuration)
    var result = Result(plan: plan, outcome: .failed(reason: "provider_error"))
    do {
      let completion = try ChatCompletion.read(
        RawAnswer(status: answer.status, body: answer.body), from: context.provider.name)
      take(completion, attempt: answer.attempt.id, call: call, into: &result)
    } catch {
      try await book(error, attempt: answer.attempt.id, into: &result)
    }
    return result
  }

  private func take(_ completion: ChatCompletion, attempt: Int64, call: CallRequest, into result: inout Result) {
    let read = reader.read(completion, for: call)
    result.outcome = .read(read.reading)
    result.digests = read.digests
    result.settlement = reader.settlement(
      read, attempt: attempt, run: run, call: call, provider: context.provider.name)
  }

  private func newCallID() -> String {
    ItemUUID.version7(milliseconds: context.world.now().milliseconds, randomBits: context.world.randomBits).description
  }

  private func reserve(_ call: CallRequest) async throws -> Int64? {
    let price = context.prices.price(provider: context.provider.name, model: call.request.model)
    var request: [UInt8] = []
    call.request.body().write(to: &request)
    let attempt = NewAttempt(
      uuid: call.request.callID, run: run, role: call.plan.role, provider: context.provider.name,
      model: call.request.model, promptHash: call.request.prompt.hash,
      slots: call.plan.slots.map { ($0.ordinal, $0.slot) },
      worstCase: price.map { WorstCase.cost(call.request, price: $0) } ?? .zero,
      inputTokensSingle: call.inputTokensSingle,
      request: StoredBytes(request, compressed: context.answers.compress))
    return try await context.store.write { try $0.reserve(attempt) }
  }

  private func send(_ call: CallRequest, attempt: Int64) async throws -> ChatCompletion {
    let answer: RawAnswer
    do {
      answer = try await context.provider.send(call.request)
    } catch let error as CancellationError {
      try await context.store.write {
        try $0.markUnknown(attempt: attempt, error: "the program was stopped while the call was in flight")
      }
      throw error
    }
    Failpoint.reach("sent", context.world)
    let headers = answer.headers.map { "\($0): \($1)" }.joined(separator: "\n")
    let body = StoredBytes(answer.body, compressed: context.answers.compress)
    try await context.store.write {
      try $0.storeAnswer(ofAttempt: attempt, status: answer.status, headers: headers, body: body)
    }
    Failpoint.reach("answered", context.world)
    return try ChatCompletion.read(answer, from: context.provider.name, now: context.world.now())
  }

  /// A call that may have been paid stays open in the ledger; one that was refused frees its reservation.
  private func book(_ error: ProviderError, attempt: Int64, into result: inout Result) async throws {
    result.failures += 1
    result.lastFailure = error
    try await context.store.write { [run] transaction in
      switch error.kind {
      case .connection, .timeout, .unreadable: try transaction.markUnknown(attempt: attempt, error: error.message)
      default: try transaction.fail(attempt: attempt, run: run, error: error.message)
      }
    }
  }

  /// How long to wait before the next try; nil where there is to be none.
  private func delay(after error: ProviderError, number: Int, into result: inout Result) -> Duration? {
    switch error.advice {
    case .never:
      result.isFatal = true
      return nil
    case .backOff:
      return error.kind == .unreadable ? nil : Backoff().delay(attempt: number, random: context.world.randomBits())
    case .after(let wait):
      result.isFatal = wait > Self.patience
      return result.isFatal ? nil : wait
    }
  }

  /// Waits in short steps, so that a stop is noticed.
  ///
  /// - Returns: Whether the whole time has passed.
  private func wait(_ duration: Duration) async throws -> Bool {
    let end = context.world.uptime() + duration
    while !stop.isRequested {
      let rest = end - context.world.uptime()
      if rest <= .zero { return true }
      try await context.world.sleep(min(.milliseconds(200), rest))
    }
    return false
  }
}
