import ContentModel
import ContentStore
import Providers
import World

/// One try of a call: let through, booked, reserved, sent, stored.
extension CallPerformer {
  /// What came of a call that was sent.
  private struct Flight {
    var turn: RateTurn?
    var ticket: ProviderHealth.Ticket
    var took: Duration
    var answer: Swift.Result<RawAnswer, ProviderError>
  }

  /// Makes one try, once the provider's health and limits allow it.
  ///
  /// - Parameter arrival: Noted when a good answer stands in line for the store.
  /// - Returns: Nil where no call was made: the outcome says why.
  func makeTry(_ call: inout CallRequest, _ result: inout Result, _ arrival: Arrival) async throws -> Sent? {
    result.outcome = .failed(reason: "provider_error")
    guard let ticket = try await admission() else {
      result.outcome = .notMade
      return nil
    }
    do {
      if let sent = try await makeTry(&call, ticket, &result, arrival) { return sent }
    } catch let error as ProviderError {
      // Nothing was sent: the provider wants a longer wait than there is patience for.
      result.lastFailure = error
      _ = delay(after: error, failures: 1, into: &result)
      result.outcome = .notMade
    }
    health.gaveUp(ticket)
    return nil
  }

  private func makeTry(
    _ call: inout CallRequest, _ ticket: ProviderHealth.Ticket, _ result: inout Result, _ arrival: Arrival
  ) async throws -> Sent? {
    let turn = try await limiter?.turn(tokens: call.tokensExpected, isToRest: { isToRest })
    if turn == nil, limiter != nil {
      result.outcome = .notMade
      return nil
    }
    call.request.callID = newCallID()
    call.request.form = context.provider.form(ofModel: call.request.model)
    let (reserved, exceeded) = try await reserve(call)
    guard let attempt = reserved else {
      giveBack(turn)
      result.outcome = isToRest ? .notMade : .didNotFit
      result.exceeded = exceeded
      return nil
    }
    Failpoint.reach("reserved", context.world)
    guard let flight = try await transmit(call, turn, attempt: attempt, ticket) else {
      result.outcome = .notMade
      return nil
    }
    do {
      let sent = try await keep(flight, attempt: attempt, arrival)
      try await settle(flight.turn, by: sent)
      return sent
    } catch {
      if let turn = flight.turn { limiter?.settle(turn, used: nil) }
      throw error
    }
  }

  /// Waits until the call may be sent, as far as the provider's health goes; nil where the run comes to rest before.
  private func admission() async throws -> ProviderHealth.Ticket? {
    while !isToRest {
      if let ticket = health.admit() { return ticket }
      try await context.world.sleep(.milliseconds(20))
    }
    return nil
  }

  /// Takes a place, once there is one, and waits until the call may leave: the provider may have begun to fail since it was
  /// let through.
  ///
  /// - Returns: nil where the run comes to rest before; the place is taken all the same. Not where it throws.
  private func takePlace(_ ticket: ProviderHealth.Ticket) async throws -> ProviderHealth.Ticket? {
    try await places.enter()
    do {
      while !isToRest {
        if let leaving = health.leave(ticket) { return leaving }
        try await context.world.sleep(.milliseconds(20))
      }
    } catch {
      places.leave()
      throw error
    }
    return nil
  }

  private func newCallID() -> String {
    ItemUUID.version7(milliseconds: context.world.now().milliseconds, randomBits: context.world.randomBits).description
  }

  /// The row of the call, or the budget that does not hold it; neither where the run is to rest.
  private func reserve(_ call: CallRequest) async throws -> (attempt: Int64?, exceeded: ExceededBudget?) {
    var request: [UInt8] = []
    call.request.body().write(to: &request)
    let attempt = NewAttempt(
      uuid: call.request.callID, run: run, role: call.plan.role, provider: context.provider.name,
      model: call.request.model, promptHash: call.request.prompt.hash,
      slots: call.plan.slots.map { ($0.ordinal, $0.slot) },
      worstCase: worstCase(of: call), inputTokensSingle: call.inputTokensSingle,
      request: StoredBytes(request, compressed: context.answers.compress))
    let reservation = context.store.submit(isUrgent: isNoneReady) {
      [store = context.store, budgets = context.budgets, run, stop] transaction -> (Int64?, ExceededBudget?) in
      // No answer is bought that the store may not be able to take.
      try store.checkIsTakingWrites()
      if let actor = try transaction.pauseWish(ofRun: run) {
        stop.request(reason: FillStop.paused(by: actor))
        return (nil, nil)
      }
      return try transaction.reserveOrTell(attempt, within: budgets)
    }
    return try await reservation.value
  }

  /// Whether no call is ready to be sent: then a place that is free stays empty until the next commit.
  private var isNoneReady: Bool { places.waitingCount == 0 }

  /// Waits for the moment that was booked; takes the reservation back where the provider wants a longer wait than there is
  /// patience for.
  private func depart(_ turn: RateTurn?, attempt: Int64) async throws -> RateTurn? {
    guard let turn, let limiter else { return nil }
    do {
      return try await limiter.depart(turn, isToRest: { isToRest })
    } catch let error as ProviderError {
      try await context.store.write { [run] in try $0.withdraw(attempt: attempt, run: run) }
      throw error
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

  /// Sends a call that is ready, as soon as another one has made room for it.
  ///
  /// - Returns: nil where it was taken back instead, because the run rests.
  private func transmit(
    _ call: CallRequest, _ turn: RateTurn?, attempt: Int64, _ ticket: ProviderHealth.Ticket
  ) async throws -> Flight? {
    let leaving: ProviderHealth.Ticket?
    do {
      leaving = try await takePlace(ticket)
    } catch {
      giveBack(turn)
      try await context.store.write { [run] in try $0.withdraw(attempt: attempt, run: run) }
      throw error
    }
    defer { places.leave() }
    let departed = try await depart(turn, attempt: attempt)
    let isWithdrawn = try await withdrawIfNotToBeSent(attempt)
    guard let ticket = leaving, !isWithdrawn else {
      giveBack(departed)
      return nil
    }
    try lock.noteDeparture(ofAttempt: attempt)
    context.onEvent(.sent(call: call.request.callID, role: call.plan.role, drafts: call.plan.slots.count))
    let began = context.world.uptime()
    let answer: Swift.Result<RawAnswer, ProviderError>
    do {
      answer = .success(try await context.provider.send(call.request))
    } catch let error as CancellationError {
      if let departed { limiter?.settle(departed, used: nil) }
      try await context.store.write {
        try $0.markUnknown(attempt: attempt, error: "the program was stopped while the call was in flight")
      }
      throw error
    } catch let error as ProviderError {
      answer = .failure(error)
    }
    // A failure is known before the disk has it, and before another call takes its place: meanwhile others would be sent in
    // vain.
    switch answer {
    case .success(let whole) where whole.isSuccess: break
    case .success(let whole): note(status: whole.status, ticket)
    case .failure: health.failed(ticket)
    }
    return Flight(turn: departed, ticket: ticket, took: context.world.uptime() - began, answer: answer)
  }

  /// Stores an answer and reads it; tells the circuit breaker what came of it.
  private func keep(
    _ flight: Flight, attempt: Int64, _ arrival: Arrival
  ) async throws -> Sent {
    let took = flight.took
    func sent(_ answer: RawAnswer?, _ completion: Swift.Result<ChatCompletion, ProviderError>) -> Sent {
      Sent(attempt: attempt, seconds: took / .seconds(1), answer: answer, completion: completion)
    }
    let answer: RawAnswer
    switch flight.answer {
    case .success(let whole): answer = whole
    case .failure(let error): return sent(nil, .failure(error))
    }
    Failpoint.reach("sent", context.world)
    let headers = answer.headers.map { "\($0): \($1)" }.joined(separator: "\n")
    let body = StoredBytes(answer.body, compressed: context.answers.compress)
    let stored = context.store.submit(isUrgent: isNoneReady) {
      try $0.storeAnswer(ofAttempt: attempt, status: answer.status, headers: headers, body: body, took: took)
    }
    // The next call's reservation stands in line behind it, so that both share a commit, and the one is never without the
    // other.
    if answer.isSuccess { arrival.note() }
    try await stored.value
    Failpoint.reach("answered", context.world)
    let read = Swift.Result { () throws(ProviderError) in
      try admitted(try context.provider.read(answer, now: context.world.now()))
    }
    if answer.isSuccess {
      if case .success = read { health.answered(flight.ticket) } else { health.failed(flight.ticket) }
    }
    return sent(answer, read)
  }

  /// Refuses simulated text in a library for learners, by whatever way it comes; in a rehearsal the store is marked, which
  /// stands in line before anything that comes of the text.
  func admitted(_ completion: ChatCompletion) throws(ProviderError) -> ChatCompletion {
    if !completion.isSimulated { return completion }
    if !context.isRehearsal { throw ProviderError(.simulated, provider: context.provider.name) }
    simulatedText.mark(in: context.store)
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

  private func giveBack(_ turn: RateTurn?) { if let turn { limiter?.giveBack(turn) } }

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
}
