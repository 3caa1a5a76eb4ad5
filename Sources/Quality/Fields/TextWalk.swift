import Formats

/// Finds every string in a body, however deep, without recursion: bodies come from models and may be nested at will.
struct TextWalk: Sequence, IteratorProtocol {
  private enum Level {
    case array([JSON], next: Int)
    case object(JSON.Object, next: Int)
  }

  private var levels: [Level] = []
  private var first: JSON?

  init(_ body: JSON) { first = body }

  /// The next string in the order of the document.
  mutating func next() -> String? {
    if let first {
      self.first = nil
      if let text = enter(first) { return text }
    }
    while let level = levels.last {
      switch level {
      case .array(let elements, let index):
        guard index < elements.count else {
          levels.removeLast()
          continue
        }
        levels[levels.count - 1] = .array(elements, next: index + 1)
        if let text = enter(elements[index]) { return text }
      case .object(let object, let index):
        guard index < object.count else {
          levels.removeLast()
          continue
        }
        levels[levels.count - 1] = .object(object, next: index + 1)
        if let text = enter(object.members[index].value) { return text }
      }
    }
    return nil
  }

  /// Where the string that `next` has just returned stands: `gaps #2 distractors #1`, counting from one.
  var place: String {
    let words = levels.map { level in
      switch level {
      case .array(_, let next): "#\(next)"
      case .object(let object, let next): object.members[next - 1].name
      }
    }
    return words.isEmpty ? "body" : words.joined(separator: " ")
  }

  private mutating func enter(_ value: JSON) -> String? {
    switch value {
    case .string(let text): return text
    case .array(let elements): levels.append(.array(elements, next: 0))
    case .object(let object): levels.append(.object(object, next: 0))
    case .null, .bool, .number: break
    }
    return nil
  }
}
