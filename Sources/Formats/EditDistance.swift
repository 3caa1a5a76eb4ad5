/// How many single edits lie between two words.
public enum EditDistance {
  /// The distance of Damerau and Levenshtein in its restricted form (optimal string alignment): insertions,
  /// deletions, replacements and swaps of neighbours, over Unicode scalars. Time is the product of the lengths.
  public static func between(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var row = last
    for i in 1...left.count {
      row[0] = i
      for j in 1...right.count {
        let replacement = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
        row[j] = min(last[j] + 1, row[j - 1] + 1, replacement)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[right.count]
  }
}

/// What somebody may have meant.
public enum Suggestion {
  /// The candidate nearest to a word, the first of equals, or nil where none is near: at most a third of the longer
  /// word may differ, one edit in words of two or three scalars. Case does not count.
  public static func closest(to word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = word.lowercased()
    let length = wanted.unicodeScalars.count
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate != word {
      let count = candidate.unicodeScalars.count
      let longer = max(length, count)
      let allowed = min(longer == 1 ? 0 : max(1, longer / 3), (best?.distance ?? .max) - 1)
      guard allowed >= 0, abs(count - length) <= allowed else { continue }
      let distance = EditDistance.between(wanted, candidate.lowercased())
      if distance <= allowed { best = (candidate, distance) }
    }
    return best?.candidate
  }

  /// The hint `did you mean `candidate`?`, or nil where no candidate is near.
  public static func hint(for word: String, among candidates: some Sequence<String>) -> String? {
    closest(to: word, among: candidates).map { "did you mean `\($0)`?" }
  }
}
