/// What an item is filed under: a section, perhaps a topic, perhaps a SKU, and a language.
public struct Key: Hashable, Sendable {
  /// The identifier of a section, a row of `sections.csv`.
  public var section: String
  /// The identifier of a topic, or nil.
  public var topic: String?
  /// The identifier of a SKU, or nil.
  public var sku: String?
  /// A BCP 47 language tag.
  public var language: String

  public init(section: String, topic: String? = nil, sku: String? = nil, language: String) {
    self.section = section
    self.topic = topic
    self.sku = sku
    self.language = language
  }
}

extension Key: Comparable {
  /// Section, then topic, then SKU, then language; none comes before any.
  public static func < (left: Key, right: Key) -> Bool {
    (left.section, left.topic ?? "", left.sku ?? "", left.language)
      < (right.section, right.topic ?? "", right.sku ?? "", right.language)
  }
}

extension Key: CustomStringConvertible {
  /// The parts that are there, joined by ` / `: `passiv / freizeit_10_wochenende / de`.
  public var description: String { [section, topic, sku, language].compactMap(\.self).joined(separator: " / ") }
}
