import ContentModel

/// The cells of a catalogue as a forest: a cell that lies inside a wider one is a floor, and hangs under the smallest
/// cell that contains it.
///
/// It is one because cells that overlap only in part are refused: the cells that contain a cell then lie inside each
/// other.
struct CellForest {
  let index: CatalogueIndex
  /// By key.
  let cells: [PackedKey]
  /// The position of each cell's smallest container, or nil where it is outermost.
  let parents: [Int?]
  /// The positions of each cell's direct floors, by key.
  let floors: [[Int]]
  /// Positions such that floors come before the cells that contain them.
  let innermostFirst: [Int]

  private let rows: [TargetRow]
  private let rowNumbers: [Int]
  private let positions: [PackedKey: Int]
  /// The masks in use, fewest parts first, by position of the kind.
  private let masks: [[PartMask]]

  init(_ catalogue: Catalogue) throws(TargetConflict) {
    let index = CatalogueIndex(catalogue)
    let winners = try CellExpansion.winners(of: catalogue, index)
    let cells = winners.map(\.cell)
    var positions: [PackedKey: Int] = Dictionary(minimumCapacity: cells.count)
    var masksInUse = [Set<PartMask>](repeating: [], count: index.kinds.count)
    for (position, cell) in cells.enumerated() {
      positions[cell] = position
      masksInUse[Int(cell.kind)].insert(cell.mask)
    }
    let masks = masksInUse.map { $0.sorted { ($0.count, $0.rawValue) < ($1.count, $1.rawValue) } }
    self.index = index
    self.cells = cells
    self.positions = positions
    self.masks = masks
    rows = catalogue.targets
    rowNumbers = winners.map(\.row)

    let overlaps = PartialOverlaps(index: index, cells: cells, rowNumbers: rowNumbers, rows: rows)
    if let conflict = overlaps.first(masks) { throw conflict }

    let parents: [Int?] = cells.map { cell in
      let own = cell.mask
      for mask in masks[Int(cell.kind)] where mask.isStrictSuperset(of: own) {
        if let parent = positions[cell.widened(to: mask)] { return parent }
      }
      return nil
    }
    var floors = [[Int]](repeating: [], count: cells.count)
    for (position, parent) in parents.enumerated() {
      if let parent { floors[parent].append(position) }
    }
    self.parents = parents
    self.floors = floors
    var byWidth = [[Int]](repeating: [], count: 5)
    for (position, cell) in cells.enumerated() { byWidth[cell.mask.count].append(position) }
    innermostFirst = byWidth.flatMap(\.self)
  }

  /// The row of `targets.csv` that decides a cell.
  func row(of position: Int) -> TargetRow { rows[rowNumbers[position]] }

  /// The counts of each cell. Time: places x masks in use.
  func counts(of inventory: Inventory) -> [InventoryCounts] {
    var counts = [InventoryCounts](repeating: .init(), count: cells.count)
    for (place, found) in inventory.counts {
      guard let key = index.pack(kind: place.kind, place.key) else { continue }
      for mask in masks[Int(key.kind)] {
        if let position = positions[key.widened(to: mask)] { counts[position] += found }
      }
    }
    return counts
  }

  /// The positions of the cells that an item of a kind and key belongs to.
  func positions(holding key: Key, kind: String) -> [Int] {
    guard let packed = index.pack(kind: kind, key) else { return [] }
    return masks[Int(packed.kind)].compactMap { positions[packed.widened(to: $0)] }
  }
}
