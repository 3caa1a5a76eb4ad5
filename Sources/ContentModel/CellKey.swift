/// One part of a cell's key.
public enum CellPart: Hashable, Sendable {
  /// The kind has no such dimension; `null` in JSON.
  case absent
  /// All values taken together; `""` in JSON.
  case all
  /// One value.
  case value(String)

  /// The value, or nil.
  public var value: String? { if case .value(let text) = self { text } else { nil } }

  /// Whether an item with this part of its key belongs to the cell.
  public func matches(_ part: String?) -> Bool {
    switch self {
    case .absent: part == nil
    case .all: true
    case .value(let text): part == text
    }
  }

  /// Whether everything that `other` speaks of is spoken of here too.
  public func contains(_ other: CellPart) -> Bool { self == .all || self == other }
}

/// The key that a target speaks of: a kind, and for each part of the key one value or all together.
public struct CellKey: Hashable, Sendable {
  /// The name of the kind.
  public var kind: String
  public var section: CellPart
  public var topic: CellPart
  public var sku: CellPart
  public var language: CellPart

  public init(kind: String, section: CellPart, topic: CellPart, sku: CellPart, language: CellPart) {
    self.kind = kind
    self.section = section
    self.topic = topic
    self.sku = sku
    self.language = language
  }

  /// Whether items of this kind and key belong to the cell.
  public func matches(kind: String, _ key: Key) -> Bool {
    self.kind == kind && section.matches(key.section) && topic.matches(key.topic) && sku.matches(key.sku)
      && language.matches(key.language)
  }

  /// Whether every item of `other` is one of this cell's too.
  public func contains(_ other: CellKey) -> Bool {
    kind == other.kind && section.contains(other.section) && topic.contains(other.topic) && sku.contains(other.sku)
      && language.contains(other.language)
  }

  /// Whether some key could belong to both cells.
  public func overlaps(_ other: CellKey) -> Bool {
    func meet(_ left: CellPart, _ right: CellPart) -> Bool { left.contains(right) || right.contains(left) }
    return kind == other.kind && meet(section, other.section) && meet(topic, other.topic) && meet(sku, other.sku)
      && meet(language, other.language)
  }
}

extension CellKey: Comparable {
  /// By section, topic, SKU, language, then kind; none and "all together" before any value. Keys that differ in nothing
  /// else: none before "all together".
  public static func < (left: CellKey, right: CellKey) -> Bool {
    func order(_ key: CellKey) -> (String, String, String, String, String) {
      (key.section.value ?? "", key.topic.value ?? "", key.sku.value ?? "", key.language.value ?? "", key.kind)
    }
    let (one, other) = (order(left), order(right))
    if one != other { return one < other }
    func together(_ key: CellKey) -> (Int, Int, Int, Int) {
      (key.section == .all ? 1 : 0, key.topic == .all ? 1 : 0, key.sku == .all ? 1 : 0, key.language == .all ? 1 : 0)
    }
    return together(left) < together(right)
  }
}

extension CellKey: CustomStringConvertible {
  /// For messages: `passiv / all topics / de`; parts that the kind does not have are left out.
  public var description: String {
    func text(_ part: CellPart, _ all: String) -> String? {
      switch part {
      case .absent: nil
      case .all: all
      case .value(let value): value
      }
    }
    return [
      text(section, "all sections of \(kind)"), text(topic, "all topics"), text(sku, "all SKUs"),
      text(language, "all languages"),
    ].compactMap(\.self).joined(separator: " / ")
  }
}
