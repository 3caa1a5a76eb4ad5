import ContentModel

/// A selection, with its patterns matched once against each name of the catalogue.
struct SelectedParts {
  private let index: CatalogueIndex
  /// By position of the offer: kind, section and level match.
  private let offers: [Bool]
  /// By position of the name; nil where the selection has no pattern for the part.
  private let topics: [Bool]?
  private let skus: [Bool]?
  private let languages: [Bool]?
  let isEverything: Bool

  init(_ selection: Selection, _ index: CatalogueIndex) {
    func matcher(_ patterns: [String]) -> ((String) -> Bool)? {
      if patterns.isEmpty { return nil }
      let globs = patterns.map(GlobPattern.init)
      return { text in globs.contains { $0.matches(text) } }
    }
    let section = matcher(selection.sections)
    let kind = matcher(selection.kinds)
    let level = matcher(selection.levels)
    self.index = index
    offers = index.offers.map { offer in
      (kind?(offer.section.kind) ?? true) && (section?(offer.section.section) ?? true)
        && (level?(offer.section.level) ?? true)
    }
    topics = matcher(selection.topics).map { index.topics.map($0) }
    skus = matcher(selection.skus).map { index.skus.map($0) }
    languages = matcher(selection.languages).map { index.languages.map($0) }
    isEverything = selection.isEverything
  }

  /// Whether an item with this key is selected; each part of the key must be a name of the catalogue or absent.
  func contains(_ key: PackedKey) -> Bool {
    offers[Int(key.section - PackedKey.firstValue)] && Self.matches(key.topic, topics) && Self.matches(key.sku, skus)
      && Self.matches(UInt32(key.language), languages)
  }

  /// Whether every item that the cell may hold is selected. A part taken all together that nothing applies to matches
  /// no pattern.
  func containsAll(of cell: PackedKey) -> Bool {
    if isEverything { return true }
    let offers = index.offers(of: cell)
    return !offers.isEmpty
      && offers.allSatisfy { offer in
        self.offers[Int(offer.number - PackedKey.firstValue)]
          && Self.matchAll(cell.topic, topics, of: offer.topics) && Self.matchAll(cell.sku, skus, of: offer.skus)
          && Self.matchAll(UInt32(cell.language), languages, of: offer.languages)
      }
  }

  private static func matches(_ number: UInt32, _ selected: [Bool]?) -> Bool {
    guard let selected else { return true }
    return number >= PackedKey.firstValue && selected[Int(number - PackedKey.firstValue)]
  }

  private static func matchAll(
    _ number: UInt32, _ selected: [Bool]?, of offered: [some UnsignedInteger]
  ) -> Bool {
    if selected == nil { return true }
    guard number == PackedKey.all else { return matches(number, selected) }
    return !offered.isEmpty && offered.allSatisfy { matches(UInt32($0), selected) }
  }
}
