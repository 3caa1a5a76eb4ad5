/// How one draft fared: what became of its texts, and what the rules said of them.
public struct DraftOutcome: Hashable, Sendable {
  public var kind: String
  public var key: Key
  /// The digest of the prompt and the model that wrote its last text; nil where no call has brought one.
  public var promptHash: String?
  public var model: String?
  /// Whether it became a version.
  public var isAccepted: Bool
  /// Whether no regeneration was needed for that.
  public var isFirst: Bool
  /// Why it was dropped, or nil.
  public var dropReason: String?
  /// The rules that found something but information in any of its texts; `assessment` where a model did.
  public var rules: Set<String>

  public init(
    kind: String, key: Key, promptHash: String? = nil, model: String? = nil, isAccepted: Bool, isFirst: Bool = false,
    dropReason: String? = nil, rules: Set<String> = []
  ) {
    self.kind = kind
    self.key = key
    self.promptHash = promptHash
    self.model = model
    self.isAccepted = isAccepted
    self.isFirst = isFirst
    self.dropReason = dropReason
    self.rules = rules
  }
}
