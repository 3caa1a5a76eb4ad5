/// One part of a target's key, as a column of `targets.csv` spells it.
public enum TargetPart: Hashable, Sendable {
  /// `*`: each one that applies has a cell of its own.
  case each
  /// An empty field: all taken together in one cell.
  case all
  /// That one.
  case value(String)

  public init(_ text: String) {
    switch text {
    case "*": self = .each
    case "": self = .all
    default: self = .value(text)
    }
  }

  /// As the file spells it.
  public var text: String {
    switch self {
    case .each: "*"
    case .all: ""
    case .value(let text): text
    }
  }
}

/// How many active items the cells of a pattern should have: a row of `targets.csv`.
public struct TargetRow: Hashable, Sendable {
  public var section: TargetPart
  public var topic: TargetPart
  public var sku: TargetPart
  public var language: TargetPart
  /// At least 0.
  public var target: Int
  /// 1 is the most urgent.
  public var priority: Int
  /// Where the row stands, `targets.csv:12`, for messages.
  public var origin: String

  public init(
    section: TargetPart, topic: TargetPart, sku: TargetPart, language: TargetPart, target: Int, priority: Int,
    origin: String
  ) {
    self.section = section
    self.topic = topic
    self.sku = sku
    self.language = language
    self.target = target
    self.priority = priority
    self.origin = origin
  }

  /// How many parts name one value: of two rows that speak of one cell, the more specific one wins.
  public var specificity: Int {
    [section, topic, sku, language].count { if case .value = $0 { true } else { false } }
  }
}
