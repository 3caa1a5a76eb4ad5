import ContentModel
import Formats

/// A cell, and the row of `targets.csv` that decides how many items it should have.
public struct TargetCell: Hashable, Sendable {
  public var key: CellKey
  /// At least 0.
  public var target: Int
  /// 1 is the most urgent.
  public var priority: Int
  /// Where the row stands, `targets.csv:12`.
  public var origin: String

  public init(key: CellKey, target: Int, priority: Int, origin: String) {
    self.key = key
    self.target = target
    self.priority = priority
    self.origin = origin
  }
}

/// From the rows of `targets.csv` to the cells that they speak of.
///
/// In a row, `*` gives a cell for each one that applies, an empty field takes all together, a name takes that one. A
/// dimension that the kind does not have is absent from the cell under `*` and under an empty field alike. An empty
/// section gives a cell for each kind that has sections. The most specific row wins a cell.
public enum CellExpansion {
  /// The cells of a catalogue, by key. Throws where rows name what is not there, tie, or overlap in part.
  ///
  /// Time: rows x sections that each speaks of x what applies there, plus the cells times the masks in use (at most
  /// 16).
  public static func cells(of catalogue: Catalogue) throws(TargetConflict) -> [TargetCell] {
    let forest = try CellForest(catalogue)
    return forest.cells.indices.map { position in
      let row = forest.row(of: position)
      return TargetCell(
        key: forest.index.cellKey(forest.cells[position]), target: row.target, priority: row.priority,
        origin: row.origin)
    }
  }

  /// The cells of a catalogue in the order of their keys, each with the position of the row that decides it.
  static func winners(
    of catalogue: Catalogue, _ index: CatalogueIndex
  ) throws(TargetConflict) -> [(cell: PackedKey, row: Int)] {
    var claims = CellClaims(rows: catalogue.targets)
    for (position, row) in catalogue.targets.enumerated() {
      try expand(row, catalogue, index) { claims.add($0, row: position) }
    }
    if let conflict = claims.tie(index) { throw conflict }
    return claims.winners
  }

  /// Calls `body` with each cell of a row; a cell over all sections comes once for each of them.
  private static func expand(
    _ row: TargetRow, _ catalogue: Catalogue, _ index: CatalogueIndex, _ body: (PackedKey) -> Void
  ) throws(TargetConflict) {
    let topic = try number(of: row.topic, .topic, row, index.topics, index.number(ofTopic:))
    let sku = try number(of: row.sku, .sku, row, index.skus, index.number(ofSKU:))
    let language = try number(of: row.language, .language, row, index.languages, index.number(ofLanguage:))
    let offers = try offers(of: row, catalogue, index)
    var taken: Set<KeyColumn> = []
    for offer in offers {
      let topics = choose(row.topic, topic, from: offer.topics, absent: PackedKey.absent, all: PackedKey.all)
      let skus = choose(row.sku, sku, from: offer.skus, absent: PackedKey.absent, all: PackedKey.all)
      let languages = choose(row.language, language, from: offer.languages, absent: UInt16.max, all: 1)
      if !topics.isEmpty { taken.insert(.topic) }
      if !skus.isEmpty { taken.insert(.sku) }
      if !languages.isEmpty { taken.insert(.language) }
      let section = row.section == .all ? PackedKey.all : offer.number
      for topic in topics {
        for sku in skus {
          for language in languages {
            body(PackedKey(section: section, topic: topic, sku: sku, language: language, kind: offer.kind))
          }
        }
      }
    }
    guard !offers.isEmpty else { return }
    for (column, part) in [(KeyColumn.topic, row.topic), (.sku, row.sku), (.language, row.language)] {
      guard case .value(let value) = part, !taken.contains(column) else { continue }
      throw refusal(of: value, column, row, index)
    }
  }

  private static func number<Number>(
    of part: TargetPart, _ column: KeyColumn, _ row: TargetRow, _ names: [String], _ lookup: (String) -> Number?
  ) throws(TargetConflict) -> Number? {
    guard case .value(let value) = part else { return nil }
    guard let number = lookup(value) else {
      let near = Suggestion.closest(to: value, among: names)
      throw .unknown(column, value: value, near: near, origin: row.origin)
    }
    return number
  }

  private static func offers(
    of row: TargetRow, _ catalogue: Catalogue, _ index: CatalogueIndex
  ) throws(TargetConflict) -> [CatalogueIndex.Offer] {
    guard case .value(let name) = row.section else { return index.offers }
    if let position = index.offer(ofSection: name) { return [index.offers[position]] }
    guard let section = catalogue.sections[name] else {
      let near = Suggestion.closest(to: name, among: catalogue.sections.keys.sorted())
      throw .unknown(.section, value: name, near: near, origin: row.origin)
    }
    throw .unknownKind(section: name, kind: section.kind, origin: row.origin)
  }

  /// The numbers that a part of a row stands for in one section; `[absent]` offered means a dimension that is not
  /// there.
  private static func choose<Number: UnsignedInteger>(
    _ part: TargetPart, _ number: Number?, from offered: [Number], absent: Number, all: Number
  ) -> [Number] {
    switch part {
    case .each: offered
    case .all: offered == [absent] ? offered : [all]
    case .value: number.map { offered.containsSorted($0) ? [$0] : [] } ?? []
    }
  }

  private static func refusal(
    of value: String, _ column: KeyColumn, _ row: TargetRow, _ index: CatalogueIndex
  ) -> TargetConflict {
    guard case .value(let section) = row.section, let position = index.offer(ofSection: section) else {
      return .notApplicable(column, value: value, section: nil, origin: row.origin)
    }
    let offer = index.offers[position]
    let offered = column == .topic ? offer.topics : column == .sku ? offer.skus : []
    return offered == [PackedKey.absent]
      ? .noSuchDimension(column, value: value, section: section, origin: row.origin)
      : .notApplicable(column, value: value, section: section, origin: row.origin)
  }
}
