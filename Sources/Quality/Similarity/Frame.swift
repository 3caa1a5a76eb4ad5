/// The frame of a text: its function words, gaps and ends of sentences, in their order; what stands between them is a
/// blank, however long. `Am [1] fährt Lena mit dem Bus.` and `Am [1] spielt Paul mit dem Ball.` have the same frame.
enum Frame {
  private enum Part {
    static let blank: UInt64 = 1
    static let gap: UInt64 = 2
    static let end: UInt64 = 3
  }

  /// How many parts of the frame make a feature.
  private static let length = 3

  /// Runs of three parts, as features; a run that says nothing but blanks and ends is none.
  static func features(_ text: WordReader.Text, functionWords: FunctionWords) -> [UInt64] {
    // A text begins as its sentences do: after an end.
    var frame = [Part.end]
    frame.reserveCapacity(text.parts.count + 2)
    for part in text.parts {
      switch part {
      case .gap: frame.append(Part.gap)
      case .end: if frame.last != Part.end { frame.append(Part.end) }
      case .word(let word):
        if let key = functionWords.key(text.scalars[word]) {
          frame.append(key)
        } else if frame.last != Part.blank {
          frame.append(Part.blank)
        }
      }
    }
    if frame.last != Part.end { frame.append(Part.end) }
    guard frame.count > length else { return [] }
    return (0...(frame.count - length)).compactMap { start in
      let run = frame[start..<(start + length)]
      if run.allSatisfy({ $0 == Part.blank || $0 == Part.end }) { return nil }
      var hash = StableHash()
      for part in run { hash.combine(part) }
      return hash.value
    }
  }
}

extension StableHash {
  /// The hash of a word, given as scalars.
  static func of(_ word: some Sequence<UInt32>) -> UInt64 {
    var hash = StableHash()
    for scalar in word { hash.combine(UInt64(scalar)) }
    return hash.value
  }
}
