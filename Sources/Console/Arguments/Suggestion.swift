/// The nearest names to a mistyped one.
public enum Suggestion {
  /// `; did you mean 'a' or 'b'?`, or nothing where no name is near.
  public static func clause(for typed: String, among names: [String]) -> String {
    let near = nearest(to: typed, among: names)
    guard !near.isEmpty else { return "" }
    return "; did you mean " + near.map { "'\($0)'" }.joined(separator: " or ") + "?"
  }

  /// At most two names that are equally near: those that the typed text begins (three letters or more), else those
  /// at the least distance, which may be a third of the length, and three at most. Dashes in front and the case of
  /// letters do not count. Quadratic in the lengths.
  public static func nearest(to typed: String, among names: [String]) -> [String] {
    let wanted = letters(typed)
    guard !wanted.isEmpty else { return [] }
    var best: [String] = []
    var bestDistance = Int.max
    for name in names {
      let candidate = letters(name)
      let longest = max(wanted.count, candidate.count)
      var distance = distance(wanted, candidate)
      if wanted.count >= 3 && candidate.starts(with: wanted) {
        distance = 0
      } else if distance > min(3, (longest + 1) / 3) {
        continue
      }
      if distance < bestDistance {
        best = [name]
        bestDistance = distance
      } else if distance == bestDistance && !best.contains(name) {
        best.append(name)
      }
    }
    return Array(best.prefix(2))
  }

  private static func letters(_ text: String) -> [UInt8] {
    Array(text.lowercased().utf8.drop { $0 == UInt8(ascii: "-") })
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two texts (optimal string
  /// alignment, a restriction of Damerau's distance).
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        let cost = left[row] == right[column] ? 0 : 1
        var value = min(last[column + 1] + 1, current[column] + 1, last[column] + cost)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          value = min(value, beforeLast[column - 1] + 1)
        }
        current.append(value)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
