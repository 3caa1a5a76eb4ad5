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
  /// Where it is noted which calls are sent.
  var lock: RunLock
  /// The places of calls that are on their way: as many as the run's concurrency.
  var places: AsyncSemaphore
  let simulatedText = SimulatedTextMark()

  /// What became of a call.
  struct Result: Sendable {
    var plan: CallPlan
    var outcome: CallOutcome
    /// What to book together with the outcome; nil where nothing was paid, or nobody knows.
    var settlement: AttemptSettlement?
    /// The digest of each text, by ordinal.
    var digests: [Int: [UInt8]] = [:]
    /// Each text as it is compared with others, by ordinal.
    var compared: [Int: CallReader.Compared] = [:]
    /// The budget that did not hold the call.
    var exceeded: ExceededBudget?
    /// Why the provider failed the last try, or nil.
    var lastFailure: ProviderError?
    /// Whether the last failure must stop the whole run: the key is refused, the quota used up, the wait too long.
    var isFatal = false
    /// When the provider will take calls again, where the run is not to wait for that.
    var until: Timestamp?
  }

  /// What came of a try.
  struct Sent: Sendable {
    var attempt: Int64
    /// How long it took.
    var seconds: Double
    /// Nil where none came.
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
    while let sent = try await makeTry(&call, &result, arrival) {
      let error: ProviderError
      switch sent.completion {
      case .success(let completion):
        try take(completion, attempt: sent.attempt, call: call, into: &result)
        tell(of: call, sent, result)
        return result
      case .failure(let failure): error = failure
      }
      tell(of: call, sent, result)
      try await book(error, attempt: sent.attempt, into: &result)
      // The endpoint takes calls in another form: that is no failure, and costs nothing but the time.
      let (form, model) = (call.request.form, call.request.model)
      if context.provider.adapt(to: error, answer: sent.answer, form: form, model: model), !isToRest { continue }
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
    return result
  }

  /// Reads an answer that was stored before the process that asked for it died.
  func reread(_ answer: UnreadAnswer, plan: CallPlan, drafts: [StoredDraft]) async throws -> Result {
    var call = try CallRequest(plan, drafts: drafts, run: run, context: context, configuration: configuration)
    call.isBatch = answer.attempt.job != nil
    var result = Result(plan: plan, outcome: .failed(reason: "provider_error"))
    let completion: ChatCompletion
    do {
      completion = try admitted(
        try context.provider.read(RawAnswer(status: answer.status, body: answer.body), now: context.world.now()))
    } catch {
      try await book(error, attempt: answer.attempt.id, into: &result)
      return result
    }
    try take(completion, attempt: answer.attempt.id, call: call, into: &result)
    return result
  }

  private func take(_ completion: ChatCompletion, attempt: Int64, call: CallRequest, into result: inout Result) throws {
    let read = try reader.read(completion, for: call)
    result.outcome = .read(read.reading)
    result.digests = read.digests
    result.compared = read.compared
    result.settlement = reader.settlement(
      read, attempt: attempt, run: run, call: call, provider: context.provider.name)
  }

  private func tell(of call: CallRequest, _ sent: Sent, _ result: Result) {
    let (id, role, drafts) = (call.request.callID, call.plan.role, call.plan.slots.count)
    switch sent.completion {
    case .failure(let error):
      context.onEvent(.failed(call: id, role: role, drafts: drafts, seconds: sent.seconds, error: error))
    case .success:
      context.onEvent(
        .answered(
          call: id, role: role, drafts: drafts, seconds: sent.seconds, usage: result.settlement?.usage,
          cost: result.settlement?.cost))
    }
  }

  /// How many calls are made ready beside those that may be on their way.
  ///
  /// A ready call is reserved, and leaves as soon as another is answered; meanwhile writes have time to share a commit. There is
  /// one for each eight places: with 64 at once and half a second a call that is enough for 60 ms. None is made ready for a
  /// provider that failed last, nor where the provider's limits give each call its moment.
  var readyCalls: Int {
    if limiter?.quota.isUnlimited == false { return 0 }
    let places = configuration.concurrency
    return max(0, health.capacity(places + places / 8) - places)
  }

  /// Whether no call is to be sent any more.
  var isToRest: Bool { stop.isRequested || health.isOpen }

  private func book(_ error: ProviderError, attempt: Int64, into result: inout Result) async throws {
    result.lastFailure = error
    try await context.store.write { [run] in try $0.book(error, attempt: attempt, ofRun: run) }
  }

  /// How long to wait before the next try; nil where there is to be none.
  func delay(after error: ProviderError, failures: Int, into result: inout Result) -> Duration? {
    switch error.advice {
    case .never:
      result.isFatal = true
      return nil
    case .backOff:
      if error.kind == .unreadable || error.kind == .callTooLarge { return nil }
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
