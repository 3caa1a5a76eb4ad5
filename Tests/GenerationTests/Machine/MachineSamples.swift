import ContentModel
import ContentStore
import Formats
import Generation

/// Drafts, texts and machines that the tests of the state machines share.
enum MachineSamples {
  static let policy = DraftPolicy(retries: 5, threshold: 70, assesses: true, reviewsAll: false)
  static let group = GroupPolicy(size: 5, assessmentSize: 5, isStrict: false)

  static func draft(
    _ ordinal: Int, kind: String = "gap_fill_exercise", section: String = "passiv", topic: String? = "alltag_01_morgen",
    language: String = "de", gaps: Int = 4, state: DraftState = .pendingGeneration
  ) -> StoredDraft {
    var draft = StoredDraft(
      run: 7, ordinal: ordinal, kind: kind, key: Key(section: section, topic: topic, language: language),
      options: ["gaps": .integer(gaps)])
    draft.state = state
    return draft
  }

  static func finding(_ severity: Severity, _ penalty: Int, rule: String = "gap_numbering") -> Finding {
    Finding(
      rule: rule, ruleVersion: 1, severity: severity, penalty: penalty, message: "gap 2 is missing", fix: "Add it.")
  }

  static func text(_ text: String, _ findings: [Finding] = []) -> JudgedText {
    JudgedText(text: text, body: ["text": .string(text)], findings: findings)
  }

  /// Nothing to say against it.
  static let good = text("good")
  /// A score of 60, nothing critical.
  static let flagged = text("flagged", [finding(.warning, 40, rule: "length")])
  /// A score of 70: just not flagged at the usual threshold.
  static let onTheEdge = text("on the edge", [finding(.warning, 30, rule: "length")])
  static let critical = text("critical", [finding(.critical, 30), finding(.warning, 5, rule: "length")])

  static let passed = DraftAssessment(passed: true, explanation: "")
  static let failed = DraftAssessment(passed: false, explanation: "two options are right")

  static func machine(
    _ drafts: [StoredDraft], policy: DraftPolicy = policy, group: GroupPolicy = group, maxDrafts: Int = 0
  ) -> RunMachine {
    let kinds = Set(drafts.map(\.kind))
    return RunMachine(
      run: 7, drafts: drafts, policies: Dictionary(uniqueKeysWithValues: kinds.map { ($0, policy) }),
      groups: Dictionary(uniqueKeysWithValues: kinds.map { ($0, group) }), maxDrafts: maxDrafts)
  }
}

extension CallPlan {
  /// The ordinals of its drafts.
  var ordinals: [Int] { slots.map(\.ordinal) }

  /// The role's first letter and the ordinals: `g 1 2 3`.
  var summary: String { ([String(role.rawValue.prefix(1))] + ordinals.map(String.init)).joined(separator: " ") }
}

extension CallOutcome {
  /// An answer with a text for some drafts.
  static func texts(_ text: JudgedText, _ ordinals: [Int], cutOff: Bool = false) -> CallOutcome {
    var reading = CallReading()
    for ordinal in ordinals { reading.texts[ordinal] = text }
    reading.wasCutOff = cutOff
    return .read(reading)
  }

  /// An answer with an assessment for some drafts.
  static func assessments(_ assessment: DraftAssessment, _ ordinals: [Int], cutOff: Bool = false) -> CallOutcome {
    var reading = CallReading()
    for ordinal in ordinals { reading.assessments[ordinal] = assessment }
    reading.wasCutOff = cutOff
    return .read(reading)
  }
}
