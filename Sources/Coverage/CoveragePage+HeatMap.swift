import ContentModel

extension CoveragePage {
  /// How a square looks: its class and its sign. A thin one has three shades, by the share that is there.
  static func look(_ figures: HeatMap.Figures) -> (name: String, sign: String) {
    switch figures.status {
    case .missing: return ("missing", "○")
    case .met: return ("met", "●")
    case .over: return ("over", "✚")
    case .thin:
      let share = 3 * min(figures.active, figures.target) / max(1, figures.target)
      return [("thin low", "◔"), ("thin half", "◑"), ("thin high", "◕")][min(share, 2)]
    }
  }

  static func legend() -> String {
    let samples: [(HeatMap.Figures, String)] = [
      (.init(target: 4, active: 0, gap: 4, satisfied: false), "missing: none active"),
      (.init(target: 4, active: 1, gap: 3, satisfied: false), "thin: under a third"),
      (.init(target: 4, active: 2, gap: 2, satisfied: false), "thin: under two thirds"),
      (.init(target: 4, active: 3, gap: 1, satisfied: false), "thin: nearly there"),
      (.init(target: 4, active: 4), "met"), (.init(target: 4, active: 6), "over: more than wanted"),
    ]
    let keys = samples.map { figures, words in
      let look = look(figures)
      return """
        <li><span class="key \(look.name)"><b>\(figures.active)/\(figures.target)</b><i>\(look.sign)</i></span> \(words)</li>

        """
    }
    return """
      <section aria-labelledby="legend">
      <h2 id="legend">How to read the map</h2>
      <ul class="legend">
      \(keys.joined())\
      <li><span class="key free"><b>2</b></span> active, without a target of its own</li>
      <li><span class="key outside"></span> the topic does not apply</li>
      </ul>
      <p class="hint">Numbers are active / target. A row's first square is the whole section, all topics together;
      a topic's square is a floor inside it. A cell whose floors are not met is thin, however many it holds.</p>
      </section>

      """
  }

  static func section(_ map: HeatMap) -> String {
    let id = "map-\(text(map.kind))"
    return """
      <section aria-labelledby="\(id)" class="map\(map.columns.count * map.rows.count > 200 ? " large" : "")">
      <h2 id="\(id)">Heat map: \(text(map.kind))</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="\(id)">
      <table class="heat\(map.columns.isEmpty ? " narrow" : "")">
      <caption class="vh">Active items and targets of \(text(map.kind)), by level and section\
      \(map.columns.isEmpty ? "" : ", and by theme and topic")</caption>
      \(columns(of: map))\(rows(of: map))</table>
      </div>
      </section>

      """
  }

  private static func columns(of map: HeatMap) -> String {
    var themes: [(name: String, count: Int)] = []
    for column in map.columns {
      if themes.last?.name == column.theme {
        themes[themes.count - 1].count += 1
      } else {
        themes.append((column.theme, 1))
      }
    }
    let groups =
      "<colgroup><col class=\"c-level\"><col class=\"c-section\"><col class=\"c-whole\"></colgroup>\n"
      + themes.map { "<colgroup span=\"\($0.count)\"></colgroup>\n" }.joined()
    let span = map.columns.isEmpty ? "" : " rowspan=\"2\""
    let corner = """
      <th scope="col"\(span) class="level">Level</th><th scope="col"\(span) class="name">Section</th>\
      <th scope="col"\(span) class="whole"><span>\(map.hasTopics ? "All topics" : "All")</span></th>
      """
    let themeCells = themes.map { theme in
      "<th scope=\"colgroup\" colspan=\"\(theme.count)\" class=\"theme\" title=\"\(text(theme.name))\">"
        + "<span>\(text(theme.name))</span></th>"
    }
    var previous = map.columns.first?.theme
    let topicCells = map.columns.map { column in
      defer { previous = column.theme }
      let start = previous == column.theme ? "topic" : "topic first"
      let words = column.topic.map { "\(column.title) (\($0))" } ?? column.title
      return "<th scope=\"col\" class=\"\(start)\" title=\"\(text(words))\"><span>\(text(column.title))</span></th>"
    }
    let second = map.columns.isEmpty ? "" : "<tr class=\"topics\">\(topicCells.joined())</tr>\n"
    return "\(groups)<thead>\n<tr>\(corner)\(themeCells.joined())</tr>\n\(second)</thead>\n"
  }

  private static func rows(of map: HeatMap) -> String {
    var html = ""
    var rest = map.rows[...]
    while let first = rest.first {
      let level = first.section?.level
      let group = rest.prefix { $0.section?.level == level }
      rest = rest.dropFirst(group.count)
      html += "<tbody>\n"
      for (position, row) in group.enumerated() {
        html += "<tr>"
        if position == 0 {
          html += "<th scope=\"rowgroup\" rowspan=\"\(group.count)\" class=\"level\">\(text(level ?? ""))</th>"
        }
        html += header(of: row)
        html += square(row.whole, "whole", "\(row.section?.section ?? "all sections"), all topics")
        for (column, square) in zip(map.columns.indices, row.squares) {
          let topic = map.columns[column]
          let first = column > 0 && map.columns[column - 1].theme != topic.theme
          html += self.square(
            square, first ? "first" : "", "\(row.section?.section ?? "all sections"), \(topic.topic ?? topic.theme)")
        }
        html += "</tr>\n"
      }
      html += "</tbody>\n"
    }
    return html
  }

  private static func header(of row: HeatMap.Row) -> String {
    guard let section = row.section else { return "<th scope=\"row\" class=\"name\"><span>All sections</span></th>" }
    return """
      <th scope="row" class="name" title="\(text("\(section.title) (\(section.section))"))">\
      <span>\(text(section.title))</span><code>\(text(section.section))</code></th>
      """
  }

  /// One square; `place` is said in its tip.
  private static func square(_ square: HeatMap.Square, _ extra: String, _ place: String) -> String {
    let extra = extra.isEmpty ? "" : " \(extra)"
    switch square {
    case .outside: return "<td class=\"outside\(extra)\"></td>"
    case .free(let active):
      return "<td class=\"free\(extra)\" title=\"\(text(place)): \(active) active, no target\">"
        + (active == 0 ? "<b class=\"none\">·</b>" : "<b>\(active)</b>") + "</td>"
    case .wanted(let figures):
      let look = look(figures)
      let coming = figures.coming > 0 ? ", \(figures.coming) coming" : ""
      return """
        <td class="\(look.name)\(extra)" title="\(text(place)): \(figures.active) of \(figures.target) active\(coming), \
        gap \(figures.gap)"><b>\(figures.active)/\(figures.target)</b><i aria-hidden="true">\(look.sign)</i>\
        <span class="vh"> \(figures.status.rawValue)</span></td>
        """
    }
  }
}
