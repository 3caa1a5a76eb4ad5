/// A grammar section, a curriculum module, a product category or a learning-item category: a row of `sections.csv`.
public struct Section: Hashable, Sendable {
  /// The identifier: `adjektivdeklination_einstieg`.
  public var section: String
  /// The name of the one kind whose items it holds.
  public var kind: String
  /// A level of CEFR, HSK or JLPT, or the empty string.
  public var level: String
  public var title: String
  /// What its items must exercise.
  public var points: [String]
  public var parent: String?
  /// BCP 47 tags; empty where the kind's languages apply.
  public var languages: [String]
  /// Former identifiers.
  public var aliases: [String]
  /// The further columns of the file, which prompts can name.
  public var attributes: [String: String]

  public init(
    section: String, kind: String, level: String = "", title: String, points: [String] = [], parent: String? = nil,
    languages: [String] = [], aliases: [String] = [], attributes: [String: String] = [:]
  ) {
    self.section = section
    self.kind = kind
    self.level = level
    self.title = title
    self.points = points
    self.parent = parent
    self.languages = languages
    self.aliases = aliases
    self.attributes = attributes
  }
}

/// A scenario, a lesson title or a vocabulary theme: a row of `topics.csv`.
public struct Topic: Hashable, Sendable {
  /// The identifier: `freizeit_10_wochenende`.
  public var topic: String
  public var theme: String
  public var title: String
  /// Levels, kinds and sections where it applies; an empty list means everywhere.
  public var levels: [String]
  public var kinds: [String]
  public var sections: [String]
  /// The further columns of the file, which prompts can name.
  public var attributes: [String: String]

  public init(
    topic: String, theme: String, title: String, levels: [String] = [], kinds: [String] = [], sections: [String] = [],
    attributes: [String: String] = [:]
  ) {
    self.topic = topic
    self.theme = theme
    self.title = title
    self.levels = levels
    self.kinds = kinds
    self.sections = sections
    self.attributes = attributes
  }

  /// Whether items of a section may have this topic.
  public func applies(to section: Section) -> Bool {
    (levels.isEmpty || levels.contains(section.level)) && (kinds.isEmpty || kinds.contains(section.kind))
      && (sections.isEmpty || sections.contains(section.section))
  }
}

/// A product, or an app package that ships content: a row of `skus.csv`.
public struct SKU: Hashable, Sendable {
  public var sku: String
  public var name: String
  /// The section whose items describe it.
  public var category: String
  /// The BCP 47 tag of its description.
  public var language: String
  public var description: String
  /// The further columns of the file, which prompts can name.
  public var attributes: [String: String]

  public init(
    sku: String, name: String, category: String, language: String = "", description: String = "",
    attributes: [String: String] = [:]
  ) {
    self.sku = sku
    self.name = name
    self.category = category
    self.language = language
    self.description = description
    self.attributes = attributes
  }
}

/// A text about a SKU in one language, such as a translated title: a row of `sku_texts.csv`.
public struct SKUText: Hashable, Sendable {
  public var sku: String
  public var field: String
  public var language: String
  public var text: String

  public init(sku: String, field: String, language: String, text: String) {
    self.sku = sku
    self.field = field
    self.language = language
    self.text = text
  }
}

/// What people edit about what the library should hold: the rows of the CSV files, as they were at one moment.
public struct Catalogue: Hashable, Sendable {
  public var kinds: [String: KindTraits]
  /// By identifier.
  public var sections: [String: Section]
  public var topics: [String: Topic]
  public var skus: [String: SKU]
  public var skuTexts: [SKUText]
  public var targets: [TargetRow]

  public init(
    kinds: [String: KindTraits] = [:], sections: [String: Section] = [:], topics: [String: Topic] = [:],
    skus: [String: SKU] = [:], skuTexts: [SKUText] = [], targets: [TargetRow] = []
  ) {
    self.kinds = kinds
    self.sections = sections
    self.topics = topics
    self.skus = skus
    self.skuTexts = skuTexts
    self.targets = targets
  }

  /// The languages that items of a section are made in: the section's own, else its kind's.
  public func languages(of section: Section) -> [String] {
    section.languages.isEmpty ? kinds[section.kind]?.languages ?? [] : section.languages
  }

  /// The topics that apply to a section, sorted; empty where its kind has no topics. Linear in the number of topics.
  public func topics(of section: Section) -> [String] {
    guard kinds[section.kind]?.dimensions.contains(.topic) == true else { return [] }
    return topics.values.filter { $0.applies(to: section) }.map(\.topic).sorted()
  }

  /// The SKUs of a section, sorted; empty where its kind has no SKUs. Linear in the number of SKUs.
  public func skus(of section: Section) -> [String] {
    guard kinds[section.kind]?.dimensions.contains(.sku) == true else { return [] }
    return skus.values.filter { $0.category == section.section }.map(\.sku).sorted()
  }
}
