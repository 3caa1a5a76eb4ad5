import ContentModel
import Formats

/// One item wanted by a run, and how far it has come.
public struct StoredDraft: Hashable, Sendable {
  /// The row of its run. With the ordinal, what the program names a draft by.
  public var run: Int64
  /// 1, 2, 3, … within the run.
  public var ordinal: Int
  public var kind: String
  public var key: Key
  /// The request's options.
  public var options: JSON
  public var state: DraftState
  /// How often a text was asked for: 1 after the first generation call.
  public var asked: Int
  /// The largest group it may be asked for in; nil where the kind's setting applies.
  public var groupLimit: Int?
  /// The assembled body of the last answer, or nil.
  public var body: JSON?
  /// The last assessment, or nil.
  public var assessment: DraftAssessment?
  /// What the rules said of the body, and the assessment's finding.
  public var findings: [Finding]
  /// The attempts before the last answer, oldest first: what the next prompt shows the model.
  public var turns: [DraftTurn]
  public var dropReason: String?
  /// The ordinal of the dropped draft that it replaces, or nil.
  public var replaces: Int?
  /// The row of the item it became, or nil.
  public var item: Int64?

  public init(run: Int64, ordinal: Int, kind: String, key: Key, options: JSON, replaces: Int? = nil) {
    self.run = run
    self.ordinal = ordinal
    self.kind = kind
    self.key = key
    self.options = options
    state = .pendingGeneration
    asked = 0
    findings = []
    turns = []
    self.replaces = replaces
  }
}

/// What a model said of a draft.
public struct DraftAssessment: Hashable, Sendable {
  public var passed: Bool
  public var explanation: String

  public init(passed: Bool, explanation: String) {
    self.passed = passed
    self.explanation = explanation
  }
}

/// One attempt that was not good enough: the text as the model wrote it, and what was said of it.
public struct DraftTurn: Hashable, Sendable {
  /// The model's own (lean) JSON text.
  public var text: String
  public var critique: String?
  public var findings: [Finding]

  public init(text: String, critique: String?, findings: [Finding]) {
    self.text = text
    self.critique = critique
    self.findings = findings
  }
}
