import Console
import ContentModel
import ContentStore
import Formats
import Generation

extension FillScreen {
  /// Works on an idle fill until it ends, and says why. Throws `Finished` with its exit code.
  func work(_ idle: IdleFill, open: OpenLibrary, json: Bool) async throws {
    let task = Task {
      var idle = idle
      return try await idle.execute()
    }
    breakOff.arm { task.cancel() }
    let report: IdleReport
    do { report = try await task.value } catch {
      close()
      throw error
    }
    close()
    if let last = report.runs.last {
      let (run, figures, findings) = try open.store.read { reader in
        let run = try reader.run(named: last)
        return (run, try reader.figures(ofRun: run.id), try reader.findings(ofRun: run.id))
      }
      for failure in await notices.finish(run, figures, findings) {
        context.log?.write(.warning, "notification_failed", [("message", .string(failure.message))])
        try context.terminal.note("note: \(failure.message)" + (failure.hint.map { "; \($0)" } ?? ""))
      }
    }
    await open.store.close()
    let settings = open.library.settings
    try context.say {
      if json {
        return try context.print(Self.json(report, dailyItems: settings.fill.dailyItems, currency: settings.currency))
      }
      let runs = counted(report.runs.count, "run")
      let dropped = report.dropped > 0 ? ", \(report.dropped) dropped" : ""
      let cost = CostWords.phrase(report.knownCost, isPart: report.unpricedCalls > 0, currency: settings.currency)
      let way = report.gaveWay > 0 ? " It gave way \(counted(report.gaveWay, "time"))." : ""
      try context.terminal.writeLine(
        "Idle fill: \(runs), \(counted(report.accepted, "item")) accepted\(dropped), "
          + "\(cost).\(way)\nIt ends: \(report.end.reason).")
    }
    if report.end.exitCode != .done { throw Finished(code: report.end.exitCode) }
  }

  private static func json(_ report: IdleReport, dailyItems: Int?, currency: String) -> JSON {
    [
      "runs": .array(report.runs.map(JSON.string)), "accepted": .integer(report.accepted),
      "dropped": .integer(report.dropped), "cost": report.knownCost.map { .double($0.double) } ?? .null,
      "unpriced_calls": .integer(report.unpricedCalls), "currency": .string(currency),
      "gave_way": .integer(report.gaveWay), "made_today": .integer(report.madeToday),
      "daily_items": dailyItems.map { .integer($0) } ?? .null, "reason": .string(report.end.reason),
    ]
  }
}
