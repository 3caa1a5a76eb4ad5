import ContentModel

/// One item that a fill should make.
public struct WantedSlot: Hashable, Sendable {
  /// The name of the kind.
  public var kind: String
  public var key: Key
  /// The cell whose gap it closes: the innermost one that asked for it.
  public var cell: CellKey
  /// The priority under which it was planned, that of the most urgent cell around it with a gap; 1 is the most urgent.
  public var priority: Int

  public init(kind: String, key: Key, cell: CellKey, priority: Int) {
    self.kind = kind
    self.key = key
    self.cell = cell
    self.priority = priority
  }
}

/// A gap that cannot be closed, because every key that the cell may hold is taken or none applies.
public struct Shortfall: Hashable, Sendable {
  public var cell: CellKey
  /// How many items too few there is room for, at least 1; those that a floor of the cell reports are left out.
  public var missing: Int

  public init(cell: CellKey, missing: Int) {
    self.cell = cell
    self.missing = missing
  }
}

/// What a fill should make, in the order in which it should be made.
public struct GapPlan: Hashable, Sendable {
  /// Worst cells first, at most as many as the limit.
  public var slots: [WantedSlot]
  /// How many slots there would be without a limit.
  public var wanted: Int
  /// Gaps without room, in the order in which their cells are served; their sum is what stays open after the plan.
  public var shortfalls: [Shortfall]

  public init(slots: [WantedSlot] = [], wanted: Int = 0, shortfalls: [Shortfall] = []) {
    self.slots = slots
    self.wanted = wanted
    self.shortfalls = shortfalls
  }

  /// How many cells get slots.
  public var cellCount: Int { Set(slots.map(\.cell)).count }
}
