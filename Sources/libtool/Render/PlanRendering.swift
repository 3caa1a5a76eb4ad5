import Console
import ContentModel
import Coverage
import Formats
import Generation
import Workspace

/// A plan and its price as text.
enum PlanRendering {
  static func text(
    _ plan: GapPlan, _ estimate: PlanEstimate, _ expectation: CallExpectation, _ selection: Selection,
    provider: String, _ open: OpenLibrary, width: Int?, style: Style
  ) throws -> String {
    if plan.slots.isEmpty { return try nothing(plan, selection, open) }
    var text = ""
    if let note = RunRendering.rehearsal(open.mode, provider: provider) {
      text += style.apply(.warn, to: note) + "\n"
    }
    text += cells(plan, open).text(width: width, style: style) + "\n"
    text += figures(estimate).text(width: width, style: style)
    if let line = onTop(estimate, expectation) {
      text += TextWrap.lines(line, width: width ?? .max).joined(separator: "\n") + "\n"
    }
    if let outlook = estimate.outlook {
      let line = Self.outlook(outlook, estimate, style)
      text += TextWrap.lines(line, width: width ?? .max).joined(separator: "\n") + "\n"
    }
    for shortfall in plan.shortfalls {
      text += "\n" + style.apply(.warn, to: "no room for \(shortfall.missing) more in \(shortfall.cell)") + "\n"
    }
    return text
  }

  /// Why there is nothing to fill.
  static func nothing(_ plan: GapPlan, _ selection: Selection, _ open: OpenLibrary) throws -> String {
    if !plan.shortfalls.isEmpty {
      return plan.shortfalls.map { "No room for \($0.missing) more in \($0.cell).\n" }.joined()
    }
    guard try GapPlanner.hasTarget(catalogue: open.catalogue, selection: selection) else {
      return CoverageView.noTarget(of: selection, open.catalogue) + "\n"
    }
    let part = selection.isEverything ? "" : " of \(selection)"
    return "Nothing to fill: every target\(part) is met, in flight or in review.\n"
  }

  private static func cells(_ plan: GapPlan, _ open: OpenLibrary) -> Table {
    var table = Table(columns: [
      .init("Level"), .init("Section", fit: .shrink(to: 16)), .init("Topic", fit: .shrink(to: 10)),
      .init("Language", fit: .drop), .init("Items", alignment: .right),
      .init("Priority", alignment: .right, fit: .drop),
    ])
    var order: [CellKey] = []
    var counts: [CellKey: (items: Int, priority: Int)] = [:]
    for slot in plan.slots {
      if counts[slot.cell] == nil { order.append(slot.cell) }
      counts[slot.cell, default: (0, slot.priority)].items += 1
    }
    for cell in order {
      let section = cell.section.value ?? "all"
      let level = open.level(of: section)
      table.add([
        .init(level.isEmpty ? "-" : level), .init(section), .init(name(cell.topic)), .init(name(cell.language)),
        .init(counts[cell]?.items ?? 0), .init(counts[cell]?.priority ?? 0),
      ])
    }
    return table
  }

  private static func name(_ part: CellPart) -> String {
    switch part {
    case .absent: "-"
    case .all: "all"
    case .value(let text): text
    }
  }

  private static func figures(_ estimate: PlanEstimate) -> Table {
    var table = Table(columns: [
      .init(""), .init("This plan", alignment: .right), .init("One item a call", alignment: .right),
      .init("Saved", alignment: .right),
    ])
    func saved(_ part: Double, _ whole: Double) -> String {
      whole == 0 ? "" : "\(Int((100 * (1 - part / whole)).rounded())) %"
    }
    table.add([.init("Items"), .init(estimate.items), .init(estimate.items), ""])
    table.add([
      .init("Calls"), .init(estimate.calls), .init(estimate.callsSingle),
      .init(saved(Double(estimate.calls), Double(estimate.callsSingle))),
    ])
    table.add([
      .init("Input tokens"), .init(Quantity.grouped(estimate.inputTokens)),
      .init(Quantity.grouped(estimate.inputTokensSingle)),
      .init(saved(Double(estimate.inputTokens), Double(estimate.inputTokensSingle))),
    ])
    table.add([.init("Output tokens"), .init(Quantity.grouped(estimate.outputTokens)), "", ""])
    if let cost = estimate.cost, let single = estimate.costSingle {
      table.add([
        .init("Cost, \(estimate.currency)"), .init(cost.rounded(decimals: 4)), .init(single.rounded(decimals: 4)),
        .init(saved(cost.double, single.double)),
      ])
    } else {
      table.add([.init("Cost"), .init("no price"), "", ""])
    }
    if estimate.isBatch {
      table.add([.init("Time, at most"), .init("\(Int(estimate.seconds / 3600)) h"), "", ""])
    } else {
      table.add([.init("Time, about"), .init(duration(estimate.seconds)), "", ""])
    }
    return table
  }

  /// What texts that are sent back add: the table counts each item once.
  private static func onTop(_ estimate: PlanEstimate, _ expectation: CallExpectation) -> String? {
    let calls = estimate.expectedCalls - estimate.calls
    if calls == 0 { return nil }
    var line = "Regenerations come on top: about \(counted(calls, "call"))"
    if let cost = estimate.cost, let expected = estimate.expectedCost {
      line += " and \((expected - cost).rounded(decimals: 4)) \(estimate.currency)"
    }
    let source =
      switch expectation.source {
      case .ledger: "as so far with this model"
      case .settings: "as the simulated provider is set"
      case .assumption: "an assumption: no fill has shown it yet"
      }
    let percent = Int((estimate.sentBack * 100).rounded())
    line += ", with \(percent) of 100 texts sent back (\(source))."
    return line
      + (estimate.isBatch
        ? " Each job may take 24 h: one for the texts, one to assess them, and more for what is sent back."
        : " The time includes them.")
  }

  /// `40 items, about 46 drafts (44–51), 0.82–1.10 EUR, 3 min–5 min: 8 of 10 such fills end within.`
  private static func outlook(_ outlook: PlanOutlook, _ estimate: PlanEstimate, _ style: Style) -> String {
    func between(_ low: String, _ high: String) -> String {
      low == high ? low : low + (style.usesUnicode ? "\u{2013}" : "-") + high
    }
    var parts: [String] = []
    let items = outlook.itemsBetween
    parts.append(
      items.lowerBound < estimate.items
        ? "\(between("\(items.lowerBound)", "\(items.upperBound)")) of \(counted(estimate.items, "item"))"
        : counted(estimate.items, "item"))
    let drafts = outlook.draftsBetween
    var line = "about \(counted(outlook.drafts, "draft"))"
    if drafts.lowerBound != drafts.upperBound {
      line += " (\(between("\(drafts.lowerBound)", "\(drafts.upperBound)")))"
    }
    parts.append(line)
    if let cost = outlook.costBetween {
      let decimals = cost.upperBound < Money(billionths: 100_000_000) ? 4 : 2
      let amounts = between(
        "\(cost.lowerBound.rounded(decimals: decimals))", "\(cost.upperBound.rounded(decimals: decimals))")
      parts.append("\(amounts) \(estimate.currency)")
    }
    if let seconds = outlook.secondsBetween {
      parts.append(between(duration(seconds.lowerBound), duration(seconds.upperBound)))
    }
    return parts.joined(separator: ", ") + ": 8 of 10 such fills end within."
  }

  /// `under 1 s`, `45 s`, `3 min`, `2 h 10 min`.
  static func duration(_ seconds: Double) -> String {
    if seconds < 1 { return "under 1 s" }
    if seconds < 90 { return "\(Int(seconds.rounded(.up))) s" }
    let minutes = Int((seconds / 60).rounded(.up))
    return minutes < 90 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
