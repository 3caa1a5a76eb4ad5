import ContentModel

/// What accepting an item is worth: the most urgent target that speaks of it and lacks active items.
public struct AcceptanceValue: Hashable, Sendable {
  /// The priority of that target; of the most urgent that speaks of the item where none lacks anything; nil where none
  /// speaks of it. 1 is the most urgent.
  public var priority: Int?
  /// How many active items that target lacks, 0 or more. Other than for a gap, what is in flight or in review does not
  /// count: it is what the item would join.
  public var short: Int

  public init(priority: Int? = nil, short: Int = 0) {
    self.priority = priority
    self.short = short
  }

  /// Whether one of two values is worth more: by priority, then by how many are lacking.
  public static func isMore(_ left: AcceptanceValue, than right: AcceptanceValue) -> Bool {
    (left.priority ?? .max, -left.short) < (right.priority ?? .max, -right.short)
  }
}

/// The values of all items of a library.
public struct AcceptanceValues: Sendable {
  private let forest: CellForest
  /// How many active items each cell lacks to the target of its own row.
  private let short: [Int]

  /// Throws where the targets cannot be kept to. Time: as for a coverage report.
  public init(catalogue: Catalogue, inventory: Inventory) throws(TargetConflict) {
    let forest = try CellForest(catalogue)
    let counts = forest.counts(of: inventory)
    self.forest = forest
    short = forest.cells.indices.map { max(0, forest.row(of: $0).target - counts[$0].active) }
  }

  /// What one more active item of a kind and key is worth.
  public func value(kind: String, _ key: Key) -> AcceptanceValue {
    let cells = forest.positions(holding: key, kind: kind)
    let lacking = cells.filter { short[$0] > 0 }
    let values = (lacking.isEmpty ? cells : lacking).map {
      AcceptanceValue(priority: forest.row(of: $0).priority, short: short[$0])
    }
    return values.min(by: { AcceptanceValue.isMore($0, than: $1) }) ?? AcceptanceValue()
  }
}
