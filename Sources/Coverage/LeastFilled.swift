/// Keys by how many items they hold, as a binary heap: the least filled comes first, of equals the first key.
struct LeastFilled {
  struct Candidate: Comparable {
    var load: Int
    var key: PackedKey

    static func < (left: Candidate, right: Candidate) -> Bool {
      left.load != right.load ? left.load < right.load : left.key < right.key
    }
  }

  private var heap: [Candidate]

  /// Linear in the number of candidates.
  init(_ candidates: [Candidate]) {
    heap = candidates
    for position in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(position) }
  }

  /// The key to fill next, or nil when none is left. It stays with one item more, or leaves where `once` is set.
  /// Logarithmic.
  mutating func take(once: Bool) -> PackedKey? {
    guard let first = heap.first else { return nil }
    if once {
      let last = heap.removeLast()
      if !heap.isEmpty { heap[0] = last }
    } else {
      heap[0].load += 1
    }
    if !heap.isEmpty { sink(0) }
    return first.key
  }

  private mutating func sink(_ start: Int) {
    var position = start
    while true {
      var least = position
      for child in [2 * position + 1, 2 * position + 2] where child < heap.count && heap[child] < heap[least] {
        least = child
      }
      if least == position { return }
      heap.swapAt(position, least)
      position = least
    }
  }
}
