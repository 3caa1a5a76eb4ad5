import ContentModel
import ContentStore
import Formats
import Generation
import World

/// A run at random: drafts, policies and budget, and outcomes for whatever the machine asks for.
///
/// Everything that a machine must keep to at each step is checked on the way; what it broke stands in `faults`.
struct RandomRun {
  /// Every call that was planned, in order, as text.
  private(set) var calls: [String] = []
  private(set) var faults: [String] = []
  private(set) var machine: RunMachine
  private(set) var accepted: Set<Int> = []
  private(set) var released = 0
  private(set) var fallbacks = 0
  private(set) var halvings = 0
  private(set) var crashes = 0
  let begun: Int
  let maxDrafts: Int
  let hasBudget: Bool
  /// More calls than this cannot be needed.
  let bound: Int

  private let policies: [String: DraftPolicy]
  private let groups: [String: GroupPolicy]
  private var generator: SeededGenerator
  private var available: Int
  private var reserved: [Int: Int] = [:]
  private var open: [CallPlan] = []
  /// Calls that the budget did not hold, whose refusal the machine has not been told of.
  private var refused: Set<Int> = []
  private let faultRate: Int
  private let releases: Bool
  private let mostCrashes: Int

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    func flip() -> Bool { Bool.random(using: &generator) }
    let kinds = ["gap_fill_exercise", "micro_lesson"]
    var policies: [String: DraftPolicy] = [:]
    var groups: [String: GroupPolicy] = [:]
    for kind in kinds {
      policies[kind] = DraftPolicy(
        retries: number(0...5), threshold: [0, 70, 100][number(0...2)], assesses: number(0...3) > 0, reviewsAll: flip())
      groups[kind] = GroupPolicy(size: number(1...7), assessmentSize: number(1...7), isStrict: flip())
    }
    begun = number(0...40)
    let variety = number(0...2)
    let drafts = (0..<begun).map { index in
      MachineSamples.draft(
        index + 1, kind: kinds[number(0...min(1, variety))], section: "section\(number(0...variety))",
        topic: flip() ? "topic\(number(0...variety))" : nil, language: ["de", "en"][number(0...min(1, variety))],
        gaps: number(4...(4 + variety)), state: .pendingGeneration)
    }
    maxDrafts = number(0...2) == 0 ? begun : begun * 2 + 1
    hasBudget = flip()
    available = hasBudget ? number(0...(30 + 20 * begun)) : .max / 2
    faultRate = [0, 10, 30, 60, 100][number(0...4)]
    releases = number(0...3) == 0
    mostCrashes = number(0...3) == 0 ? 3 : 0
    let mostAsked = (policies.values.map(\.retries).max() ?? 0) + 1
    // A text and four assessments each; each refusal follows the end of a call, or of the run; a crash forgets how often
    // assessments were missing.
    bound = 2 * maxDrafts * mostAsked * 5 * (1 + mostCrashes) + 50
    machine = RunMachine(run: 7, drafts: drafts, policies: policies, groups: groups, maxDrafts: maxDrafts)
    self.policies = policies
    self.groups = groups
    self.generator = generator
  }

  /// Plans and ends calls until nothing more can happen, or far too many were planned.
  mutating func runToTheEnd() throws {
    while calls.count < 10 * bound {
      let planned = machine.nextCalls(chance(20) ? 0 : number(1...8))
      for call in planned { take(call) }
      if open.isEmpty {
        if machine.isFinished || machine.isStuckOnBudget { return }
        if planned.isEmpty, machine.nextCalls(0).isEmpty {
          let more = machine.nextCalls(1)
          if more.isEmpty {
            return faults.append("nothing is in flight, nothing is planned, and the run has not ended")
          }
          for call in more { take(call) }
        }
        continue
      }
      if releases, chance(5) { try releaseSome() }
      if crashes < mostCrashes, chance(5) {
        crash()
      } else {
        try end(open.remove(at: number(0...(open.count - 1))))
      }
    }
    faults.append("it does not end")
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
  private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  /// Checks a call that was planned, and reserves money for it.
  private mutating func take(_ call: CallPlan) {
    calls.append("\(call.id) \(call.summary)")
    let drafts = call.ordinals.map { machine.drafts[$0 - 1] }
    let busy = Set(open.flatMap(\.ordinals))
    for draft in drafts where busy.contains(draft.ordinal) { faults.append("\(draft.ordinal) is in two calls") }
    if Set(call.ordinals).count != call.slots.count || call.slots.isEmpty {
      faults.append("a draft is twice in a call")
    }
    let state: DraftState =
      switch call.role {
      case .generation: .pendingGeneration
      case .assessment: .pendingAssessment
      case .regeneration: .pendingRegeneration
      }
    for draft in drafts where draft.state != state { faults.append("\(draft.ordinal) is \(draft.state) in \(call)") }
    if Set(drafts.map { groupKey($0, call.role) }).count != 1 { faults.append("a call of several groups: \(call)") }
    let limit = drafts.map { self.limit($0, call.role) }.min() ?? 0
    if call.slots.count > limit { faults.append("more than \(limit) drafts: \(call)") }
    let worstCase = 10 * call.slots.count
    if worstCase <= available {
      available -= worstCase
      reserved[call.id] = worstCase
    } else {
      refused.insert(call.id)
    }
    open.append(call)
  }

  private func groupKey(_ draft: StoredDraft, _ role: Role) -> [String] {
    let isStrict = groups[draft.kind]?.isStrict == true && role == .generation
    return [
      draft.kind, draft.key.section, draft.key.language, draft.options.text, isStrict ? draft.key.topic ?? "-" : "",
    ]
  }

  private func limit(_ draft: StoredDraft, _ role: Role) -> Int {
    guard let policy = groups[draft.kind] else { return 1 }
    return switch role {
    case .generation: min(policy.size, draft.groupLimit ?? .max)
    case .assessment: policy.assessmentSize
    case .regeneration: 1
    }
  }

  private mutating func end(_ call: CallPlan) throws {
    if refused.remove(call.id) != nil { return take(try machine.callEnded(call, .didNotFit)) }
    let outcome = outcome(of: call)
    // What it did not need goes back: at least a half.
    let reservation = reserved.removeValue(forKey: call.id) ?? 0
    available += reservation - number(0...(reservation / 2))
    take(try machine.callEnded(call, outcome))
  }

  private mutating func outcome(of call: CallPlan) -> CallOutcome {
    if chance(faultRate / 4) { return .failed(reason: "provider_error") }
    var reading = CallReading()
    for ordinal in call.ordinals where !chance(faultRate / 3) {
      if call.role == .assessment {
        reading.assessments[ordinal] = chance(faultRate / 2) ? MachineSamples.failed : MachineSamples.passed
      } else {
        let bad = [MachineSamples.critical, MachineSamples.flagged, MachineSamples.onTheEdge]
        reading.texts[ordinal] = chance(faultRate / 2) ? bad[number(0...2)] : MachineSamples.good
      }
    }
    reading.wasCutOff = chance(faultRate / 4)
    return .read(reading)
  }

  /// The process dies, and another one begins with the drafts as they were stored. Some answers were stored too.
  private mutating func crash() {
    crashes += 1
    let lost = open
    open = []
    refused = []
    reserved = [:]
    machine = RunMachine(run: 7, drafts: machine.drafts, policies: policies, groups: groups, maxDrafts: maxDrafts)
    for call in lost where chance(50) {
      let isAdoptable = call.ordinals.allSatisfy { !machine.drafts[$0 - 1].state.isEnded }
      if let adopted = machine.adopt(call.role, slots: call.slots) {
        if !isAdoptable { faults.append("a draft that has ended is in \(call)") }
        open.append(adopted)
      } else if isAdoptable {
        faults.append("it was not adopted: \(call)")
      }
    }
  }

  private mutating func releaseSome() throws {
    let ordinals = machine.drafts.map(\.ordinal).filter { _ in chance(10) }
    let change = try machine.release(ordinals, reason: "cancelled")
    released += change.drafts.count
    take(change)
  }

  /// Checks what a call's end changed.
  private mutating func take(_ change: RunChange) {
    fallbacks += change.fallbacks
    halvings += change.halvings
    for draft in change.drafts + change.replacements where machine.drafts[draft.ordinal - 1] != draft {
      faults.append("the change says otherwise than the machine of \(draft.ordinal)")
    }
    for draft in change.drafts where draft.asked > (policies[draft.kind]?.retries ?? 0) + 1 {
      faults.append("\(draft.ordinal) was asked for \(draft.asked) times")
    }
    for (ordinal, _) in change.accepted {
      if !accepted.insert(ordinal).inserted { faults.append("\(ordinal) was accepted twice") }
      if machine.drafts[ordinal - 1].state != .completed {
        faults.append("\(ordinal) was accepted and is not completed")
      }
    }
    if machine.drafts.count > max(begun, maxDrafts) { faults.append("\(machine.drafts.count) drafts were begun") }
  }
}
