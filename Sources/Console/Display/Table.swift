/// Rows under headed columns, laid out for the width at hand.
///
/// All text passes through ``SafeText/line(_:)``. Columns stand two spaces apart.
public struct Table: Hashable, Sendable {
  /// A column and what may happen to it where the terminal is narrow.
  public struct Column: Hashable, Sendable {
    /// What a narrow terminal does to a column.
    public enum Fit: Hashable, Sendable {
      /// Kept as it is for as long as anything else can give way.
      case keep
      /// Cut with an ellipsis, down to this many columns.
      case shrink(to: Int)
      /// Left out as a whole, after everything that can shrink has shrunk.
      case drop
    }

    public var header: String
    public var alignment: DisplayWidth.Alignment
    public var fit: Fit
    /// Columns of a lower priority shrink first and are dropped first.
    public var priority: Int
    /// The width under which it is never laid out, for steady tables.
    public var minimumWidth: Int

    public init(
      _ header: String, alignment: DisplayWidth.Alignment = .left, fit: Fit = .keep, priority: Int = 0,
      minimumWidth: Int = 0
    ) {
      self.header = header
      self.alignment = alignment
      self.fit = fit
      self.priority = priority
      self.minimumWidth = minimumWidth
    }
  }

  /// One value and its meaning.
  public struct Cell: Hashable, Sendable, ExpressibleByStringLiteral {
    public var text: String
    public var role: Style.Role?
    /// Whether a column that is too narrow cuts the beginning of the text, because its end tells more.
    public var keepsEnd: Bool

    public init(_ text: String, role: Style.Role? = nil, keepsEnd: Bool = false) {
      self.text = SafeText.line(text)
      self.role = role
      self.keepsEnd = keepsEnd
    }

    public init(_ number: Int, role: Style.Role? = nil) { self.init(String(number), role: role) }
    public init(stringLiteral value: String) { self.init(value) }
  }

  /// A line of the table.
  public enum Row: Hashable, Sendable {
    /// One cell a column, from the left; cells that are missing are empty. `indent` moves the first one in, two
    /// spaces a level.
    case cells([Cell], indent: Int)
    /// A heading across all columns, for the rows that follow.
    case group(String)
  }

  public var columns: [Column]
  public private(set) var rows: [Row] = []
  /// The last line, for totals; a terminal shows a rule above it.
  public var footer: [Cell]?

  public init(columns: [Column]) { self.columns = columns }

  /// Adds a row.
  public mutating func add(_ cells: [Cell], indent: Int = 0) { rows.append(.cells(cells, indent: indent)) }

  /// Adds a heading for the rows that follow.
  public mutating func addGroup(_ title: String) { rows.append(.group(SafeText.line(title))) }

  /// The table as text, each line with its newline, nothing at the ends of lines.
  ///
  /// - Parameter width: the terminal's columns, which no line exceeds while every column left can have three; nil for
  ///   a pipe, where nothing is cut or left out and no rule is drawn.
  public func text(width: Int?, style: Style) -> String {
    let layout = TableLayout(self, width: width)
    var lines = [line(columns.map { Cell($0.header, role: .heading) }, indent: 0, layout: layout, style: style)]
    for row in rows {
      switch row {
      case .cells(let cells, let indent): lines.append(line(cells, indent: indent, layout: layout, style: style))
      case .group(let title):
        let cut = width.map { DisplayWidth.truncate(title, to: $0, ellipsis: style.ellipsis) } ?? title
        lines.append(style.apply(.bold, to: cut))
      }
    }
    if let footer {
      if width != nil { lines.append(style.apply(.dim, to: style.rule(layout.totalWidth))) }
      lines.append(line(footer, indent: 0, layout: layout, style: style))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The headers of the columns that this width has no room for.
  public func hiddenColumns(width: Int?) -> [String] {
    let kept = TableLayout(self, width: width).widths
    return zip(columns, kept).filter { $0.1 == nil }.map { $0.0.header }
  }

  /// Whether no cell of a column holds anything; its header does not count. False for a table without rows.
  func isEmpty(column: Int) -> Bool {
    func says(_ cells: [Cell]) -> Bool { column < cells.count && !cells[column].text.isEmpty }
    var hasRows = false
    for case .cells(let cells, _) in rows {
      hasRows = true
      if says(cells) { return false }
    }
    return hasRows && !says(footer ?? [])
  }

  private func line(_ cells: [Cell], indent: Int, layout: TableLayout, style: Style) -> String {
    var text = ""
    // Spaces are owed until a text follows them, so that no line ends in any.
    var owed = 0
    var isFirst = true
    for (index, width) in layout.widths.enumerated() {
      guard let width else { continue }
      if !isFirst { owed += 2 }
      isFirst = false
      let cell = index < cells.count ? cells[index] : Cell("")
      let margin = index == 0 ? min(indent * 2, max(0, width - 1)) : 0
      let shown = DisplayWidth.truncate(
        cell.text, to: width - margin, ellipsis: style.ellipsis, keepingEnd: cell.keepsEnd)
      let room = max(0, width - margin - DisplayWidth.of(shown))
      let isRight = columns[index].alignment == .right
      owed += margin + (isRight ? room : 0)
      if !shown.isEmpty {
        text += String(repeating: " ", count: owed) + style.apply(cell.role, to: shown)
        owed = 0
      }
      owed += isRight ? 0 : room
    }
    return text
  }
}
