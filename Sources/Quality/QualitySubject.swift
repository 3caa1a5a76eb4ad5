import ContentModel
import Formats

/// What is judged: an item's body and all that is known of it.
public struct QualitySubject: Sendable {
  /// The name of its kind: `gap_fill_exercise`.
  public var kind: String
  public var body: JSON
  public var key: Key
  /// Its catalogue row, or nil where the section has gone.
  public var section: Section?
  /// Its catalogue row, or nil where it has none.
  public var topic: Topic?
  /// A level of CEFR, HSK or JLPT, or the empty string: chooses the limits.
  public var level: String
  /// A BCP 47 tag: chooses the section of the settings.
  public var language: String
  /// What was asked for beside the key: `{"gaps": 4}`.
  public var options: JSON
  /// What the body was made from, such as the version that it translates or the text of a product; nil where it was made
  /// from nothing that could be compared.
  public var source: JSON?
  /// The language of the source, a BCP 47 tag, where it is not the item's.
  public var sourceLanguage: String?
  /// Texts that the catalogue gives for its SKU in its language, by field: `["keywords": "steel bottle; thermos"]`.
  public var skuTexts: [String: String]

  /// Items of the library that are like it, where somebody has looked for them: see `near_duplicate`.
  public var similar: [SimilarItem]

  public init(
    kind: String, body: JSON, key: Key, section: Section? = nil, topic: Topic? = nil, level: String? = nil,
    language: String? = nil, options: JSON = .object([:]), source: JSON? = nil, sourceLanguage: String? = nil,
    skuTexts: [String: String] = [:], similar: [SimilarItem] = []
  ) {
    self.kind = kind
    self.body = body
    self.key = key
    self.section = section
    self.topic = topic
    self.level = level ?? section?.level ?? ""
    self.language = language ?? key.language
    self.options = options
    self.source = source
    self.sourceLanguage = sourceLanguage
    self.skuTexts = skuTexts
    self.similar = similar
  }
}
