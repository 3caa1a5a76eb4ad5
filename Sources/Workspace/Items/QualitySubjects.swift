import ContentModel
import ContentStore
import Formats
import Quality

/// Tells the rules all that is known of an item: its section and topic, the texts of its SKU, and what it was made from.
///
/// The source of an item is, whichever comes first,
///
/// 1. the version that it translates;
/// 2. in a kind with a master language, for an item of another language: the active text under the same key in the master
///    language;
/// 3. in a kind with SKUs: name, description and further columns of its row in `skus.csv`, where it has a description.
public struct QualitySubjects: Sendable {
  private struct TextPlace: Hashable {
    var sku: String
    var language: String
  }

  private let catalogue: Catalogue
  /// The texts of SKUs by field; nil where they are looked for one at a time.
  private let texts: [TextPlace: [String: String]]?

  /// - Parameter forMany: Whether many will be asked for: then the texts of SKUs are put in order first, which takes time
  ///   linear in their number.
  public init(_ catalogue: Catalogue, forMany: Bool = false) {
    self.catalogue = catalogue
    texts = forMany ? Self.byPlace(catalogue.skuTexts) : nil
  }

  private static func byPlace(_ texts: [SKUText]) -> [TextPlace: [String: String]] {
    var places: [TextPlace: [String: String]] = [:]
    for text in texts {
      places[TextPlace(sku: text.sku, language: text.language), default: [:]][text.field] = text.text
    }
    return places
  }

  /// An item as the rules see it, but for what it was made from.
  public func subject(_ body: JSON, kind: String, key: Key) -> QualitySubject {
    QualitySubject(
      kind: kind, body: body, key: key, section: catalogue.sections[key.section],
      topic: key.topic.flatMap { catalogue.topics[$0] }, language: key.language,
      skuTexts: key.sku.map { skuTexts($0, key.language) } ?? [:])
  }

  /// An item as the rules see it.
  ///
  /// - Parameter version: The row of the version whose body it is, where it is stored.
  public func subject(
    _ body: JSON, kind: String, key: Key, version: Int64? = nil, in queries: some StoreQueries
  ) throws -> QualitySubject {
    var subject = self.subject(body, kind: kind, key: key)
    if isTranslation(kind, key), let source = try translated(kind, key, version, queries) {
      (subject.source, subject.sourceLanguage) = source
    } else {
      addDescription(to: &subject)
    }
    return subject
  }

  /// The same, reading the store only where a translation may be compared.
  public func subject(
    _ body: JSON, kind: String, key: Key, version: Int64? = nil, in store: Store
  ) throws -> QualitySubject {
    if isTranslation(kind, key) {
      return try store.read { try self.subject(body, kind: kind, key: key, version: version, in: $0) }
    }
    var subject = self.subject(body, kind: kind, key: key)
    addDescription(to: &subject)
    return subject
  }

  /// Whether items of a key are made from those of the kind's master language.
  private func isTranslation(_ kind: String, _ key: Key) -> Bool {
    catalogue.kinds[kind]?.masterLanguage.map { $0 != key.language } ?? false
  }

  private func translated(
    _ kind: String, _ key: Key, _ version: Int64?, _ queries: some StoreQueries
  ) throws -> (source: JSON, language: String)? {
    if let version, let text = try queries.sourceText(ofVersion: version) {
      return (try JSON.parse(text.body), text.language)
    }
    guard let master = catalogue.kinds[kind]?.masterLanguage else { return nil }
    var masterKey = key
    masterKey.language = master
    return try queries.onlyActiveText(kind: kind, key: masterKey).map { (try JSON.parse($0), master) }
  }

  private func addDescription(to subject: inout QualitySubject) {
    guard catalogue.kinds[subject.kind]?.dimensions.contains(.sku) == true, let name = subject.key.sku,
      let sku = catalogue.skus[name], !sku.description.isEmpty
    else { return }
    let attributes = sku.attributes.sorted { $0.key < $1.key }.map { ($0.key, JSON.string($0.value)) }
    subject.source = [
      "name": .string(sku.name), "description": .string(sku.description),
      "attributes": .object(JSON.Object(attributes)),
    ]
    subject.sourceLanguage = sku.language.isEmpty ? nil : sku.language
  }

  private func skuTexts(_ sku: String, _ language: String) -> [String: String] {
    if let texts { return texts[TextPlace(sku: sku, language: language)] ?? [:] }
    let own = catalogue.skuTexts.filter { $0.sku == sku && $0.language == language }
    return Self.byPlace(own).values.first ?? [:]
  }
}
