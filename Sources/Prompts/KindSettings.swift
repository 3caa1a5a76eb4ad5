import ContentModel

/// A value for each role of a call.
public struct ByRole<Value: Hashable & Sendable>: Hashable, Sendable {
  public var generation: Value
  public var assessment: Value
  public var regeneration: Value

  public init(generation: Value, assessment: Value, regeneration: Value) {
    self.generation = generation
    self.assessment = assessment
    self.regeneration = regeneration
  }

  /// The value of one role.
  public subscript(role: Role) -> Value {
    get {
      switch role {
      case .generation: generation
      case .assessment: assessment
      case .regeneration: regeneration
      }
    }
    set {
      switch role {
      case .generation: generation = newValue
      case .assessment: assessment = newValue
      case .regeneration: regeneration = newValue
      }
    }
  }
}

/// How a kind is made: the settings of `kind.yaml` that a library or a command may override.
public struct KindSettings: Hashable, Sendable {
  /// Which slots may share a call.
  public enum Grouping: String, Hashable, Sendable, CaseIterable {
    /// Slots of one section and language.
    case loose
    /// Slots of one topic too.
    case strict
  }

  /// What becomes of an accepted draft without a flag.
  public enum Publishing: String, Hashable, Sendable, CaseIterable {
    /// It is active at once.
    case auto
    /// It waits until a person accepts it.
    case review
  }

  /// How many items a call asks for at most: 1 or more; 1 turns true batches off.
  public var batchSize: Int
  public var grouping: Grouping
  /// How many items a call judges at most: 1 or more.
  public var assessmentSize: Int
  /// A score below it sends an item to a person: 0 to 100.
  public var threshold: Int
  /// How many new attempts may follow the first draft: 0 or more.
  public var retries: Int
  /// Sampling temperatures: 0 to 2.
  public var temperatures: ByRole<Double>
  /// Output tokens that one item usually takes: 1 or more.
  public var outputTokens: ByRole<Int>
  /// Output tokens that one item may take at most: no fewer than usual.
  public var maxOutputTokens: ByRole<Int>
  public var publishing: Publishing

  public init(
    batchSize: Int = 5, grouping: Grouping = .loose, assessmentSize: Int = 5, threshold: Int = 70, retries: Int = 5,
    temperatures: ByRole<Double> = ByRole(generation: 1, assessment: 0.3, regeneration: 1), outputTokens: ByRole<Int>,
    maxOutputTokens: ByRole<Int>, publishing: Publishing = .review
  ) {
    self.batchSize = batchSize
    self.grouping = grouping
    self.assessmentSize = assessmentSize
    self.threshold = threshold
    self.retries = retries
    self.temperatures = temperatures
    self.outputTokens = outputTokens
    self.maxOutputTokens = maxOutputTokens
    self.publishing = publishing
  }
}

/// How many output tokens a call takes.
public struct OutputEstimate: Hashable, Sendable {
  /// What is usual: for plans.
  public var expected: Int
  /// The most it may take: the token limit of the request, and what its reservation is made from.
  public var worstCase: Int

  /// What a call takes beside its items: the name of the function and the brackets around the array.
  static let tokensPerCall = 32
  /// What an item takes beside its own fields: its slot and its brackets.
  static let tokensPerItem = 8
}

extension KindSettings {
  /// The output tokens of a call for a number of items: items x (tokens of one + 8) + 32.
  public func outputEstimate(role: Role, items: Int) -> OutputEstimate {
    func total(_ tokens: Int) -> Int {
      items * (tokens + OutputEstimate.tokensPerItem) + OutputEstimate.tokensPerCall
    }
    return OutputEstimate(expected: total(outputTokens[role]), worstCase: total(maxOutputTokens[role]))
  }
}
