import ContentModel

/// Finds cells that share some keys while neither contains the other.
///
/// Two cells of one kind meet when they agree on the parts that both name. If one of them takes together every part
/// that the other does, it contains it; else they overlap in part. So it is enough to compare, for each two masks of
/// which neither includes the other, the cells widened to both: linear in the cells for each pair of masks.
///
/// Whether a key that both could hold applies at all is not asked: an item can outlive what applied when it was made,
/// and targets should not come to contradict each other when a topic's levels are edited.
struct PartialOverlaps {
  let index: CatalogueIndex
  let cells: [PackedKey]
  let rowNumbers: [Int]
  let rows: [TargetRow]

  /// The overlap of the earliest rows, or nil. `masks` are those in use, by position of the kind.
  func first(_ masks: [[PartMask]]) -> TargetConflict? {
    var cellsOfMask: [MaskOfKind: [Int]] = [:]
    guard masks.contains(where: { $0.count > 1 }) else { return nil }
    for (position, cell) in cells.enumerated() {
      cellsOfMask[MaskOfKind(kind: cell.kind, mask: cell.mask), default: []].append(position)
    }
    var found: (left: Int, right: Int)?
    for (kind, masks) in masks.enumerated() {
      for (position, left) in masks.enumerated() {
        for right in masks[(position + 1)...] where !left.isSuperset(of: right) && !right.isSuperset(of: left) {
          let pair = meeting(
            cellsOfMask[MaskOfKind(kind: UInt16(kind), mask: left)] ?? [],
            cellsOfMask[MaskOfKind(kind: UInt16(kind), mask: right)] ?? [], both: left.union(right))
          guard let pair else { continue }
          if let best = found, rank(best) <= rank(pair) { continue }
          found = pair
        }
      }
    }
    return found.map(conflict)
  }

  private struct MaskOfKind: Hashable {
    var kind: UInt16
    var mask: PartMask
  }

  /// The pair of the earliest rows among cells that agree on all parts but `both`.
  private func meeting(_ left: [Int], _ right: [Int], both: PartMask) -> (left: Int, right: Int)? {
    var earliest: [PackedKey: Int] = Dictionary(minimumCapacity: left.count)
    for position in left {
      let key = cells[position].widened(to: both)
      if let other = earliest[key], rowNumbers[other] <= rowNumbers[position] { continue }
      earliest[key] = position
    }
    var best: (left: Int, right: Int)?
    for position in right {
      guard let other = earliest[cells[position].widened(to: both)] else { continue }
      let pair = rowNumbers[other] < rowNumbers[position] ? (other, position) : (position, other)
      if let best, rank(best) <= rank(pair) { continue }
      best = pair
    }
    return best
  }

  private func rank(_ pair: (left: Int, right: Int)) -> (Int, Int, Int, Int) {
    (rowNumbers[pair.left], rowNumbers[pair.right], pair.left, pair.right)
  }

  private func conflict(_ pair: (left: Int, right: Int)) -> TargetConflict {
    let (first, second) = (cells[pair.left], cells[pair.right])
    return .partialOverlap(
      first: rows[rowNumbers[pair.left]].origin, firstCell: index.cellKey(first),
      second: rows[rowNumbers[pair.right]].origin, secondCell: index.cellKey(second),
      columns: second.mask.subtracting(first.mask).columns)
  }
}
