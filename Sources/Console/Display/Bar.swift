/// A bar of a number of columns, in parts: `████▒▒▌░░░`, or `####++=---` in ASCII.
public struct Bar: Hashable, Sendable {
  /// How a part is drawn, so that parts differ without colour too.
  public enum Mark: Hashable, Sendable {
    case full, medium, light

    func character(_ style: Style) -> String {
      switch self {
      case .full: style.usesUnicode ? "█" : "#"
      case .medium: style.usesUnicode ? "▒" : "+"
      case .light: style.usesUnicode ? "░" : "-"
      }
    }
  }

  /// A part of the whole.
  public struct Segment: Hashable, Sendable {
    /// Its size, in the unit of the bar's total; negative ones count as 0.
    public var amount: Int
    public var mark: Mark
    public var role: Style.Role?

    public init(_ amount: Int, mark: Mark = .full, role: Style.Role? = nil) {
      self.amount = amount
      self.mark = mark
      self.role = role
    }
  }

  /// The parts, from the left.
  public var segments: [Segment]
  /// What the whole width stands for; where the parts are more together, their sum does.
  public var total: Int

  public init(segments: [Segment], total: Int) {
    self.segments = segments
    self.total = total
  }

  /// A bar of one part, in its role: coverage of a cell, for one.
  public init(_ amount: Int, of total: Int, role: Style.Role? = nil) {
    self.init(segments: [Segment(amount, role: role)], total: total)
  }

  /// The bar in exactly `width` columns.
  ///
  /// A part ends at the half column nearest to its share of the whole, but is seen as soon as it is not 0, and
  /// the bar is full only when the whole is reached. A half column (`▌`, `=`) is drawn where the last part ends.
  public func text(width: Int, style: Style) -> String {
    guard width > 0 else { return "" }
    let amounts = segments.map { max(0, $0.amount) }
    let sum = amounts.reduce(0, +)
    let whole = max(total, sum)
    guard whole > 0 else { return style.apply(.dim, to: String(repeating: Mark.light.character(style), count: width)) }
    let end = halves(sum, of: whole, width: width)
    var text = ""
    var reached = 0
    var drawn = 0
    for (segment, amount) in zip(segments, amounts) where amount > 0 {
      reached += amount
      let isLast = reached == sum
      // Whole columns for all parts but the last, at least one each while there is room.
      let whollyDrawn = max((drawn / 2 + 1) * 2, halves(reached, of: whole, width: width) / 2 * 2)
      let stop = isLast ? end : min(end / 2 * 2, whollyDrawn)
      let columns = stop / 2 - drawn / 2
      let half = isLast && stop % 2 == 1 ? (style.usesUnicode ? "▌" : "=") : ""
      text += style.apply(segment.role, to: String(repeating: segment.mark.character(style), count: columns) + half)
      drawn = stop
    }
    let rest = width - (drawn + 1) / 2
    return text + style.apply(.dim, to: String(repeating: Mark.light.character(style), count: max(0, rest)))
  }

  private func halves(_ amount: Int, of whole: Int, width: Int) -> Int {
    if amount <= 0 { return 0 }
    if amount >= whole { return width * 2 }
    let exact = (Double(amount) / Double(whole) * Double(width * 2)).rounded()
    return min(max(1, Int(exact)), width * 2 - 1)
  }
}
