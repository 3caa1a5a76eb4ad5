import ContentModel
import ContentStore
import Formats

/// What a kind and a run's configuration say about judging a draft.
public struct DraftPolicy: Hashable, Sendable {
  /// How many more texts may be asked for after the first one, 0 or more.
  public var retries: Int
  /// A score under it is flagged: 0 to 100.
  public var threshold: Int
  /// Whether a model assesses drafts that the rules let through.
  public var assesses: Bool
  /// Whether accepted drafts wait for a person even when nothing is flagged.
  public var reviewsAll: Bool

  public init(retries: Int, threshold: Int, assesses: Bool, reviewsAll: Bool) {
    self.retries = retries
    self.threshold = threshold
    self.assesses = assesses
    self.reviewsAll = reviewsAll
  }
}

/// A text that came back for a draft, judged by the rules.
public struct JudgedText: Hashable, Sendable {
  /// The model's own (lean) JSON text.
  public var text: String
  /// The assembled body.
  public var body: JSON
  public var findings: [Finding]

  public init(text: String, body: JSON, findings: [Finding]) {
    self.text = text
    self.body = body
    self.findings = findings
  }
}

/// Something that happened to a draft.
public enum DraftEvent: Hashable, Sendable {
  /// A text came back and the rules have spoken.
  case answered(JudgedText)
  /// A model has assessed the text.
  case assessed(DraftAssessment)
  /// A call for its text brought none: `missing_slot`, `refusal`, `provider_error`, …
  case leftWithout(reason: String)
  /// A call for its assessment brought none, as often as is borne.
  case leftUnassessed(reason: String)
  /// A call for this draft alone ran into the output limit: asking again would end the same way.
  case cutOff
  /// It is no longer wanted: `gap_closed_meanwhile`, `cancelled`, …
  case released(reason: String)
}

/// What is to be done about a draft after an event.
public enum DraftAction: Hashable, Sendable {
  /// Nothing: its state says what it waits for.
  case goOn
  /// Make it a version; `review` keeps it back until a person has seen it.
  case accept(review: Bool)
  /// It is dropped; another draft may take its place.
  case replace
  /// It is dropped for good.
  case forget
}

/// An event that cannot happen in a draft's state: the store was changed by something else.
public struct ImpossibleDraftEvent: Failure, Hashable {
  public var state: DraftState
  /// The event's name.
  public var event: String

  public var message: String { "a draft that is \(state.rawValue) cannot be \(event)" }
  public var hint: String? { "the store may have been changed by another program; restore a backup" }
}

/// The life of one draft: (state, event) -> (state, action). Pure.
///
/// | state | answered | assessed | left without | left unassessed | cut off | released |
/// |---|---|---|---|---|---|---|
/// | pending generation | judged | - | asked again or dropped | - | dropped | dropped |
/// | pending regeneration | judged | - | asked again or dropped | - | dropped | dropped |
/// | pending assessment | - | judged | - | dropped | - | dropped |
/// | completed, dropped | - | - | - | - | - | - |
///
/// *Judged*: a critical finding, or a score under the threshold, asks for another text while one may be asked for. After
/// the last one a critical finding drops the draft; a low score without one is kept for a person to see.
public enum DraftMachine {
  /// Applies an event to a draft.
  ///
  /// - Throws: `ImpossibleDraftEvent` for the pairs marked `-`.
  public static func apply(
    _ event: DraftEvent, to draft: inout StoredDraft, policy: DraftPolicy
  ) throws(ImpossibleDraftEvent) -> DraftAction {
    switch (draft.state, event) {
    case (.pendingGeneration, .answered(let text)), (.pendingRegeneration, .answered(let text)):
      return answered(text, &draft, policy)
    case (.pendingAssessment, .assessed(let assessment)):
      return assessed(assessment, &draft, policy)
    case (.pendingGeneration, .leftWithout(let reason)), (.pendingRegeneration, .leftWithout(let reason)):
      draft.asked += 1
      return mayAsk(draft, policy) ? .goOn : drop(&draft, reason)
    case (.pendingAssessment, .leftUnassessed(let reason)):
      return drop(&draft, reason)
    case (.pendingGeneration, .cutOff), (.pendingRegeneration, .cutOff):
      draft.asked += 1
      return drop(&draft, "length")
    case (.pendingGeneration, .released(let reason)), (.pendingRegeneration, .released(let reason)),
      (.pendingAssessment, .released(let reason)):
      _ = drop(&draft, reason)
      return .forget
    case (let state, _):
      throw ImpossibleDraftEvent(state: state, event: name(of: event))
    }
  }

  /// Whether one more text may be asked for.
  private static func mayAsk(_ draft: StoredDraft, _ policy: DraftPolicy) -> Bool { draft.asked <= policy.retries }

  private static func answered(
    _ text: JudgedText, _ draft: inout StoredDraft, _ policy: DraftPolicy
  ) -> DraftAction {
    draft.asked += 1
    draft.body = text.body
    draft.findings = text.findings
    draft.assessment = nil
    // The text as the model wrote it is part of the history from now on; what is said of it is added when it is known.
    draft.turns.append(DraftTurn(text: text.text, critique: nil, findings: text.findings))
    if text.findings.hasCritical {
      return mayAsk(draft, policy) ? askAgain(&draft) : drop(&draft, reason(of: text.findings))
    }
    if text.findings.score < policy.threshold, mayAsk(draft, policy) { return askAgain(&draft) }
    if policy.assesses {
      draft.state = .pendingAssessment
      return .goOn
    }
    return accept(&draft, policy)
  }

  private static func assessed(
    _ assessment: DraftAssessment, _ draft: inout StoredDraft, _ policy: DraftPolicy
  ) -> DraftAction {
    draft.assessment = assessment
    if assessment.passed { return accept(&draft, policy) }
    draft.findings.append(finding(of: assessment))
    if !draft.turns.isEmpty { draft.turns[draft.turns.count - 1].critique = assessment.explanation }
    return mayAsk(draft, policy) ? askAgain(&draft) : drop(&draft, "assessment")
  }

  /// What a failed assessment says of a text.
  static func finding(of assessment: DraftAssessment) -> Finding {
    Finding(
      rule: "assessment", ruleVersion: 1, severity: .critical, penalty: 30,
      message: "the assessment failed" + (assessment.explanation.isEmpty ? "" : ": \(assessment.explanation)"),
      fix: "Mend what the assessment criticises.")
  }

  private static func accept(_ draft: inout StoredDraft, _ policy: DraftPolicy) -> DraftAction {
    draft.state = .completed
    return .accept(review: policy.reviewsAll || draft.findings.score < policy.threshold)
  }

  private static func askAgain(_ draft: inout StoredDraft) -> DraftAction {
    draft.state = .pendingRegeneration
    return .goOn
  }

  private static func drop(_ draft: inout StoredDraft, _ reason: String) -> DraftAction {
    draft.state = .dropped
    draft.dropReason = reason
    return .replace
  }

  /// The rule of the first critical finding: findings come sorted, the gravest first.
  private static func reason(of findings: [Finding]) -> String {
    findings.first { $0.severity == .critical }?.rule ?? "low_score"
  }

  private static func name(of event: DraftEvent) -> String {
    switch event {
    case .answered: "answered"
    case .assessed: "assessed"
    case .leftWithout: "left without a text"
    case .leftUnassessed: "left unassessed"
    case .cutOff: "cut off"
    case .released: "released"
    }
  }
}
