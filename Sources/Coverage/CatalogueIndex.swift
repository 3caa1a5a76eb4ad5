import ContentModel

/// A catalogue with its names numbered in sorted order, and with what applies to each section found once.
///
/// Made in time (sections x topics), and in memory for the pairs that apply.
struct CatalogueIndex {
  /// What applies to a section, as numbers of `PackedKey`, sorted.
  struct Offer {
    var section: Section
    var number: UInt32
    var kind: UInt16
    /// `[PackedKey.absent]` where the kind has no topics; empty where it has them and none applies.
    var topics: [UInt32]
    var skus: [UInt32]
    var languages: [UInt16]
  }

  let kinds: [KindTraits]
  /// Sections of known kinds, sorted by identifier; the number of a section is its position here + 2.
  let offers: [Offer]
  let topics: [String]
  let skus: [String]
  let languages: [String]
  /// Positions in `offers`, by position of the kind.
  let offersOfKind: [[Int]]

  private let kindNumbers: [String: UInt16]
  private let sectionNumbers: [String: UInt32]
  private let topicNumbers: [String: UInt32]
  private let skuNumbers: [String: UInt32]
  private let languageNumbers: [String: UInt16]

  init(_ catalogue: Catalogue) {
    func numbered<Number: FixedWidthInteger>(_ names: [String], from first: Number) -> [String: Number] {
      Dictionary(
        uniqueKeysWithValues: names.enumerated().map { ($1, first + Number(truncatingIfNeeded: $0)) })
    }
    let kinds = catalogue.kinds.values.sorted { $0.name < $1.name }
    let sections = catalogue.sections.values.filter { catalogue.kinds[$0.kind] != nil }.sorted {
      $0.section < $1.section
    }
    let topicRows = catalogue.topics.values.sorted { $0.topic < $1.topic }
    let skuRows = catalogue.skus.values.sorted { $0.sku < $1.sku }
    let languages = Set(
      catalogue.kinds.values.flatMap(\.languages) + catalogue.sections.values.flatMap(\.languages)
    ).sorted()
    kindNumbers = numbered(kinds.map(\.name), from: 0)
    sectionNumbers = numbered(sections.map(\.section), from: PackedKey.firstValue)
    topicNumbers = numbered(topicRows.map(\.topic), from: PackedKey.firstValue)
    skuNumbers = numbered(skuRows.map(\.sku), from: PackedKey.firstValue)
    let languageNumbers = numbered(languages, from: UInt16(PackedKey.firstValue))
    self.languageNumbers = languageNumbers
    self.kinds = kinds
    self.languages = languages
    topics = topicRows.map(\.topic)
    skus = skuRows.map(\.sku)

    var skusOfCategory: [String: [UInt32]] = [:]
    for (position, sku) in skuRows.enumerated() {
      skusOfCategory[sku.category, default: []].append(PackedKey.firstValue + UInt32(position))
    }
    var offers: [Offer] = []
    var offersOfKind = [[Int]](repeating: [], count: kinds.count)
    offers.reserveCapacity(sections.count)
    for (position, section) in sections.enumerated() {
      guard let kind = kindNumbers[section.kind] else { continue }
      let dimensions = kinds[Int(kind)].dimensions
      var topics = [PackedKey.absent]
      if dimensions.contains(.topic) {
        topics = []
        for (position, topic) in topicRows.enumerated() where topic.applies(to: section) {
          topics.append(PackedKey.firstValue + UInt32(position))
        }
      }
      offersOfKind[Int(kind)].append(offers.count)
      offers.append(
        Offer(
          section: section, number: PackedKey.firstValue + UInt32(position), kind: kind, topics: topics,
          skus: dimensions.contains(.sku) ? skusOfCategory[section.section] ?? [] : [PackedKey.absent],
          languages: catalogue.languages(of: section).compactMap { languageNumbers[$0] }.sorted()))
    }
    self.offers = offers
    self.offersOfKind = offersOfKind
  }

  func number(ofTopic name: String) -> UInt32? { topicNumbers[name] }
  func number(ofSKU name: String) -> UInt32? { skuNumbers[name] }
  func number(ofLanguage name: String) -> UInt16? { languageNumbers[name] }
  /// The position of a section in `offers`; nil where it is unknown or its kind is.
  func offer(ofSection name: String) -> Int? { sectionNumbers[name].map { Int($0 - PackedKey.firstValue) } }

  /// The number of a kind and key; names that the catalogue does not have get the number of no cell. Nil for a kind
  /// that it does not have.
  func pack(kind: String, _ key: Key) -> PackedKey? {
    guard let kind = kindNumbers[kind] else { return nil }
    return PackedKey(
      section: sectionNumbers[key.section] ?? PackedKey.unknown,
      topic: key.topic.map { topicNumbers[$0] ?? PackedKey.unknown } ?? PackedKey.absent,
      sku: key.sku.map { skuNumbers[$0] ?? PackedKey.unknown } ?? PackedKey.absent,
      language: languageNumbers[key.language] ?? UInt16.max, kind: kind)
  }
}

extension CatalogueIndex {
  /// The cell of a packed key.
  func cellKey(_ key: PackedKey) -> CellKey {
    func part(_ number: UInt32, _ name: (Int) -> String) -> CellPart {
      switch number {
      case PackedKey.absent: .absent
      case PackedKey.all: .all
      default: .value(name(Int(number - PackedKey.firstValue)))
      }
    }
    return CellKey(
      kind: kinds[Int(key.kind)].name, section: part(key.section, sectionName), topic: part(key.topic) { topics[$0] },
      sku: part(key.sku) { skus[$0] }, language: part(UInt32(key.language)) { languages[$0] })
  }

  /// The key of a packed key that names one value for each part that its kind has.
  func key(_ key: PackedKey) -> Key {
    func name(_ number: UInt32, _ names: [String]) -> String? {
      number < PackedKey.firstValue ? nil : names[Int(number - PackedKey.firstValue)]
    }
    return Key(
      section: sectionName(Int(key.section - PackedKey.firstValue)), topic: name(key.topic, topics),
      sku: name(key.sku, skus), language: name(UInt32(key.language), languages) ?? "")
  }

  private func sectionName(_ position: Int) -> String { offers[position].section.section }

  /// The sections whose items a cell may hold: they take each topic, SKU and language that it names.
  func offers(of cell: PackedKey) -> [Offer] {
    func takes<Number: Comparable>(_ numbers: [Number], _ number: Number, above first: Number) -> Bool {
      number < first || numbers.containsSorted(number)
    }
    let positions =
      cell.section == PackedKey.all
      ? offersOfKind[Int(cell.kind)] : [Int(cell.section - PackedKey.firstValue)]
    return positions.map { offers[$0] }.filter {
      takes($0.topics, cell.topic, above: PackedKey.firstValue) && takes($0.skus, cell.sku, above: PackedKey.firstValue)
        && takes($0.languages, cell.language, above: UInt16(PackedKey.firstValue))
    }
  }

  /// Calls `body` with each key that a cell may hold, section by section in order.
  func forEachKey(of cell: PackedKey, _ body: (PackedKey) -> Void) {
    if cell.mask.isEmpty { return body(cell) }
    for offer in offers(of: cell) {
      for topic in cell.topic == PackedKey.all ? offer.topics : [cell.topic] {
        for sku in cell.sku == PackedKey.all ? offer.skus : [cell.sku] {
          for language in cell.language == UInt16(PackedKey.all) ? offer.languages : [cell.language] {
            body(PackedKey(section: offer.number, topic: topic, sku: sku, language: language, kind: cell.kind))
          }
        }
      }
    }
  }
}

extension Array where Element: Comparable {
  /// Whether a sorted array has an element. Logarithmic.
  func containsSorted(_ element: Element) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element
  }
}
