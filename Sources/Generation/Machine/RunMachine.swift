import ContentModel
import ContentStore
import Formats

/// How a kind's drafts are grouped.
public struct GroupPolicy: Hashable, Sendable {
  /// The most drafts a generation call asks for, at least 1.
  public var size: Int
  /// The most drafts an assessment call judges, at least 1.
  public var assessmentSize: Int
  /// Whether a group shares its topic too.
  public var isStrict: Bool

  public init(size: Int, assessmentSize: Int, isStrict: Bool) {
    self.size = size
    self.assessmentSize = assessmentSize
    self.isStrict = isStrict
  }
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
  private var unassessed: [Int: Int] = [:]
  /// How often an assessment that did not come back is asked for again.
  private let assessmentRetries = 3

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
  public var isStuckOnBudget: Bool { isOutOfBudget && callsInFlight.isEmpty && !queue.isEmpty }

  /// The next calls, at most so many. What closes a draft comes first: assessment, regeneration, then generation.
  public mutating func nextCalls(_ capacity: Int) -> [CallPlan] {
    if isOutOfBudget { return [] }
    var calls: [CallPlan] = []
    while calls.count < capacity, let next = queue.next(inFlight: inFlightSections) {
      let call = CallPlan(id: nextCall, role: next.role, ordinals: next.ordinals)
      nextCall += 1
      callsInFlight[call.id] = call
      calls.append(call)
    }
    return calls
  }

  /// Takes in what came of a call.
  ///
  /// - Throws: `ImpossibleDraftEvent` where an outcome does not fit the draft's state.
  public mutating func callEnded(_ call: CallPlan, _ outcome: CallOutcome) throws(ImpossibleDraftEvent) -> RunChange {
    callsInFlight[call.id] = nil
    var change = RunChange()
    switch outcome {
    case .didNotFit:
      // It waits while other reservations are open: the end of any of them clears this.
      isOutOfBudget = true
      for slot in call.slots { queue.addFirst(drafts[slot.ordinal - 1]) }
      return change
    case .failed(let reason):
      try leave(call, call.slots.map(\.ordinal), reason: reason, wasCutOff: false, into: &change)
    case .read(let reading):
      var left: [Int] = []
      for slot in call.slots {
        if let text = reading.texts[slot.ordinal], call.role != .assessment {
          try apply(.answered(text), to: slot.ordinal, into: &change)
        } else if let assessment = reading.assessments[slot.ordinal], call.role == .assessment {
          try apply(.assessed(assessment), to: slot.ordinal, into: &change)
        } else {
          left.append(slot.ordinal)
        }
      }
      if !left.isEmpty {
        try leave(call, left, reason: reading.reason, wasCutOff: reading.wasCutOff, into: &change)
      }
    }
    isOutOfBudget = false
    return change
  }

  /// Ends the drafts that have not ended, where the run is given up or they are no longer wanted.
  public mutating func release(_ ordinals: [Int], reason: String) throws(ImpossibleDraftEvent) -> RunChange {
    var change = RunChange()
    for ordinal in ordinals {
      queue.remove(ordinal)
      try apply(.released(reason: reason), to: ordinal, into: &change)
    }
    return change
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
    guard !slots.isEmpty, slots.allSatisfy({ drafts.indices.contains($0.ordinal - 1) }),
      slots.allSatisfy({ drafts[$0.ordinal - 1].state == state })
    else { return nil }
    for slot in slots { queue.remove(slot.ordinal) }
    var call = CallPlan(id: nextCall, role: role, ordinals: [])
    call.slots = slots
    nextCall += 1
    callsInFlight[call.id] = call
    return call
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
  private mutating func leave(
    _ call: CallPlan, _ ordinals: [Int], reason: String, wasCutOff: Bool, into change: inout RunChange
  ) throws(ImpossibleDraftEvent) {
    if call.role == .assessment { return try leaveUnassessed(call, ordinals, reason: reason, into: &change) }
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
    _ call: CallPlan, _ ordinals: [Int], reason: String, into change: inout RunChange
  ) throws(ImpossibleDraftEvent) {
    // A group whose answer is of little use is assessed one by one.
    let alone = call.isTrueBatch && (call.slots.count - ordinals.count) * 2 < call.slots.count
    if alone { change.fallbacks += 1 }
    for ordinal in ordinals {
      unassessed[ordinal, default: 0] += 1
      if unassessed[ordinal, default: 0] > assessmentRetries {
        try apply(.leftUnassessed(reason: "no_assessment"), to: ordinal, into: &change)
      } else {
        queue.add(drafts[ordinal - 1], tag: alone ? queue.makeTag() : 0)
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

  /// The sections and languages that a call in flight may yet bring drafts to assess for.
  private var inFlightSections: Set<DraftQueue.Place> {
    var places: Set<DraftQueue.Place> = []
    for call in callsInFlight.values where call.role != .assessment {
      if let first = call.slots.first { places.insert(DraftQueue.Place(drafts[first.ordinal - 1])) }
    }
    return places
  }
}
