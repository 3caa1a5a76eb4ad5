import ContentModel
import ContentStore
import Formats

/// How a kind's drafts are grouped.
public struct GroupPolicy: Hashable, Sendable {
  /// The most drafts a generation call asks for, at least 1.
  public var size: Int
  /// The same for sections of which more is known.
  public var sizes: [String: Int] = [:]
  /// The most drafts an assessment call judges, at least 1.
  public var assessmentSize: Int
  /// Whether a group shares its topic too.
  public var isStrict: Bool

  public init(size: Int, assessmentSize: Int, isStrict: Bool) {
    self.size = size
    self.assessmentSize = assessmentSize
    self.isStrict = isStrict
  }

  /// The most drafts a generation call for a section asks for.
  public func size(in section: String) -> Int { sizes[section] ?? size }
}

/// The state of a whole run: calls' outcomes in, calls to make and changes to store out. Pure: it knows no clock, no
/// store and no provider, and gives the same calls for the same outcomes in the same order.
public struct RunMachine: Sendable {
  /// By ordinal - 1.
  public private(set) var drafts: [StoredDraft]
  public private(set) var callsInFlight: [Int: CallPlan] = [:]
  /// Whether the last call that was planned did not fit the budget, and nothing has been freed since.
  public private(set) var isOutOfBudget = false

  private let run: Int64
  private let policies: [String: DraftPolicy]
  private let groups: [String: GroupPolicy]
  private let maxDrafts: Int
  private var queue: DraftQueue
  private var nextCall = 1
  /// By call in flight.
  private var taken: [Int: Taken] = [:]
  /// How many calls have ended that were made: each one may have freed money.
  private var callsMade = 0
  /// The largest group of texts that may still be assessed: less than one that did not fit. 0: none.
  private var assessable = Int.max
  /// How often a text has been left without its assessment, by draft.
  private var unassessed: [Int: Int] = [:]
  /// How often an assessment that did not come back is asked for again.
  private let assessmentRetries = 3

  /// What a call in flight was taken from.
  private struct Taken: Sendable {
    var drafts: DraftQueue.Taken
    /// How many calls had been made when it was planned.
    var callsMade: Int
  }

  /// - Parameters:
  ///   - drafts: All drafts of the run, in order of their ordinals.
  ///   - policies: By kind.
  ///   - groups: By kind.
  ///   - maxDrafts: How many drafts the run may begin in all.
  public init(
    run: Int64, drafts: [StoredDraft], policies: [String: DraftPolicy], groups: [String: GroupPolicy], maxDrafts: Int
  ) {
    self.run = run
    self.drafts = drafts
    self.policies = policies
    self.groups = groups
    self.maxDrafts = maxDrafts
    queue = DraftQueue(groups: groups)
    for draft in drafts where !draft.state.isEnded { queue.add(draft) }
  }

  /// Whether every draft has ended.
  public var isFinished: Bool { callsInFlight.isEmpty && queue.isEmpty }

  /// Whether nothing more can happen: all is done, or the budget holds no further call and none is open.
  public var isStuckOnBudget: Bool { isOutOfBudget && callsInFlight.isEmpty && !queue.isEmpty && !mayStillAssess }

  /// Whether drafts that are paid for can be assessed though no more texts fit: the texts that they waited for to share
  /// a call do not come, and fewer of them may fit where more do not.
  private var mayStillAssess: Bool { assessable > 0 && queue.hasAssessments }

  /// The next calls, at most so many. What closes a draft comes first: assessment, regeneration, then generation.
  public mutating func nextCalls(_ capacity: Int) -> [CallPlan] {
    if isOutOfBudget, !callsInFlight.isEmpty || !mayStillAssess { return [] }
    var calls: [CallPlan] = []
    while calls.count < capacity, let next = isOutOfBudget ? queue.nextAssessment(atMost: assessable) : queue.next() {
      calls.append(begin(next, CallPlan(id: nextCall, role: next.key.role, ordinals: next.ordinals)))
    }
    return calls
  }

  /// Takes a call over from a process that has died, so that its stored answer can be read.
  ///
  /// - Returns: The call, or nil where a draft of it does not wait for one of this role any more.
  public mutating func adopt(_ role: Role, slots: [CallPlan.Slot]) -> CallPlan? {
    let state: DraftState =
      switch role {
      case .generation: .pendingGeneration
      case .assessment: .pendingAssessment
      case .regeneration: .pendingRegeneration
      }
    guard !slots.isEmpty,
      slots.allSatisfy({ drafts.indices.contains($0.ordinal - 1) && drafts[$0.ordinal - 1].state == state }),
      let out = queue.takeOut(slots.map { drafts[$0.ordinal - 1] })
    else { return nil }
    var call = CallPlan(id: nextCall, role: role, ordinals: [])
    call.slots = slots
    return begin(out, call)
  }

  private mutating func begin(_ drafts: DraftQueue.Taken, _ call: CallPlan) -> CallPlan {
    nextCall += 1
    callsInFlight[call.id] = call
    taken[call.id] = Taken(drafts: drafts, callsMade: callsMade)
    return call
  }

  /// Lets go of the texts of drafts that have ended, once they are in the store: a run may have many.
  public mutating func forgetTexts(of ordinals: some Sequence<Int>) {
    for ordinal in ordinals where drafts[ordinal - 1].state.isEnded {
      drafts[ordinal - 1].body = nil
      drafts[ordinal - 1].turns = []
      drafts[ordinal - 1].findings = []
    }
  }

  /// Takes in what came of a call. Drafts that were released meanwhile stay as they are.
  ///
  /// - Precondition: The call is in flight.
  /// - Throws: `ImpossibleDraftEvent` where an outcome does not fit the draft's state.
  public mutating func callEnded(_ call: CallPlan, _ outcome: CallOutcome) throws(ImpossibleDraftEvent) -> RunChange {
    guard callsInFlight.removeValue(forKey: call.id) == call, let taken = taken.removeValue(forKey: call.id) else {
      preconditionFailure("call \(call.id) is not in flight")
    }
    var change = RunChange()
    let ordinals = call.slots.map(\.ordinal).filter { !drafts[$0 - 1].state.isEnded }
    switch outcome {
    case .didNotFit:
      queue.putBack(taken.drafts, ordinals)
      // It waits while other reservations are open: the end of any of them clears this. Where one has ended since it
      // was planned, it may have been refused before that, and is tried again.
      if taken.callsMade == callsMade {
        isOutOfBudget = true
        if call.role == .assessment { assessable = min(assessable, call.slots.count / 2) }
      }
      return change
    case .notMade:
      queue.putBack(taken.drafts, ordinals)
      return change
    case .failed(let reason):
      try leave(call, ordinals, reason: reason, wasCutOff: false, into: &change)
    case .read(let reading):
      var left: [Int] = []
      for ordinal in ordinals {
        if let text = reading.texts[ordinal], call.role != .assessment {
          try apply(.answered(text), to: ordinal, into: &change)
        } else if let assessment = reading.assessments[ordinal], call.role == .assessment {
          unassessed[ordinal] = nil
          try apply(.assessed(assessment), to: ordinal, into: &change)
        } else {
          left.append(ordinal)
        }
      }
      if !left.isEmpty {
        try leave(call, left, reason: reading.reason, wasCutOff: reading.wasCutOff, into: &change)
      }
    }
    queue.ended(taken.drafts)
    callsMade += 1
    isOutOfBudget = false
    assessable = .max
    return change
  }

  /// Ends those drafts that have not ended, where the run is given up or they are no longer wanted. What calls in flight
  /// still bring for them is left out.
  public mutating func release(_ ordinals: [Int], reason: String) throws(ImpossibleDraftEvent) -> RunChange {
    var change = RunChange()
    for ordinal in ordinals where !drafts[ordinal - 1].state.isEnded {
      queue.remove(ordinal)
      try apply(.released(reason: reason), to: ordinal, into: &change)
    }
    return change
  }

  /// What follows for drafts that a call brought nothing for.
  ///
  /// | the call | what follows |
  /// |---|---|
  /// | a group cut off at the output limit | the rest is asked for in groups of half the size |
  /// | a group with at least half of its slots answered | the rest is asked for again as a smaller group |
  /// | a group with fewer, or a failed one | the rest falls back to single calls |
  /// | a single call cut off | its draft is dropped |
  /// | any other single call | its draft is asked for again, while it may be |
  ///
  /// For assessments the same, but that they may fail to come back thrice for each text.
  private mutating func leave(
    _ call: CallPlan, _ ordinals: [Int], reason: String, wasCutOff: Bool, into change: inout RunChange
  ) throws(ImpossibleDraftEvent) {
    if call.role == .assessment { return try leaveUnassessed(call, ordinals, wasCutOff: wasCutOff, into: &change) }
    guard call.isTrueBatch else {
      for ordinal in ordinals {
        try apply(wasCutOff ? .cutOff : .leftWithout(reason: reason), to: ordinal, into: &change)
      }
      return
    }
    let limit: Int
    if wasCutOff {
      limit = max(1, call.slots.count / 2)
      change.halvings += 1
    } else if (call.slots.count - ordinals.count) * 2 >= call.slots.count {
      limit = max(1, ordinals.count)
    } else {
      limit = 1
      change.fallbacks += 1
    }
    let tag = queue.makeTag()
    for ordinal in ordinals {
      drafts[ordinal - 1].groupLimit = limit
      try apply(.leftWithout(reason: wasCutOff ? "length" : reason), to: ordinal, tag: tag, into: &change)
    }
  }

  private mutating func leaveUnassessed(
    _ call: CallPlan, _ ordinals: [Int], wasCutOff: Bool, into change: inout RunChange
  ) throws(ImpossibleDraftEvent) {
    var limit: Int?
    if call.isTrueBatch {
      if wasCutOff {
        limit = call.slots.count / 2
        change.halvings += 1
      } else if (call.slots.count - ordinals.count) * 2 < call.slots.count {
        limit = 1
        change.fallbacks += 1
      }
    }
    let tag = limit == nil ? 0 : queue.makeTag()
    for ordinal in ordinals {
      unassessed[ordinal, default: 0] += 1
      if wasCutOff, !call.isTrueBatch {
        try apply(.leftUnassessed(reason: "length"), to: ordinal, into: &change)
      } else if unassessed[ordinal, default: 0] > assessmentRetries {
        try apply(.leftUnassessed(reason: "no_assessment"), to: ordinal, into: &change)
      } else {
        queue.add(drafts[ordinal - 1], tag: tag, assessmentLimit: limit)
      }
    }
  }

  private mutating func apply(
    _ event: DraftEvent, to ordinal: Int, tag: Int = 0, into change: inout RunChange
  ) throws(ImpossibleDraftEvent) {
    var draft = drafts[ordinal - 1]
    guard let policy = policies[draft.kind] else { preconditionFailure("no policy for kind \(draft.kind)") }
    let action = try DraftMachine.apply(event, to: &draft, policy: policy)
    drafts[ordinal - 1] = draft
    change.drafts.append(draft)
    switch action {
    case .goOn: queue.add(draft, tag: tag)
    case .accept(let review): change.accepted.append((ordinal, review))
    case .replace where drafts.count < maxDrafts:
      let replacement = StoredDraft(
        run: run, ordinal: drafts.count + 1, kind: draft.kind, key: draft.key, options: draft.options,
        replaces: draft.ordinal)
      drafts.append(replacement)
      change.replacements.append(replacement)
      queue.add(replacement)
    case .replace, .forget: break
    }
  }
}
