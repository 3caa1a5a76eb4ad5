import ContentModel

@testable import Coverage

/// A catalogue with targets that nest, and an inventory, both at random.
struct RandomLibrary {
  var catalogue: Catalogue
  var inventory: Inventory

  init(seed: UInt64) {
    var generator = TestGenerator(seed: seed)
    catalogue = Catalogue.small()
    let sections = ["*", "*", "", "a1", "a2", "b1", "c1", "m0", "pans", "pots"]
    let topics = ["*", "*", "", "", "t1", "t2", "t3"]
    let skus = ["*", "*", "", "p1", "q1"]
    let languages = ["*", "*", "", "de", "en", "fr"]
    let wanted = Int.random(in: 1...7, using: &generator)
    // Rows are added as long as they fit those that are there.
    for line in 2..<(2 + 6 * wanted) where catalogue.targets.count < wanted {
      func any(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
      let text = [any(sections), any(topics), any(skus), any(languages)].joined(separator: ",")
      let target = Int.random(in: 0...(text.hasPrefix(",") ? 30 : 6), using: &generator)
      var tried = catalogue
      tried.targets.append(TargetRow("\(text),\(target),\(Int.random(in: 1...3, using: &generator))", line: line))
      if (try? CellExpansion.cells(of: tried)) != nil { catalogue = tried }  // a misfit is not what is looked for here
    }
    inventory = Inventory()
    for _ in 0..<Int.random(in: 0...25, using: &generator) {
      func any(_ choices: [String]) -> String { choices.randomElement(using: &generator) ?? "" }
      let place =
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: "lesson m0,-,-,\(any(["de", "en"]))"
        case 1: "page \(any(["pans", "pots"])),-,\(any(["p1", "p2", "q1", "gone"])),\(any(["en", "fr"]))"
        default: "drill \(any(["a1", "a2", "b1", "gone"])),\(any(["t1", "t2", "t3", "gone", "-"])),-,de"
        }
      let active = Int.random(in: 0...4, using: &generator)
      inventory.add(
        place,
        InventoryCounts(
          active: active, machine: active / 2, approved: active - active / 2,
          inReview: Int.random(in: 0...3, using: &generator) / 3,
          inFlight: Int.random(in: 0...3, using: &generator) / 3,
          stale: min(active, 1)))
    }
  }

  /// Every key that the catalogue allows, by kind.
  var allKeys: [Inventory.Place] {
    catalogue.sections.values.flatMap { section -> [Inventory.Place] in
      guard let kind = catalogue.kinds[section.kind] else { return [] }
      let topics: [String?] = kind.dimensions.contains(.topic) ? catalogue.topics(of: section) : [nil]
      let skus: [String?] = kind.dimensions.contains(.sku) ? catalogue.skus(of: section) : [nil]
      return topics.flatMap { topic in
        skus.flatMap { sku in
          catalogue.languages(of: section).map { language in
            Inventory.Place(
              kind: kind.name, key: Key(section: section.section, topic: topic, sku: sku, language: language))
          }
        }
      }
    }
  }

  /// Some selection, narrow or wide.
  static func selection(seed: UInt64) -> Selection {
    var generator = TestGenerator(seed: seed &+ 1_000_003)
    let choices = [
      Selection(), Selection(topics: ["t1"]), Selection(topics: ["t[23]"]), Selection(sections: ["a?"]),
      Selection(sections: ["p*"]), Selection(skus: ["p1", "q*"]), Selection(languages: ["fr"]),
      Selection(languages: ["de", "en"]), Selection(kinds: ["drill"]), Selection(levels: ["A1"]),
      Selection(sections: ["a1", "pans"], languages: ["de"]), Selection(sections: ["nothing"]),
    ]
    return choices.randomElement(using: &generator) ?? Selection()
  }
}

/// Figures of cells by the words of the design, without any index: slow, and right to read.
struct BruteForce {
  let cells: [TargetCell]
  let inventory: Inventory

  func counts(_ cell: TargetCell) -> InventoryCounts {
    inventory.counts.reduce(into: InventoryCounts()) { sum, row in
      if cell.key.matches(kind: row.key.kind, row.key.key) { sum += row.value }
    }
  }

  /// Cells inside a cell that are not inside another cell inside it.
  func directFloors(_ cell: TargetCell) -> [TargetCell] {
    let inside = cells.filter { $0 != cell && cell.key.contains($0.key) }
    return inside.filter { floor in !inside.contains { $0 != floor && $0.key.contains(floor.key) } }
  }

  func target(_ cell: TargetCell) -> Int {
    max(cell.target, directFloors(cell).map(target).reduce(0, +))
  }

  func gap(_ cell: TargetCell) -> Int {
    let found = counts(cell)
    return max(
      0, cell.target - found.active - found.inFlight - found.inReview, directFloors(cell).map(gap).reduce(0, +))
  }

  func status(_ cell: TargetCell) -> CoverageStatus {
    let active = counts(cell).active
    if active == 0, target(cell) > 0 { return .missing }
    if active < target(cell) || directFloors(cell).contains(where: { [.thin, .missing].contains(status($0)) }) {
      return .thin
    }
    return active == target(cell) ? .met : .over
  }

  var outermost: [TargetCell] {
    cells.filter { cell in !cells.contains { $0 != cell && $0.key.contains(cell.key) } }
  }
}
