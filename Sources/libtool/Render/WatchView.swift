import Console
import ContentModel
import ContentStore
import Formats
import Generation
import Providers
import World

/// One look at a run: what `runs watch` shows.
struct WatchView {
  var run: StoredRun
  var figures: RunFigures
  var pulse: RunPulse
  var provider: String
  var mode: String
  var now: Timestamp
  /// Whether a living process works on it.
  var isWorkedOn: Bool
  /// What all runs of the provider's account use of its limits; nil where there are none.
  var use: RateUse?
  /// The budgets of days and months that the run must keep, with what all runs that share them have used.
  var budgets: [BudgetUse] = []

  struct BudgetUse {
    var budget: PeriodBudget
    var reserved: Money
    var spent: Money
  }

  /// Seconds until all wanted items are there at the pace of the last minute; nil where none came.
  var secondsLeft: Double? {
    let rest = run.wanted - figures.accepted
    if rest <= 0 { return 0 }
    let age = max(1, min(60, Double(now.milliseconds - run.startedAt.milliseconds) / 1000))
    return pulse.itemsEnded == 0 ? nil : Double(rest) * age / Double(pulse.itemsEnded)
  }

  /// The batch jobs that the run waits for.
  private var openJobs: [JobFigures] { figures.jobs.filter(\.job.state.isOpen) }

  /// Whether nobody works on it and batch jobs are what it needs to go on: it was left with them, or its process died.
  var waitsForJobs: Bool {
    !isWorkedOn && (run.status == .waiting || run.status == .running && !openJobs.isEmpty)
  }

  private var answered: Int {
    figures.calls - figures.unknownCalls - pulse.callsInFlight - pulse.callsReady
  }

  /// The state in a word: a run whose process has gone is cut short.
  var status: String { RunStanding.word(run, isWorkedOn: isWorkedOn) }

  /// A line of `runs watch --json`: the document of `runs show` and how the last minute went.
  var json: JSON {
    guard case .object(var members) = RunRendering.json(run, figures) else { return .null }
    members["worked_on"] = .bool(isWorkedOn)
    members["calls_in_flight"] = .integer(pulse.callsInFlight)
    members["calls_ready"] = .integer(pulse.callsReady)
    members["last_minute"] = [
      "calls_answered": .integer(pulse.callsAnswered), "items": .integer(pulse.itemsEnded),
      "requests": .integer(pulse.requests), "tokens": .integer(pulse.tokens),
    ]
    members["requests_per_minute"] = use?.quota.requests.map { .integer($0) } ?? .null
    members["tokens_per_minute"] = use?.quota.tokens.map { .integer($0) } ?? .null
    members["held_until"] = use?.heldUntil.map { .string($0.description) } ?? .null
    members["seconds_left"] = secondsLeft.map { .integer(Int($0.rounded(.up))) } ?? .null
    members["period_budgets"] = .array(
      budgets.map { use in
        [
          "period": .string(use.budget.period.rawValue), "actor": use.budget.actor.map(JSON.string) ?? .null,
          "budget": .double(use.budget.limit.double), "spent": .double(use.spent.double),
          "reserved": .double(use.reserved.double),
        ]
      })
    members["latest_findings"] = .array(pulse.latestFindings.map(JSON.string))
    return .object(members)
  }

  /// For pipes and logs: `run 26d0d706 running: 12 of 21 accepted, …`.
  var plainLine: String {
    var parts = [
      "\(figures.accepted) of \(run.wanted) accepted", "\(figures.dropped) dropped", counted(figures.calls, "call"),
      CostWords.phrase(figures.knownCost, isPart: figures.unpricedCalls > 0, currency: run.currency),
    ]
    if let jobs = JobText(openJobs) {
      parts += ["batch: " + jobs.standing, jobs.age(at: now).map { $0 + " old" }, jobs.expiry, jobs.problem].compactMap(
        \.self)
    } else if isWorkedOn, let left = secondsLeft, left > 0 {
      parts.append(PlanRendering.duration(left) + " left")
    }
    return "run \(run.uuid.suffix(8)) \(status): \(parts.joined(separator: ", "))"
  }

  /// The screen.
  func lines(width: Int, style: Style) -> [String] {
    var lines = heading(width: width, style: style) + [""]
    for state in DraftState.allCases {
      let count = figures.states[state] ?? 0
      lines.append(
        bar(Self.name(of: state), count, of: figures.drafted, "\(count)", width, Self.role(of: state), style))
    }
    lines.append("")
    func row(_ name: String, _ value: String) {
      lines.append(
        DisplayWidth.truncate(
          DisplayWidth.pad(name, to: Self.nameWidth) + SafeText.line(value), to: width, ellipsis: style.ellipsis))
    }
    row(
      "Calls",
      "\(answered) answered, \(pulse.callsInFlight) on their way, \(figures.failedCalls) failed"
        + (figures.unknownCalls > 0 ? ", \(figures.unknownCalls) unknown" : "")
        + "; \(pulse.callsAnswered) in the last minute")
    let jobLines = openJobs.prefix(Self.jobsShown).flatMap {
      shownLines(of: $0, width: width - Self.nameWidth)
    }
    for (index, line) in jobLines.enumerated() { row(index == 0 ? "Batch jobs" : "", line) }
    if openJobs.count > Self.jobsShown, let rest = JobText(Array(openJobs.dropFirst(Self.jobsShown))) {
      row("", "and \(rest.standing)")
    }
    for (name, used, limit) in [
      ("Requests", use?.requests ?? pulse.requests, use?.quota.requests),
      ("Tokens", use?.tokens ?? pulse.tokens, use?.quota.tokens),
    ] {
      guard let limit else {
        row(name, "\(Quantity.grouped(used)) in the last minute to \(provider)")
        continue
      }
      let text = "\(Quantity.grouped(used)) of \(Quantity.grouped(limit)) a minute"
      lines.append(bar(name, used, of: limit, text, width, nil, style))
    }
    if let until = use?.heldUntil {
      row("Held", "\(provider) asked for no calls until \(until.shortDescription) UTC")
    }
    let reserved = run.reserved > .zero ? "; \(run.reserved.rounded(decimals: 4)) reserved" : ""
    if let budget = run.budget {
      let text = "\(CostWords.short(figures, currency: "")) of \(budget) \(run.currency)\(reserved)"
      let used = Int(clamping: (run.spent + run.reserved).billionths / 1000)
      lines.append(bar("Cost", used, of: Int(clamping: budget.billionths / 1000), text, width, nil, style))
    } else {
      row("Cost", "\(CostWords.short(figures, currency: run.currency))\(reserved); no budget")
    }
    for use in budgets {
      let reserved = use.reserved > .zero ? "; \(use.reserved.rounded(decimals: 4)) reserved" : ""
      let actor = use.budget.actor.map { " for \(SafeText.line($0))" } ?? ""
      let text = "\(use.spent.rounded(decimals: 4)) of \(use.budget.limit) \(run.currency)\(actor)\(reserved)"
      let used = Int(clamping: (use.spent + use.reserved).billionths / 1000)
      let limit = Int(clamping: use.budget.limit.billionths / 1000)
      lines.append(bar(use.budget.period == .day ? "Day" : "Month", used, of: limit, text, width, nil, style))
    }
    row("Left", timeLeft)
    for (index, finding) in pulse.latestFindings.enumerated() { row(index == 0 ? "Latest" : "", finding) }
    if isWorkedOn {
      let whatGoesOn = openJobs.isEmpty ? "the run goes on" : "the batch jobs go on"
      lines += [
        "", style.apply(.dim, to: "Ctrl-C leaves, \(whatGoesOn). libtool runs pause \(run.uuid.suffix(8))"),
      ]
    } else if !run.status.isEnded {
      lines += ["", "Go on with: libtool runs resume \(run.uuid.suffix(8))"]
    }
    return lines
  }

  /// How many batch jobs have lines of their own: the screen is drawn anew as a whole, and so has to fit.
  private static let jobsShown = 3

  /// A job: `in_progress 3/8 lines, 12 min old, look in 40 s, expires 2026-11-21 09:30, batch_…`; on two lines where it does
  /// not fit on one, with a line more where the last look has failed.
  private func shownLines(of figures: JobFigures, width: Int) -> [String] {
    guard let job = JobText([figures]) else { return [] }
    func joined(_ parts: [String?]) -> String { parts.compactMap(\.self).joined(separator: ", ") }
    let next = isWorkedOn ? job.nextLook(at: now) : nil
    let first = joined([job.standing, job.age(at: now).map { $0 + " old" }, next])
    let second = joined([job.expiry, figures.job.job])
    let whole = joined([first, second.isEmpty ? nil : second])
    let lines = second.isEmpty || DisplayWidth.of(whole) <= width ? [whole] : [first, "  " + second]
    return lines + (job.problem.map { ["  " + $0] } ?? [])
  }

  private var timeLeft: String {
    if !openJobs.isEmpty { return "until the batch jobs have come back, and what follows from them" }
    return isWorkedOn ? secondsLeft.map { "about " + PlanRendering.duration($0) } ?? "not known yet" : "-"
  }

  /// One line; where it has no room for why the run rests, that has lines of its own.
  private func heading(width: Int, style: Style) -> [String] {
    // A clock that was set back since would say that it has not begun.
    let elapsed = Double(max(0, (run.endedAt ?? now).milliseconds - run.startedAt.milliseconds)) / 1000
    var parts: [(text: String, role: Style.Role?)] = [
      ("Run \(run.uuid.suffix(8))", .heading),
      (status, run.status == .finished || isWorkedOn ? .good : .warn),
      ("\(figures.accepted) of \(run.wanted)", nil), (PlanRendering.duration(elapsed), nil),
    ]
    if mode == "rehearsal" { parts.append(("rehearsal", .warn)) }
    parts.append((SafeText.line(run.selection), nil))
    let reason = SafeText.line(run.reason)
    let taken = parts.reduce(DisplayWidth.of(reason)) { $0 + DisplayWidth.of($1.text) + 2 }
    let isWithReason = !reason.isEmpty && taken <= width
    if isWithReason { parts[1].text += ": " + reason }
    // What finds no room any more is left out, from the end.
    var line: [String] = []
    var used = 0
    for part in parts {
      used += DisplayWidth.of(part.text) + (line.isEmpty ? 0 : 2)
      if used > width { break }
      line.append(style.apply(part.role, to: part.text))
    }
    let first = line.joined(separator: "  ")
    return reason.isEmpty || isWithReason ? [first] : [first] + TextWrap.lines(reason, width: width)
  }

  /// A row with a bar that leaves room for its text; on wide terminals no longer than can be taken in at a glance.
  private func bar(
    _ name: String, _ amount: Int, of total: Int, _ text: String, _ width: Int, _ role: Style.Role?, _ style: Style
  ) -> String {
    let room = min(60, width - Self.nameWidth - 2 - max(10, DisplayWidth.of(text)))
    let shown = DisplayWidth.truncate(text, to: max(0, width - Self.nameWidth - 2), ellipsis: style.ellipsis)
    let start = DisplayWidth.pad(name, to: Self.nameWidth)
    if room < 10 { return start + shown }
    return start + Bar(amount, of: max(1, total), role: role).text(width: room, style: style) + "  " + shown
  }

  private static let nameWidth = 14

  private static func name(of state: DraftState) -> String {
    switch state {
    case .pendingGeneration: "To write"
    case .pendingAssessment: "To assess"
    case .pendingRegeneration: "To rewrite"
    case .completed: "Completed"
    case .dropped: "Dropped"
    }
  }

  private static func role(of state: DraftState) -> Style.Role? {
    switch state {
    case .completed: .good
    case .dropped: .bad
    case .pendingRegeneration: .warn
    case .pendingGeneration, .pendingAssessment: nil
    }
  }
}
