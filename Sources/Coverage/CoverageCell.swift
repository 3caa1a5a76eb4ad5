import ContentModel

/// How far a cell is from its target, by what is active.
public enum CoverageStatus: String, Hashable, Sendable, CaseIterable {
  /// Nothing is active.
  case missing
  /// Fewer are active than wanted, in the cell or in a floor inside it.
  case thin
  case met
  /// More are active than wanted.
  case over

  /// The status of a cell. A target of 0 with nothing active is `met`.
  public init(target: Int, active: Int, floorsMet: Bool = true) {
    self =
      if active == 0 && target > 0 { .missing } else if active < target || !floorsMet { .thin } else {
        active > target ? .over : .met
      }
  }

  /// Whether something is still to be made.
  public var isShort: Bool { self == .missing || self == .thin }
}

/// One cell of a coverage report.
public struct CoverageCell: Hashable, Sendable {
  public var key: CellKey
  /// The level of the cell's section; empty where it has none, or where the cell takes all sections together.
  public var level: String
  /// How many should be active: the row's own target or, where that is more, the sum of the floors' targets.
  public var target: Int
  /// The target of the cell's own row.
  public var ownTarget: Int
  /// 1 is the most urgent.
  public var priority: Int
  /// The row that wants it, `targets.csv:12`.
  public var origin: String
  public var counts: InventoryCounts
  /// How many `fill` would make: the cell's own gap or, where that is more, the sum of the floors' gaps.
  public var gap: Int
  public var status: CoverageStatus
  /// How many of the active items count towards the target: none beyond it, and in the place of a floor's missing items
  /// no others.
  public var covered: Int
  /// The position in the report of the smallest cell that contains this one; nil where it is outermost there.
  public var container: Int?

  /// Whether it lies inside another cell of the report, so that totals leave it out.
  public var isFloor: Bool { container != nil }

  public init(
    key: CellKey, level: String, target: Int, ownTarget: Int, priority: Int, origin: String, counts: InventoryCounts,
    gap: Int, status: CoverageStatus, covered: Int? = nil, container: Int? = nil
  ) {
    self.key = key
    self.level = level
    self.target = target
    self.ownTarget = ownTarget
    self.priority = priority
    self.origin = origin
    self.counts = counts
    self.gap = gap
    self.status = status
    self.covered = covered ?? min(counts.active, target)
    self.container = container
  }
}
