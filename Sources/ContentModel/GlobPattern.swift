/// A shell-style pattern: `*` any run of characters, `?` any one, `[abc]`, `[a-z]`, `[!x]` or `[^x]` one of a class, `\`
/// the next one as it is, in a class too. A `[` that is not closed stands for itself.
///
/// Source: POSIX.1-2017, Shell Command Language, 2.13. Linear backtracking over the last star only: the time is at most
/// pattern length x text length.
public struct GlobPattern: Hashable, Sendable {
  private enum Element: Hashable {
    case character(Character), anyOne, anyRun
    case oneOf(ranges: [ClosedRange<Character>], negated: Bool)
  }

  private let elements: [Element]

  public init(_ pattern: String) {
    var elements: [Element] = []
    var rest = Array(pattern)[...]
    while let character = rest.popFirst() {
      switch character {
      case "*": if elements.last != .anyRun { elements.append(.anyRun) }
      case "?": elements.append(.anyOne)
      case "\\": elements.append(.character(rest.popFirst() ?? "\\"))
      case "[":
        if let (element, after) = Self.bracket(rest) {
          elements.append(element)
          rest = after
        } else {
          elements.append(.character("["))
        }
      default: elements.append(.character(character))
      }
    }
    self.elements = elements
  }

  /// Whether a text is a pattern for itself alone: it holds no special characters.
  static func isLiteral(_ text: String) -> Bool {
    !text.utf8.contains { [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\")].contains($0) }
  }

  /// Whether the whole text matches.
  public func matches(_ text: String) -> Bool {
    // Most texts differ from a pattern at once.
    if case .character(let first)? = elements.first, text.first != first { return false }
    let characters = Array(text)
    var element = 0
    var position = 0
    var lastStar: (element: Int, position: Int)?
    while position < characters.count {
      if element < elements.count, case .anyRun = elements[element] {
        lastStar = (element, position)
        element += 1
      } else if element < elements.count, Self.matches(elements[element], characters[position]) {
        element += 1
        position += 1
      } else if let star = lastStar {
        lastStar = (star.element, star.position + 1)
        element = star.element + 1
        position = star.position + 1
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { $0 == .anyRun }
  }

  private static func matches(_ element: Element, _ character: Character) -> Bool {
    switch element {
    case .character(let wanted): character == wanted
    case .anyOne, .anyRun: true
    case .oneOf(let ranges, let negated): ranges.contains { $0.contains(character) } != negated
    }
  }

  private static func bracket(_ text: ArraySlice<Character>) -> (Element, ArraySlice<Character>)? {
    var rest = text
    let negated = rest.first == "!" || rest.first == "^"
    if negated { rest.removeFirst() }
    var ranges: [ClosedRange<Character>] = []
    while var low = rest.popFirst() {
      if low == "]", !ranges.isEmpty { return (.oneOf(ranges: ranges, negated: negated), rest) }
      if low == "\\", let escaped = rest.popFirst() { low = escaped }
      if rest.first == "-", var high = rest.dropFirst().first, high != "]" {
        rest.removeFirst(2)
        if high == "\\", let escaped = rest.popFirst() { high = escaped }
        ranges.append(low <= high ? low...high : high...low)
      } else {
        ranges.append(low...low)
      }
    }
    return nil
  }
}
