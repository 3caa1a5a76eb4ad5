/// What part of the library a command speaks of: for each field any of some shell-style patterns, all fields together.
public struct Selection: Hashable, Sendable {
  /// Patterns with `*`, `?` and `[…]`; an empty list takes everything.
  public var sections: [String]
  public var topics: [String]
  public var skus: [String]
  public var languages: [String]
  public var kinds: [String]
  public var levels: [String]

  public init(
    sections: [String] = [], topics: [String] = [], skus: [String] = [], languages: [String] = [], kinds: [String] = [],
    levels: [String] = []
  ) {
    self.sections = sections
    self.topics = topics
    self.skus = skus
    self.languages = languages
    self.kinds = kinds
    self.levels = levels
  }

  /// Whether nothing is left out.
  public var isEverything: Bool { self == Selection() }

  /// Whether an item is selected. A missing topic or SKU matches no pattern.
  public func matches(kind: String, level: String, key: Key) -> Bool {
    Self.any(of: sections, match: key.section) && Self.any(of: topics, match: key.topic)
      && Self.any(of: skus, match: key.sku) && Self.any(of: languages, match: key.language)
      && Self.any(of: kinds, match: kind) && Self.any(of: levels, match: level)
  }

  /// Whether a text matches one of the patterns, or there are none.
  public static func any(of patterns: [String], match text: String?) -> Bool {
    if patterns.isEmpty { return true }
    guard let text else { return false }
    // Most patterns are plain names, and this is asked for each of very many items.
    return patterns.contains { GlobPattern.isLiteral($0) ? $0 == text : GlobPattern($0).matches(text) }
  }
}

extension Selection: CustomStringConvertible {
  /// As the command line spells it: `--section passiv --language de`; `everything` where nothing is left out.
  public var description: String {
    let parts = [
      ("section", sections), ("topic", topics), ("sku", skus), ("language", languages), ("kind", kinds),
      ("level", levels),
    ].flatMap { name, values in values.map { "--\(name) \($0)" } }
    return parts.isEmpty ? "everything" : parts.joined(separator: " ")
  }
}
