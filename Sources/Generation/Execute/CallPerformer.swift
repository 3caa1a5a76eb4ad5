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
  var health: ProviderHealth
  /// Keeps the provider's limits; nil for a provider that has none.
  var limiter: RateLimiter?

  /// What became of a call.
  struct Result: Sendable {
    var plan: CallPlan
    var outcome: CallOutcome
    /// What to book together with the outcome; nil where nothing was paid, or nobody knows.
    var settlement: AttemptSettlement?
    /// The digest of each text, by ordinal.
    var digests: [Int: [UInt8]] = [:]
    /// What the call may cost, where the budget did not hold it.
    var worstCase: Money?
    /// Why the provider failed the last try, or nil.
    var lastFailure: ProviderError?
    /// When the last try was sent, by `World.uptime`.
    var sentAt = Duration.zero
    /// Whether the last failure must stop the whole run: the key is refused, the quota used up, the wait too long.
    var isFatal = false
    /// When the provider will take calls again, where the run is not to wait for that.
    var until: Timestamp?
  }

  /// What came of a sending: the answer, if any, and what was read in it.
  private struct Sent: Sendable {
    var answer: RawAnswer?
    var completion: Swift.Result<ChatCompletion, ProviderError>
  }

  /// Throws where the store cannot be written, or a draft has lost its section.
  ///
  /// - Parameter arrival: Noted when the answer has come and is in line for the store, before it is there.
  func perform(_ plan: CallPlan, drafts: [StoredDraft], arrival: Arrival) async throws -> Result {
    defer { arrival.note() }
    var call = try CallRequest(plan, drafts: drafts, run: run, context: context, configuration: configuration)
    var result = Result(plan: plan, outcome: .failed(reason: "provider_error"))
    /// Tries that the provider failed. One that it refused because there were too many is none: the call is not to blame.
    var failures = 0
    while true {
      guard let ticket = try await admission() else {
        result.outcome = .notMade
        return result
      }
      let turn: RateTurn?
      do {
        turn = try await limiter?.turn(tokens: call.tokensExpected, isToRest: { isToRest })
      } catch let error as ProviderError {
        health.gaveUp(ticket)
        rest(over: error, &result)
        return result
      }
      if turn == nil, limiter != nil {
        health.gaveUp(ticket)
        result.outcome = .notMade
        return result
      }
      call.request.callID = newCallID()
      call.request.form = context.provider.form(ofModel: call.request.model)
      guard let attempt = try await reserve(call) else {
        giveBack(turn)
        health.gaveUp(ticket)
        result.outcome = isToRest ? .notMade : .didNotFit
        result.worstCase = worstCase(of: call)
        return result
      }
      Failpoint.reach("reserved", context.world)
      var departed: RateTurn?
      do {
        if let turn { departed = try await limiter?.depart(turn, isToRest: { isToRest }) }
      } catch let error as ProviderError {
        try await context.store.write { [run] in try $0.withdraw(attempt: attempt, run: run) }
        health.gaveUp(ticket)
        rest(over: error, &result)
        return result
      }
      if try await withdrawIfNotToBeSent(attempt) {
        giveBack(departed)
        health.gaveUp(ticket)
        result.outcome = .notMade
        return result
      }
      result.sentAt = context.world.uptime()
      context.onEvent(.sent(call: call.request.callID, role: plan.role, drafts: plan.slots.count))
      let sent: Sent
      do {
        sent = try await send(call, attempt: attempt, ticket, arrival)
      } catch {
        if let departed { limiter?.settle(departed, used: nil) }
        throw error
      }
      try await settle(departed, by: sent)
      switch sent.completion {
      case .success(let completion):
        take(completion, attempt: attempt, call: call, into: &result)
        tell(of: call, result)
        return result
      case .failure(let error):
        tell(of: call, result, error: error)
        try await book(error, attempt: attempt, into: &result)
        // The endpoint takes calls in another form: that is no failure, and costs nothing but the time.
        if context.provider.adapt(
          to: error, answer: sent.answer, form: call.request.form, model: call.request.model), !isToRest
        {
          continue
        }
        if error.kind != .rateLimited { failures += 1 }
        let delay = delay(after: error, failures: failures, into: &result)
        // A run that comes to rest over it begins where it stands now: its drafts are not to blame.
        if result.isFatal || isToRest { result.outcome = .notMade }
        guard failures < configuration.callTries, let delay, case .failed = result.outcome else { return result }
        context.onEvent(.waiting(seconds: delay / .seconds(1), because: error))
        try await wait(delay)
        // Asking again in the same words may bring the same fault; another seed may not.
        call.request.seed &+= 0x9E37_79B9_7F4A_7C15
      }
    }
  }

  private func tell(of call: CallRequest, _ result: Result, error: ProviderError? = nil) {
    let seconds = (context.world.uptime() - result.sentAt) / .seconds(1)
    let (id, role, drafts) = (call.request.callID, call.plan.role, call.plan.slots.count)
    if let error {
      context.onEvent(.failed(call: id, role: role, drafts: drafts, seconds: seconds, error: error))
    } else {
      context.onEvent(
        .answered(
          call: id, role: role, drafts: drafts, seconds: seconds, usage: result.settlement?.usage,
          cost: result.settlement?.cost))
    }
  }

  private func giveBack(_ turn: RateTurn?) { if let turn { limiter?.giveBack(turn) } }

  /// Comes to rest because the provider wants a longer wait than there is patience for.
  private func rest(over error: ProviderError, _ result: inout Result) {
    result.lastFailure = error
    _ = delay(after: error, failures: 1, into: &result)
    result.outcome = .notMade
  }

  /// Tells the limiter what the answer says of the limits, and what the call used of them.
  private func settle(_ turn: RateTurn?, by sent: Sent) async throws {
    guard let turn, let limiter else { return }
    let used: Int? =
      switch sent.completion {
      case .success(let completion): completion.usage.map { $0.input + $0.output }
      // A refusal uses no tokens; of a broken answer nobody knows.
      case .failure: (sent.answer?.status ?? 0) >= 400 ? 0 : nil
      }
    limiter.settle(turn, used: used)
    guard let answer = sent.answer else { return }
    var advice: RetryAdvice?
    if case .failure(let error) = sent.completion { advice = error.advice }
    try await limiter.observe(headers: answer.headers, status: answer.status, advice: advice, of: turn)
  }

  /// Whether no call is to be sent any more.
  private var isToRest: Bool { stop.isRequested || health.isOpen }

  /// Waits until the call may be sent, as far as the provider's health goes; nil where the run comes to rest before.
  private func admission() async throws -> ProviderHealth.Ticket? {
    while !isToRest {
      if let ticket = health.admit() { return ticket }
      try await context.world.sleep(.milliseconds(20))
    }
    return nil
  }

  /// Reads an answer that was stored before the process that asked for it died.
  func reread(_ answer: UnreadAnswer, plan: CallPlan, drafts: [StoredDraft]) async throws -> Result {
    let call = try CallRequest(plan, drafts: drafts, run: run, context: context, configuration: configuration)
    var result = Result(plan: plan, outcome: .failed(reason: "provider_error"))
    do {
      let completion = try admitted(
        try context.provider.read(RawAnswer(status: answer.status, body: answer.body), now: context.world.now()))
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
    var request: [UInt8] = []
    call.request.body().write(to: &request)
    let attempt = NewAttempt(
      uuid: call.request.callID, run: run, role: call.plan.role, provider: context.provider.name,
      model: call.request.model, promptHash: call.request.prompt.hash,
      slots: call.plan.slots.map { ($0.ordinal, $0.slot) },
      worstCase: worstCase(of: call), inputTokensSingle: call.inputTokensSingle,
      request: StoredBytes(request, compressed: context.answers.compress))
    return try await context.store.write { [store = context.store, run, stop] transaction in
      // No answer is bought that the store may not be able to take.
      try store.checkIsTakingWrites()
      if let actor = try transaction.pauseWish(ofRun: run) {
        stop.request(reason: FillStop.paused(by: actor))
        return nil
      }
      return try transaction.reserve(attempt)
    }
  }

  /// Takes a reserved call back where the run came to rest, or a write was refused, while its reservation was on its way.
  ///
  /// - Returns: Whether it was taken back, because the run rests.
  /// - Throws: What the store says, where it takes no writes.
  private func withdrawIfNotToBeSent(_ attempt: Int64) async throws -> Bool {
    let refusal = Swift.Result { try context.store.checkIsTakingWrites() }
    if case .success = refusal, !isToRest { return false }
    try await context.store.write { [run] in try $0.withdraw(attempt: attempt, run: run) }
    try refusal.get()
    return true
  }

  /// Nothing where the model has no price: then there is no budget either.
  private func worstCase(of call: CallRequest) -> Money {
    let price = context.prices.price(provider: context.provider.name, model: call.request.model)
    return price.map { WorstCase.cost(call.request, price: $0) } ?? .zero
  }

  /// Sends a call and stores its answer; tells the circuit breaker what came of it.
  private func send(
    _ call: CallRequest, attempt: Int64, _ ticket: ProviderHealth.Ticket, _ arrival: Arrival
  ) async throws -> Sent {
    let answer: RawAnswer
    do {
      answer = try await context.provider.send(call.request)
    } catch let error as CancellationError {
      try await context.store.write {
        try $0.markUnknown(attempt: attempt, error: "the program was stopped while the call was in flight")
      }
      throw error
    } catch let error as ProviderError {
      health.failed(ticket)
      return Sent(completion: .failure(error))
    }
    Failpoint.reach("sent", context.world)
    // A failure is known by its status, before the disk has it: meanwhile others would be sent in vain.
    let isSuccess = (200...299).contains(answer.status)
    if !isSuccess { note(status: answer.status, ticket) }
    let headers = answer.headers.map { "\($0): \($1)" }.joined(separator: "\n")
    let body = StoredBytes(answer.body, compressed: context.answers.compress)
    let stored = context.store.submit {
      try $0.storeAnswer(ofAttempt: attempt, status: answer.status, headers: headers, body: body)
    }
    // The next call's reservation stands in line behind it, so that both share a commit, and the one is never without the
    // other.
    if isSuccess { arrival.note() }
    try await stored.value
    Failpoint.reach("answered", context.world)
    let read = Swift.Result { () throws(ProviderError) in
      try admitted(try context.provider.read(answer, now: context.world.now()))
    }
    if case .success(let completion) = read, completion.isSimulated, !context.provider.isLocal {
      try await context.store.write { try $0.markSimulatedText() }
    }
    if isSuccess {
      if case .success = read { health.answered(ticket) } else { health.failed(ticket) }
    }
    return Sent(answer: answer, completion: read)
  }

  /// Refuses simulated text in a library for learners, by whatever way it comes.
  private func admitted(_ completion: ChatCompletion) throws(ProviderError) -> ChatCompletion {
    if completion.isSimulated, !context.isRehearsal { throw ProviderError(.simulated, provider: context.provider.name) }
    return completion
  }

  private func note(status: Int, _ ticket: ProviderHealth.Ticket) {
    switch status {
    case 429: health.askedForFewer(ticket)
    case 408, 409, 500...599: health.failed(ticket)
    // The request or the key is at fault.
    default: health.gaveUp(ticket)
    }
  }

  private func book(_ error: ProviderError, attempt: Int64, into result: inout Result) async throws {
    result.lastFailure = error
    try await context.store.write { [run] in try $0.book(error, attempt: attempt, ofRun: run) }
  }

  /// How long to wait before the next try; nil where there is to be none.
  private func delay(after error: ProviderError, failures: Int, into result: inout Result) -> Duration? {
    switch error.advice {
    case .never:
      result.isFatal = true
      return nil
    case .backOff:
      if error.kind == .unreadable { return nil }
      return Backoff().delay(attempt: max(failures, health.failuresInARow), random: context.world.randomBits())
    case .after(let wait):
      result.isFatal = wait > context.patience
      if !result.isFatal { return wait }
      result.until = context.world.now().advanced(byMilliseconds: Int64(wait / .milliseconds(1)))
      return nil
    }
  }

  /// Waits in short steps, so that it is noticed when the run is to rest.
  private func wait(_ duration: Duration) async throws {
    let end = context.world.uptime() + duration
    while !isToRest {
      let rest = end - context.world.uptime()
      if rest <= .zero { return }
      try await context.world.sleep(min(.milliseconds(200), rest))
    }
  }
}
