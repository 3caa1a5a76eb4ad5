import Console
import ContentModel
import ContentStore
import Formats

extension PublishChange {
  /// As documents show it.
  var json: JSON {
    ["uuid": .string(uuid), "old_version": oldNumber.json, "new_version": newNumber.json]
  }

  /// `version 1 → 2`, `version 2`, `version 1 → none`.
  func text(_ style: Style) -> String {
    let arrow = style.usesUnicode ? "→" : "->"
    func name(_ number: Int?) -> String { number.map(String.init) ?? "none" }
    return "version \(name(oldNumber)) \(arrow) \(name(newNumber))"
  }
}

extension PublishEvent {
  /// As `log --json` shows it.
  var json: JSON {
    [
      "event": .integer(id), "at": .string(at.description), "actor": .string(actor),
      "action": .string(action.rawValue), "items": .integer(items), "reason": .string(reason), "run": runUUID.json,
      "undoes": undoes.json,
    ]
  }
}

extension LibtoolContext {
  /// Says what a publish event changed: a line an item for a few, a number for many.
  ///
  /// - Parameters:
  ///   - verb: In the past tense: `activated`.
  ///   - isReview: Whether it may have closed reports of learners, so that the document says how many.
  func report(_ outcome: PublishOutcome, verb: String, asJSON: Bool, isReview: Bool = false) throws {
    if asJSON {
      var document: JSON = [
        "event": outcome.event.json, "items": .array(outcome.changes.map(\.json)),
        "unchanged": .integer(outcome.unchanged.count),
      ]
      if isReview {
        document["reports_closed"] = .integer(outcome.closedReports.reduce(0) { $0 + $1.count })
      }
      return try print(document)
    }
    if let event = outcome.event {
      try write(outcome, event: event, verb: verb)
    } else if outcome.closedReports.isEmpty {
      try terminal.writeLine("Nothing has changed.")
    }
    for reports in outcome.closedReports {
      let what = "\(counted(reports.count, "report")) closed"
      try terminal.writeLine("\(reports.isKept ? "kept " : "")\(reports.uuid.shortUUID): \(what)")
    }
  }

  private func write(_ outcome: PublishOutcome, event: Int64, verb: String) throws {
    let style = terminal.output.style
    if outcome.changes.count <= 10 {
      for change in outcome.changes {
        try terminal.writeLine("\(verb) \(change.uuid.shortUUID): \(change.text(style)) (event \(event))")
      }
    } else {
      try terminal.writeLine("\(verb) \(counted(outcome.changes.count, "item")) (event \(event))")
    }
    if !outcome.unchanged.isEmpty {
      let count = outcome.unchanged.count
      try terminal.writeLine("\(counted(count, "item")) left as \(count == 1 ? "it was" : "they were")")
    }
    if !outcome.unfit.isEmpty {
      let names = outcome.unfit.prefix(10).map(\.shortUUID).joined(separator: ", ")
      try terminal.writeLine(
        "exports leave out what does not fit the schema of its kind: \(names)\(outcome.unfit.count > 10 ? ", …" : "")")
    }
  }
}
