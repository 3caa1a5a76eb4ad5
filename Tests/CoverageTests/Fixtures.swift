import ContentModel

@testable import Coverage

/// A small reproducible random number generator for property tests: SplitMix64.
struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension Catalogue {
  /// Three kinds: `drill` (topics, German), `lesson` (no topics, German and English), `page` (SKUs, English; one a
  /// key). `b1` takes the topic `t3` only; no topic applies to `c1`.
  static func small(_ targets: String...) -> Catalogue {
    Catalogue(
      kinds: [
        "drill": KindTraits(name: "drill", dimensions: [.topic], cardinality: .many, languages: ["de"]),
        "lesson": KindTraits(name: "lesson", dimensions: [], cardinality: .many, languages: ["de", "en"]),
        "page": KindTraits(name: "page", dimensions: [.sku], cardinality: .one, languages: ["en", "fr"]),
      ],
      sections: Dictionary(
        uniqueKeysWithValues: [
          Section(section: "a1", kind: "drill", level: "A1", title: "First"),
          Section(section: "a2", kind: "drill", level: "A1", title: "Second"),
          Section(section: "b1", kind: "drill", level: "B1", title: "Third"),
          Section(section: "c1", kind: "drill", level: "C1", title: "Fourth"),
          Section(section: "m0", kind: "lesson", title: "Module"),
          Section(section: "pans", kind: "page", title: "Pans"),
          Section(section: "pots", kind: "page", title: "Pots", languages: ["en"]),
          Section(section: "odd", kind: "poem", title: "Odd"),
        ].map { ($0.section, $0) }),
      topics: Dictionary(
        uniqueKeysWithValues: [
          Topic(topic: "t1", theme: "x", title: "One", levels: ["A1"]),
          Topic(topic: "t2", theme: "x", title: "Two", levels: ["A1"]),
          Topic(topic: "t3", theme: "y", title: "Three", levels: ["A1", "B1"]),
          Topic(topic: "nowhere", theme: "y", title: "Nowhere", levels: ["Z9"]),
        ].map { ($0.topic, $0) }),
      skus: Dictionary(
        uniqueKeysWithValues: [
          SKU(sku: "p1", name: "Pan 1", category: "pans"), SKU(sku: "p2", name: "Pan 2", category: "pans"),
          SKU(sku: "q1", name: "Pot 1", category: "pots"), SKU(sku: "stray", name: "Stray", category: "lost"),
        ].map { ($0.sku, $0) }),
      targets: targets.enumerated().map { TargetRow($1, line: $0 + 2) })
  }
}

extension TargetRow {
  /// A row as the file spells it; the priority is 1 where it is left out.
  init(_ text: String, line: Int) {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    self.init(
      section: TargetPart(fields[0]), topic: TargetPart(fields[1]), sku: TargetPart(fields[2]),
      language: TargetPart(fields[3]), target: Int(fields[4]) ?? 0,
      priority: fields.count > 5 ? Int(fields[5]) ?? 1 : 1,
      origin: "targets.csv:\(line)")
  }
}

extension CellKey {
  /// `kind section,topic,sku,language`: `-` a part that is not there, nothing for all together.
  var short: String {
    func text(_ part: CellPart) -> String {
      switch part {
      case .absent: "-"
      case .all: ""
      case .value(let value): value
      }
    }
    return "\(kind) " + [section, topic, sku, language].map(text).joined(separator: ",")
  }
}

extension Inventory {
  /// From `kind section,topic,sku,language` to active items; `-` a part that is not there.
  init(active: [String: Int]) {
    self.init()
    for (text, count) in active { add(text, InventoryCounts(active: count)) }
  }

  mutating func add(_ text: String, _ found: InventoryCounts) {
    let parts = text.split(separator: " ")
    let fields = parts[1].split(separator: ",", omittingEmptySubsequences: false).map { $0 == "-" ? nil : String($0) }
    let key = Key(section: fields[0] ?? "", topic: fields[1], sku: fields[2], language: fields[3] ?? "")
    counts[Place(kind: String(parts[0]), key: key), default: InventoryCounts()] += found
  }

  /// With the slots of a plan in flight.
  func adding(_ plan: GapPlan) -> Inventory {
    var inventory = self
    for slot in plan.slots {
      inventory.counts[Place(kind: slot.kind, key: slot.key), default: InventoryCounts()].inFlight += 1
    }
    return inventory
  }
}

extension CoverageReport {
  static func of(
    _ catalogue: Catalogue, _ inventory: Inventory = Inventory(), _ selection: Selection = Selection()
  ) throws -> CoverageReport {
    try make(catalogue: catalogue, inventory: inventory, selection: selection, publishEvent: 7, mode: "rehearsal")
  }

  func cell(_ short: String) -> CoverageCell? { cells.first { $0.key.short == short } }
}
