import Console

/// Two texts beside each other on a wide terminal, one below the other on a narrow one.
enum SideBySide {
  /// Terminals from so many columns on are wide.
  static let least = 120

  /// The widths of the two texts; both the whole where they stand below each other.
  static func widths(_ width: Int) -> (left: Int, right: Int) {
    if width < least { return (width, width) }
    // A line of more than a hundred characters is hard to read.
    let left = min(100, (width - 3) * 3 / 5)
    return (left, min(100, width - 3 - left))
  }

  /// The lines of both, laid out with `widths`.
  static func lines(_ left: [String], _ right: [String], width: Int, style: Style) -> [String] {
    if width < least || right.isEmpty { return left + (right.isEmpty ? [] : [""] + right) }
    let column = widths(width).left
    let rule = style.usesUnicode ? " │ " : " | "
    return (0..<max(left.count, right.count)).map { index in
      let first = index < left.count ? left[index] : ""
      let second = index < right.count ? right[index] : ""
      // What a style adds takes no column.
      let used = DisplayWidth.of(SafeText.line(first))
      let line = first + String(repeating: " ", count: max(0, column - used)) + rule + second
      return second.isEmpty ? String(line.reversed().drop { $0 == " " }.reversed()) : line
    }
  }
}
