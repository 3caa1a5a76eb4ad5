import Console
import ContentModel
import ContentStore
import Formats
import Generation

/// Runs as text and as JSON.
enum RunRendering {
  /// The document of `fill --json` and `runs show --json`.
  ///
  /// - Parameters:
  ///   - findings: How often each rule has spoken up; nil leaves it out.
  ///   - commits: How many transactions the process that worked on the run has committed; nil leaves it out.
  static func json(
    _ run: StoredRun, _ figures: RunFigures, findings: [String: Int]? = nil, commits: Int? = nil
  ) -> JSON {
    let states = DraftState.allCases.map { ($0.rawValue, JSON.integer(figures.states[$0] ?? 0)) }
    let reasons = figures.dropReasons.sorted { $0.key < $1.key }.map { ($0.key, JSON.integer($0.value)) }
    let document: JSON = [
      "run": .string(run.uuid), "status": .string(run.status.rawValue), "reason": .string(run.reason),
      "selection": .string(run.selection), "started": .string(run.startedAt.description),
      "ended": run.endedAt.map { .string($0.description) } ?? .null, "actor": .string(run.actor),
      "mode": configured("mode", run).json,
      "wanted": .integer(run.wanted), "drafted": .integer(figures.drafted), "accepted": .integer(figures.accepted),
      "accepted_first": .integer(figures.acceptedFirst), "dropped": .integer(figures.dropped),
      "drop_reasons": .object(JSON.Object(reasons)), "rescuable": .integer(figures.rescuable),
      "in_review": .integer(figures.inReview),
      "calls": .integer(figures.calls), "failed_calls": .integer(figures.failedCalls),
      "true_batches": .integer(figures.trueBatches), "fallbacks": .integer(run.fallbacks),
      "halvings": .integer(run.halvings), "batch_jobs": .integer(figures.batchJobs),
      "jobs": .array(figures.jobs.map(\.json)),
      "input_tokens": .integer(figures.usage.input),
      "input_tokens_single": .integer(figures.inputTokensSingle),
      "cached_input_tokens": .integer(figures.usage.cachedInput), "output_tokens": .integer(figures.usage.output),
      "cost": figures.knownCost.map { .double($0.double) } ?? .null, "currency": .string(run.currency),
      "cost_per_item": figures.costPerItem.map { .double($0.double) } ?? .null,
      "cost_single": figures.knownCostSingle.map { .double($0.double) } ?? .null,
      "cost_per_item_single": figures.costPerItemSingle.map { .double($0.double) } ?? .null,
      "budget": run.budget.map { .double($0.double) } ?? .null, "reserved": .double(run.reserved.double),
      "open_calls": .integer(figures.openCalls),
      "unknown_calls": .integer(figures.unknownCalls), "unpriced_calls": .integer(figures.unpricedCalls),
      "estimated_calls": .integer(figures.estimatedCalls), "states": .object(JSON.Object(states)),
    ]
    guard case .object(var members) = document else { return document }
    if let findings {
      members["findings_by_rule"] = .object(JSON.Object(ordered(findings).map { ($0.key, .integer($0.value)) }))
    }
    if let commits { members["commits"] = .integer(commits) }
    return .object(members)
  }

  /// The document of a fill that found nothing to do: every field of a run's, and no run.
  static func nothing(
    selection: String, actor: String, budget: Money?, currency: String, mode: FillMode, commits: Int
  ) -> JSON {
    var none = StoredRun.notBegun(selection: selection, actor: actor, budget: budget, currency: currency)
    none.configuration = JSON.object(["mode": .string(mode.rawValue)]).text
    var document = json(none, RunFigures(), findings: [:], commits: commits)
    for name in ["run", "started"] { document[name] = JSON.null }
    return document
  }

  /// The closing report of a fill, and what `runs show` prints.
  ///
  /// - Parameter findings: How often each rule has spoken up.
  static func report(
    _ run: StoredRun, _ figures: RunFigures, findings: [String: Int], mode: String, width: Int?, style: Style
  ) -> String {
    let name = String(run.uuid.suffix(8))
    var text = style.apply(.heading, to: "Run \(name)") + "  \(status(run, style))"
    if let note = rehearsal(mode, provider: configured("provider", run)) { text += "  " + style.apply(.warn, to: note) }
    text += "\n"
    func row(_ name: String, _ value: String) {
      let lines = width.map { TextWrap.lines(value, width: max(20, $0 - nameWidth)) } ?? [value]
      for (index, line) in lines.enumerated() {
        text += DisplayWidth.pad(index == 0 ? name : "", to: nameWidth) + line + "\n"
      }
    }
    let closed = min(figures.accepted, run.wanted)
    row("Gap closed", "\(closed) of \(run.wanted), \(figures.drafted) drafted, \(figures.dropped) dropped")
    row("Accepted", acceptedText(figures))
    for (reason, count) in ordered(figures.dropReasons) { row("Dropped", "\(count) \(reason)") }
    if run.status == .cancelled, let rescue = rescue(run, figures) { row("Rescue", rescue) }
    if !findings.isEmpty {
      row("Findings", ordered(findings).map { "\($0.value) \($0.key)" }.joined(separator: ", "))
    }
    let pending = figures.drafted - figures.accepted - figures.dropped
    if pending > 0 { row("Pending", counted(pending, "draft")) }
    row(
      "Calls",
      "\(figures.calls): "
        + Role.allCases.map { "\(figures.callsByRole[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
        + (figures.failedCalls > 0 ? "; \(figures.failedCalls) more failed and cost nothing" : ""))
    row(
      "True batches",
      "\(figures.trueBatches); fallbacks to single calls: \(run.fallbacks), halvings: \(run.halvings)")
    if figures.batchJobs > 0 {
      let open = JobText(figures.jobs.filter(\.job.state.isOpen))
      row(
        "Batch jobs",
        (["\(figures.batchJobs)"] + [open?.standing, open?.expiry].compactMap(\.self)).joined(separator: "; "))
    }
    row("Tokens", tokensText(figures))
    row("Cost", costText(run, figures))
    if figures.estimatedCalls > 0 { row("Estimated", CostWords.estimated(figures.estimatedCalls)) }
    if figures.openCalls > 0 {
      row(
        "In flight",
        "\(counted(figures.openCalls, "call")), \(run.reserved.rounded(decimals: 4)) reserved; after a crash, going on or "
          + "`libtool runs cancel \(name)` finds out which may have been paid")
    }
    if figures.unknownCalls > 0 {
      row(
        "Unknown",
        "\(counted(figures.unknownCalls, "call")) may have been paid; \(run.reserved.rounded(decimals: 4)) stays reserved: "
          + "libtool runs settle \(name) CALL")
    }
    if !run.status.isEnded { text += "Go on with: \(resume(run))\n" }
    if figures.inReview > 0 { text += "Waiting for a person: libtool review list\n" }
    return text
  }

  /// What a library's mode says beside a run or a plan; nil in production.
  static func rehearsal(_ mode: String, provider: String?) -> String? {
    if mode != "rehearsal" { return nil }
    return provider == "simulated" ? "rehearsal: simulated texts, made-up prices" : "rehearsal"
  }

  /// What a run was begun with.
  private static func configured(_ name: String, _ run: StoredRun) -> String? {
    // A configuration that cannot be read says nothing, and runs of before batch jobs were live.
    (try? JSON.parse(run.configuration)).flatMap { $0[name]?.string ?? (name == "mode" ? "live" : nil) }
  }

  /// Where the paid texts of dropped drafts are to be found: `3 of them have a text: …`; nil where there is none.
  static func rescue(_ run: StoredRun, _ figures: RunFigures) -> String? {
    if figures.rescuable == 0 { return nil }
    let name = run.uuid.suffix(8)
    let texts = "\(figures.rescuable) of them \(figures.rescuable == 1 ? "has" : "have") a text"
    return
      "\(texts): `libtool review list --dropped --run \(name)`; `libtool review accept \(name):N` makes one an item"
  }

  /// The width of the report's first column.
  private static let nameWidth = 14

  static func status(_ run: StoredRun, _ style: Style) -> String {
    let role: Style.Role = run.status == .finished ? .good : .warn
    return style.apply(role, to: run.status.rawValue) + (run.reason.isEmpty ? "" : ": \(SafeText.line(run.reason))")
  }

  /// The command that goes on with a run.
  static func resume(_ run: StoredRun) -> String {
    "libtool runs resume \(run.uuid.suffix(8))" + (BudgetPause.asksForMore(run) ? " --budget AMOUNT" : "")
  }

  /// Tells of runs that rest: their paid answers, or what batch jobs bring, wait to be used.
  static func noteUnfinishedRuns(_ open: OpenLibrary, _ context: LibtoolContext) throws {
    let runs = try open.store.read { try $0.unendedRuns() }
    let living = try open.store.livingRuns(runs)
    for run in runs where !living.contains(run.id) {
      let standing = RunStanding(run: run)
      try context.terminal.note("note: run \(run.uuid.suffix(8)) \(standing.text); \(standing.mend)")
    }
  }

  private static func acceptedText(_ figures: RunFigures) -> String {
    let later = figures.accepted - figures.acceptedFirst
    let review = figures.inReview > 0 ? "; \(figures.inReview) wait in review" : ""
    return "\(figures.accepted): \(figures.acceptedFirst) at first, \(later) after regeneration\(review)"
  }

  private static func tokensText(_ figures: RunFigures) -> String {
    let input = Quantity.grouped(figures.usage.input)
    let output = Quantity.grouped(figures.usage.output)
    var text = "\(input) in, \(output) out"
    if figures.usage.cachedInput > 0 {
      text += ", \(Quantity.grouped(figures.usage.cachedInput)) of the input cached"
    }
    let saved = figures.inputTokensSingle - figures.usage.input
    if figures.inputTokensSingle > 0, saved > 0 {
      let percent = Int((100 * Double(saved) / Double(figures.inputTokensSingle)).rounded())
      text += "; \(Quantity.grouped(saved)) in saved (\(percent) %) against one item a call"
    }
    return text
  }

  private static func costText(_ run: StoredRun, _ figures: RunFigures) -> String {
    guard let cost = figures.knownCost else {
      return "not known: \(counted(figures.unpricedCalls, "call")) without a price"
    }
    var text = "\(cost.rounded(decimals: 4)) \(run.currency)"
    if figures.unpricedCalls > 0 { text += ", and \(CostWords.unpriced(figures.unpricedCalls))" }
    if let each = figures.costPerItem { text += ", \(each.rounded(decimals: 4)) an accepted item" }
    if figures.unpricedCalls == 0, figures.costSingle > figures.cost {
      text += "; one item a call: \(figures.costSingle.rounded(decimals: 4))"
      if let each = figures.costPerItemSingle { text += ", \(each.rounded(decimals: 4)) an item" }
    }
    if let budget = run.budget { text += "; budget \(budget)" }
    return text
  }

  /// The most frequent first, then by name.
  private static func ordered(_ counts: [String: Int]) -> [(key: String, value: Int)] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }
}
