import ContentModel

/// Sums over outermost cells: an item that serves a floor and the cell around it counts once.
public struct CoverageTotals: Hashable, Sendable {
  public var cells = 0
  public var target = 0
  public var counts = InventoryCounts()
  public var gap = 0
  /// The active items that count towards the targets; see `CoverageCell.covered`.
  public var covered = 0
  /// How many cells have each status.
  public var met = 0
  public var thin = 0
  public var missing = 0
  public var over = 0

  public init() {}

  /// Adds an outermost cell.
  public mutating func add(_ cell: CoverageCell) {
    cells += 1
    target += cell.target
    counts += cell.counts
    gap += cell.gap
    covered += cell.covered
    switch cell.status {
    case .met: met += 1
    case .thin: thin += 1
    case .missing: missing += 1
    case .over: over += 1
    }
  }

  /// What part of the targets is covered, 0 to 100; 100 where nothing is wanted.
  public var percent: Double { target == 0 ? 100 : 100 * Double(covered) / Double(target) }

  /// `percent` with one decimal, rounded down, so that 100.0 means everything.
  public var percentText: String {
    let tenths = target == 0 ? 1000 : covered * 1000 / target
    return "\(tenths / 10).\(tenths % 10)"
  }
}
