import ContentModel
import ContentStore

/// One provider call that a run wants made.
public struct CallPlan: Hashable, Sendable {
  /// 1, 2, 3, … within the process.
  public var id: Int
  public var role: Role
  /// The ordinals of its drafts and the slot that each has in the call: `s1`, `s2`, …
  public var slots: [Slot]

  /// A draft's place in a call.
  public struct Slot: Hashable, Sendable {
    public var ordinal: Int
    public var slot: String

    public init(ordinal: Int, slot: String) {
      self.ordinal = ordinal
      self.slot = slot
    }
  }

  public init(id: Int, role: Role, ordinals: [Int]) {
    self.id = id
    self.role = role
    slots = ordinals.enumerated().map { Slot(ordinal: $0.element, slot: "s\($0.offset + 1)") }
  }

  /// Whether it asks for two items or more.
  public var isTrueBatch: Bool { slots.count > 1 }
}

/// What came of a call.
public enum CallOutcome: Sendable {
  /// The answer was read. Drafts that are not named were left without.
  case read(CallReading)
  /// The provider failed for good: nothing was paid.
  case failed(reason: String)
  /// The budget does not hold the call now.
  case didNotFit
  /// The run comes to rest before the call was made for good: its drafts stand where they stood, and a resumed run makes
  /// it. Not for a run that goes on, which would make it again at once.
  case notMade
}

/// What an answer held, by the ordinals of drafts.
public struct CallReading: Sendable {
  /// Generation and regeneration: texts, judged.
  public var texts: [Int: JudgedText] = [:]
  /// Assessment.
  public var assessments: [Int: DraftAssessment] = [:]
  /// Whether the answer ran into the output limit.
  public var wasCutOff = false
  /// What to say of drafts that nothing came back for.
  public var reason = "missing_slot"

  public init() {}
}

/// What a call's outcome changed; to be stored in one transaction.
public struct RunChange: Sendable {
  /// Drafts that moved on, as they are now.
  public var drafts: [StoredDraft] = []
  /// The ordinals of those that became versions, and whether a person is to see them first.
  public var accepted: [(ordinal: Int, review: Bool)] = []
  /// New drafts that take the place of dropped ones. Their rows are made when they are stored.
  public var replacements: [StoredDraft] = []
  public var fallbacks = 0
  public var halvings = 0

  public init() {}
}
