import ContentModel

/// Which row each cell belongs to: the most specific of those that speak of it.
struct CellClaims {
  private struct Claim {
    var row: Int
    /// Another row, as specific, that speaks of the same cell.
    var rival: Int?
  }

  private let rows: [TargetRow]
  private let specificities: [Int]
  private var claims: [PackedKey: Claim] = [:]

  init(rows: [TargetRow]) {
    self.rows = rows
    specificities = rows.map(\.specificity)
  }

  /// The cells in the order of their keys, each with the position of its winning row.
  var winners: [(cell: PackedKey, row: Int)] {
    claims.map { (cell: $0, row: $1.row) }.sorted { $0.cell < $1.cell }
  }

  mutating func add(_ cell: PackedKey, row: Int) {
    guard let claim = claims[cell] else {
      claims[cell] = Claim(row: row)
      return
    }
    if claim.row == row { return }
    if specificities[row] > specificities[claim.row] {
      claims[cell] = Claim(row: row)
    } else if specificities[row] == specificities[claim.row], claim.rival == nil {
      claims[cell] = Claim(row: claim.row, rival: row)
    }
  }

  /// The first tie, by the rows' order and then by the cells', or nil.
  func tie(_ index: CatalogueIndex) -> TargetConflict? {
    var first: (cell: PackedKey, row: Int, rival: Int)?
    for (cell, claim) in claims {
      guard let rival = claim.rival else { continue }
      if let best = first, (best.row, best.rival, best.cell) < (claim.row, rival, cell) { continue }
      first = (cell, claim.row, rival)
    }
    guard let first else { return nil }
    let cell = index.cellKey(first.cell)
    let named = [cell.section, cell.topic, cell.sku, cell.language].count { $0.value != nil }
    return .tie(
      cell: cell, first: rows[first.row].origin, second: rows[first.rival].origin,
      decidable: named > specificities[first.row])
  }
}
