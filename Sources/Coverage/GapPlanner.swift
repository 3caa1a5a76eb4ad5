import ContentModel

/// From gaps to the items that close them.
///
/// Cells are served worst first. A cell's floors come before the rest of its own gap, which goes to the keys that
/// apply, the least filled first (active, in review, in flight and planned items counted), ties by key. A kind with
/// cardinality one gets at most one item a key. A selection narrows the keys: the part of a wide cell's gap that
/// belongs to floors outside the selection stays theirs, so that several narrow fills never make more than one wide
/// one.
public enum GapPlanner {
  /// The plan of a library; the same input gives the same plan. A plan added to the inventory leaves nothing to plan.
  ///
  /// Throws where the targets cannot be kept to. Time: (keys that the cells with gaps may hold + slots) x log of them.
  public static func plan(
    catalogue: Catalogue, inventory: Inventory, selection: Selection = Selection(), limit: Int? = nil
  ) throws(TargetConflict) -> GapPlan {
    let forest = try CellForest(catalogue)
    var planning = Planning(
      forest: forest, measures: CellMeasures(forest, counts: forest.counts(of: inventory)), inventory: inventory,
      selected: SelectedParts(selection, forest.index), limit: limit ?? .max)
    return planning.run()
  }

  /// Whether a target speaks of anything in a selection: one that none speaks of has no gap, and is not met either.
  ///
  /// Throws where the targets cannot be kept to. Time: the keys that cells may hold, until one is selected.
  public static func hasTarget(catalogue: Catalogue, selection: Selection) throws(TargetConflict) -> Bool {
    let forest = try CellForest(catalogue)
    let selected = SelectedParts(selection, forest.index)
    return forest.cells.contains { cell in
      var holdsSelected = false
      forest.index.forEachKey(of: cell) { key in holdsSelected = holdsSelected || selected.contains(key) }
      return holdsSelected
    }
  }
}

/// A plan in the making.
private struct Planning {
  /// What has become of a cell's gap.
  private struct Outcome {
    /// Slots planned for it and its floors.
    var planned = 0
    /// What is left for keys outside the selection.
    var reserved = 0
    /// What no key has room for.
    var lacking = 0
  }

  private let forest: CellForest
  private let measures: CellMeasures
  private let selected: SelectedParts
  private let limit: Int
  /// Items of each key: active, in review, in flight, planned.
  private var loads: [PackedKey: Int] = [:]
  private var outcomes: [Outcome?]
  private var plan = GapPlan()

  init(forest: CellForest, measures: CellMeasures, inventory: Inventory, selected: SelectedParts, limit: Int) {
    self.forest = forest
    self.measures = measures
    self.selected = selected
    self.limit = limit
    outcomes = Array(repeating: nil, count: forest.cells.count)
    loads.reserveCapacity(inventory.counts.count)
    for (place, found) in inventory.counts {
      guard let key = forest.index.pack(kind: place.kind, place.key) else { continue }
      loads[key, default: 0] += found.active + found.inReview + found.inFlight
    }
  }

  mutating func run() -> GapPlan {
    let order = measures.worstFirst(forest).filter { measures.gaps[$0] > 0 }
    var rank = [Int](repeating: 0, count: forest.cells.count)
    for (place, position) in order.enumerated() { rank[position] = place }
    for position in order { _ = serve(position, priority: forest.row(of: position).priority, rank) }
    return plan
  }

  /// Plans a cell's gap, unless that has happened: its floors' first, then what is left of its own.
  private mutating func serve(_ position: Int, priority: Int, _ rank: [Int]) -> Outcome {
    if let outcome = outcomes[position] { return outcome }
    var outcome = Outcome()
    var lackingInFloors = 0
    let floors = forest.floors[position].filter { measures.gaps[$0] > 0 }.sorted { rank[$0] < rank[$1] }
    for floor in floors {
      let served = serve(floor, priority: min(priority, forest.row(of: floor).priority), rank)
      outcome.planned += served.planned
      outcome.reserved += served.reserved
      lackingInFloors += served.lacking
    }
    let rest = measures.ownGap(forest, position) - outcome.planned - outcome.reserved
    if rest > 0 {
      let placed = place(rest, position, priority)
      outcome.planned += placed.planned
      outcome.reserved += min(rest - placed.planned, max(0, placed.roomOutside - outcome.reserved))
    }
    let ownLack = measures.ownGap(forest, position) - outcome.planned - outcome.reserved
    outcome.lacking = max(ownLack, lackingInFloors)
    if outcome.lacking > lackingInFloors {
      plan.shortfalls.append(
        Shortfall(
          cell: forest.index.cellKey(forest.cells[position]), missing: outcome.lacking - lackingInFloors))
    }
    outcomes[position] = outcome
    return outcome
  }

  /// Plans up to `wanted` slots on the selected keys of a cell; says how many more the other keys could hold.
  private mutating func place(_ wanted: Int, _ position: Int, _ priority: Int) -> (planned: Int, roomOutside: Int) {
    let cell = forest.cells[position]
    let single = forest.index.kinds[Int(cell.kind)].cardinality == .one
    var candidates: [LeastFilled.Candidate] = []
    var roomOutside = 0
    forest.index.forEachKey(of: cell) { key in
      let load = loads[key] ?? 0
      if single, load > 0 { return }
      if selected.contains(key) {
        candidates.append(LeastFilled.Candidate(load: load, key: key))
      } else {
        roomOutside = single ? roomOutside + 1 : .max
      }
    }
    var heap = LeastFilled(candidates)
    let cellKey = forest.index.cellKey(cell)
    let kind = cellKey.kind
    var planned = 0
    while planned < wanted, let key = heap.take(once: single) {
      loads[key, default: 0] += 1
      planned += 1
      plan.wanted += 1
      if plan.slots.count < limit {
        plan.slots.append(
          WantedSlot(kind: kind, key: forest.index.key(key), cell: cellKey, priority: priority))
      }
    }
    return (planned, roomOutside)
  }
}
