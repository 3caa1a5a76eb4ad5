import ContentModel
import Formats

/// One item wanted, as a prompt asks for it.
public struct SlotRequest: Hashable, Sendable {
  /// The short id by which the answer is matched, unique in its call: `s1`.
  public var slot: String
  public var topic: Topic?
  public var sku: SKU?
  /// The checked options of the request; see `Kind.options(section:topic:overrides:)`.
  public var options: JSON.Object
  /// How items begin that the cell holds already, so that the new one begins otherwise; may be empty.
  public var avoid: [String]

  public init(
    slot: String, topic: Topic? = nil, sku: SKU? = nil, options: JSON.Object = JSON.Object(), avoid: [String] = []
  ) {
    self.slot = slot
    self.topic = topic
    self.sku = sku
    self.options = options
    self.avoid = avoid
  }
}

/// One item to be judged: what was asked for, and what came of it.
public struct AssessmentRequest: Hashable, Sendable {
  public var request: SlotRequest
  /// The assembled item.
  public var body: JSON

  public init(request: SlotRequest, body: JSON) {
    self.request = request
    self.body = body
  }
}

/// One earlier attempt at a draft, and what was wrong with it.
public struct RegenerationTurn: Hashable, Sendable {
  /// What the model wrote.
  public enum Draft: Hashable, Sendable {
    /// An answer that could be read.
    case lean(JSON)
    /// One that could not.
    case raw(String)
  }

  public var draft: Draft
  /// The examiner's explanation, or nil where it was not asked or passed the draft.
  public var critique: String?
  public var findings: [Finding]

  public init(draft: Draft, critique: String? = nil, findings: [Finding] = []) {
    self.draft = draft
    self.critique = critique
    self.findings = findings
  }
}
