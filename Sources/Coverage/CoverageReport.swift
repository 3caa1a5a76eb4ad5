import ContentModel

/// What the library holds against what it should hold, cell by cell, worst first.
public struct CoverageReport: Sendable {
  /// The publish event at which the inventory was counted.
  public var publishEvent: Int64
  /// The library's mode: `rehearsal` or `production`.
  public var mode: String
  /// Worst first: by priority, then gap (the largest first), then key.
  public var cells: [CoverageCell]
  /// Over the outermost cells of the selection.
  public var totals: CoverageTotals

  /// What part of the targets is covered, 0 to 100, for `--fail-under`; 100 where nothing is wanted.
  public var coveragePercent: Double { totals.percent }

  /// The report of a library.
  ///
  /// A cell is shown when everything it speaks of is selected: `--section passiv` shows the cell that takes all topics
  /// of `passiv` together, `--topic freizeit_*` shows only the floors inside it. Totals are over the outermost cells
  /// shown.
  ///
  /// Throws where the targets cannot be kept to. Time: `CellExpansion.cells` plus the inventory's places x masks in
  /// use.
  public static func make(
    catalogue: Catalogue, inventory: Inventory, selection: Selection = Selection(), publishEvent: Int64, mode: String
  ) throws(TargetConflict) -> CoverageReport {
    let forest = try CellForest(catalogue)
    let measures = CellMeasures(forest, counts: forest.counts(of: inventory))
    let selected = SelectedParts(selection, forest.index)
    let order = measures.worstFirst(forest).filter { selected.containsAll(of: forest.cells[$0]) }
    var shownAt = [Int?](repeating: nil, count: forest.cells.count)
    for (shown, position) in order.enumerated() { shownAt[position] = shown }

    var totals = CoverageTotals()
    let cells = order.map { position in
      let packed = forest.cells[position]
      let row = forest.row(of: position)
      let cell = CoverageCell(
        key: forest.index.cellKey(packed), level: forest.index.level(of: packed), target: measures.targets[position],
        ownTarget: row.target, priority: row.priority, origin: row.origin, counts: measures.counts[position],
        gap: measures.gaps[position], status: measures.statuses[position], covered: measures.covered[position],
        container: forest.parents[position].flatMap { shownAt[$0] })
      if !cell.isFloor { totals.add(cell) }
      return cell
    }
    return CoverageReport(publishEvent: publishEvent, mode: mode, cells: cells, totals: totals)
  }

  /// The same report with the missing and thin cells only; the totals stay those of the whole selection.
  ///
  /// A cell around a thin floor is thin itself, so that no floor is left without its container.
  public func onlyThin() -> CoverageReport {
    var kept = [Int?](repeating: nil, count: cells.count)
    var thin: [CoverageCell] = []
    for (position, cell) in cells.enumerated() where cell.status.isShort {
      kept[position] = thin.count
      thin.append(cell)
    }
    for position in thin.indices { thin[position].container = thin[position].container.flatMap { kept[$0] } }
    var report = self
    report.cells = thin
    return report
  }
}

/// The figures of each cell of a forest, floors taken into account.
struct CellMeasures {
  let counts: [InventoryCounts]
  private(set) var targets: [Int]
  private(set) var gaps: [Int]
  private(set) var statuses: [CoverageStatus]
  /// How many active items count towards each cell's target.
  private(set) var covered: [Int]

  init(_ forest: CellForest, counts: [InventoryCounts]) {
    self.counts = counts
    targets = []
    gaps = []
    statuses = []
    covered = []
    var targets = [Int](repeating: 0, count: counts.count)
    var gaps = targets
    var covered = targets
    var statuses = [CoverageStatus](repeating: .met, count: counts.count)
    for position in forest.innermostFirst {
      let floors = forest.floors[position]
      let target = max(forest.row(of: position).target, floors.reduce(0) { $0 + targets[$1] })
      targets[position] = target
      let inFloors = floors.reduce(0) { $0 + covered[$1] }
      covered[position] =
        inFloors + min(counts[position].active - inFloors, target - floors.reduce(0) { $0 + targets[$1] })
      gaps[position] = max(ownGap(forest, position), floors.reduce(0) { $0 + gaps[$1] })
      statuses[position] = CoverageStatus(
        target: target, active: counts[position].active, floorsMet: !floors.contains { statuses[$0].isShort })
    }
    self.targets = targets
    self.gaps = gaps
    self.statuses = statuses
    self.covered = covered
  }

  /// The gap of a cell to its own row's target.
  func ownGap(_ forest: CellForest, _ position: Int) -> Int {
    let found = counts[position]
    return max(0, forest.row(of: position).target - found.active - found.inFlight - found.inReview)
  }

  /// Positions by priority, gap (the largest first) and key.
  func worstFirst(_ forest: CellForest) -> [Int] {
    let priorities = forest.cells.indices.map { forest.row(of: $0).priority }
    // The forest's cells are in the order of their keys.
    return forest.cells.indices.sorted {
      (priorities[$0], -gaps[$0], $0) < (priorities[$1], -gaps[$1], $1)
    }
  }
}

extension CatalogueIndex {
  /// The level of a cell's section; empty where it takes all sections together.
  func level(of cell: PackedKey) -> String {
    cell.section < PackedKey.firstValue ? "" : offers[Int(cell.section - PackedKey.firstValue)].section.level
  }
}
