import ContentModel

/// The cells of one kind as a table: a row for each section, a column for each topic, and one for the whole row.
///
/// Cells of several SKUs or languages at one place are added up; a floor inside a cell at the same place is left out.
struct HeatMap {
  /// What a square shows.
  enum Square: Hashable {
    /// The topic does not apply to the section.
    case outside
    /// No target of its own; so many items are active.
    case free(active: Int)
    case wanted(Figures)
  }

  struct Figures: Hashable {
    var target = 0
    var active = 0
    var coming = 0
    var gap = 0
    /// Whether no cell of the square is short.
    var satisfied = true

    var status: CoverageStatus { CoverageStatus(target: target, active: active, floorsMet: satisfied) }

    mutating func add(_ cell: CoverageCell) {
      target += cell.target
      active += cell.counts.active
      coming += cell.counts.inReview + cell.counts.inFlight
      gap += cell.gap
      if cell.status.isShort { satisfied = false }
    }
  }

  /// A topic, or a whole theme where there are too many topics to print.
  struct Column: Hashable {
    var theme: String
    /// The topic's identifier; nil for a whole theme.
    var topic: String?
    var title: String
  }

  struct Row: Hashable {
    /// Nil for the cells that take all sections together.
    var section: Section?
    var whole: Square
    var squares: [Square]
  }

  /// More topics than this are shown by theme.
  static let mostTopics = 200

  let kind: String
  /// Whether the kind has topics; else `columns` is empty.
  let hasTopics: Bool
  /// By theme, then by topic.
  let columns: [Column]
  /// By level, then by section; the row of all sections comes first.
  let rows: [Row]

  /// The heat maps of a report, by kind. `inventory` gives the squares without a target their counts, as far as
  /// selected.
  static func all(
    _ report: CoverageReport, catalogue: Catalogue, inventory: Inventory, selection: Selection
  ) -> [HeatMap] {
    var items: [String: [Spot: Int]] = [:]
    for (place, found) in inventory.counts where found.active > 0 {
      let level = catalogue.sections[place.key.section]?.level ?? ""
      guard selection.isEverything || selection.matches(kind: place.kind, level: level, key: place.key) else {
        continue
      }
      items[place.kind, default: [:]][Spot(section: place.key.section, topic: place.key.topic), default: 0] +=
        found.active
    }
    return Set(report.cells.map(\.key.kind)).sorted().map { kind in
      HeatMap(kind, report, catalogue, items[kind] ?? [:])
    }
  }

  /// A section, or nil for all together, and a topic or nil.
  private struct Spot: Hashable {
    var section: String?
    var topic: String?
  }

  private init(_ kind: String, _ report: CoverageReport, _ catalogue: Catalogue, _ items: [Spot: Int]) {
    let cells = report.cells.filter { $0.key.kind == kind }
    let sections = Set(cells.map(\.key.section.value)).sorted { Self.precedes($0, $1, catalogue) }
    let hasTopics = catalogue.kinds[kind]?.dimensions.contains(.topic) == true
    let topics = hasTopics ? Self.topics(cells, sections, catalogue) : []
    let byTheme = topics.count > Self.mostTopics
    var columns: [Column] = []
    var columnOfTopic: [String: Int] = [:]
    for topic in topics {
      if !byTheme || columns.last?.theme != topic.theme {
        columns.append(
          Column(theme: topic.theme, topic: byTheme ? nil : topic.topic, title: byTheme ? topic.theme : topic.title))
      }
      columnOfTopic[topic.topic] = columns.count - 1
    }

    var wholes: [String?: Figures] = [:]
    var squares: [String?: [Int: Figures]] = [:]
    for cell in cells {
      let container = cell.container.map { report.cells[$0].key }
      let section = cell.key.section.value
      if container?.section != cell.key.section { wholes[section, default: Figures()].add(cell) }
      guard let topic = cell.key.topic.value, let column = columnOfTopic[topic] else { continue }
      if container?.section == cell.key.section, container?.topic == cell.key.topic { continue }
      squares[section, default: [:]][column, default: Figures()].add(cell)
    }
    self.kind = kind
    self.hasTopics = hasTopics
    self.columns = columns
    rows = sections.map { name in
      let section = name.flatMap { catalogue.sections[$0] }
      var free = [Int?](repeating: nil, count: columns.count)
      for topic in topics {
        guard let section, let column = columnOfTopic[topic.topic] else { continue }
        let active = items[Spot(section: name, topic: topic.topic)]
        if topic.applies(to: section) || active != nil { free[column] = (free[column] ?? 0) + (active ?? 0) }
      }
      return Row(
        section: section, whole: wholes[name].map(Square.wanted) ?? .outside,
        squares: columns.indices.map { column in
          if let figures = squares[name]?[column] { return .wanted(figures) }
          return free[column].map { .free(active: $0) } ?? .outside
        })
    }
  }

  /// By level, then by section; all sections together come first.
  private static func precedes(_ left: String?, _ right: String?, _ catalogue: Catalogue) -> Bool {
    guard let left, let right else { return left == nil && right != nil }
    return (catalogue.sections[left]?.level ?? "", left) < (catalogue.sections[right]?.level ?? "", right)
  }

  /// The topics to show: where a cell takes all together, those that apply to its section; else those that cells name.
  private static func topics(_ cells: [CoverageCell], _ sections: [String?], _ catalogue: Catalogue) -> [Topic] {
    var names = Set(cells.compactMap(\.key.topic.value))
    let open = Set(cells.filter { $0.key.topic == .all }.compactMap(\.key.section.value))
    for name in open {
      guard let section = catalogue.sections[name] else { continue }
      for topic in catalogue.topics.values where topic.applies(to: section) { names.insert(topic.topic) }
    }
    return names.compactMap { catalogue.topics[$0] }.sorted { ($0.theme, $0.topic) < ($1.theme, $1.topic) }
  }
}
