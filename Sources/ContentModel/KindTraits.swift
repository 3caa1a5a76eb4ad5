/// What the catalogue and the coverage report need to know of a kind; the whole kind is `Prompts.Kind`.
public struct KindTraits: Hashable, Sendable {
  /// The parts of a key that items of a kind may have besides section and language.
  public enum Dimension: String, Hashable, Sendable, CaseIterable { case topic, sku }

  /// How many active items one key may have.
  public enum Cardinality: String, Hashable, Sendable, CaseIterable { case one, many }

  /// The name of the kind and of its folder: `gap_fill_exercise`.
  public var name: String
  /// The parts of the key that its items have. A kind without `topic` has items without a topic.
  public var dimensions: Set<Dimension>
  public var cardinality: Cardinality
  /// BCP 47 tags of the languages it is made in, unless a section says otherwise; in order.
  public var languages: [String]
  /// The language that all others are made from, or nil.
  public var masterLanguage: String?

  public init(
    name: String, dimensions: Set<Dimension>, cardinality: Cardinality, languages: [String],
    masterLanguage: String? = nil
  ) {
    self.name = name
    self.dimensions = dimensions
    self.cardinality = cardinality
    self.languages = languages
    self.masterLanguage = masterLanguage
  }
}
