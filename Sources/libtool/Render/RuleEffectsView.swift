import Console
import ContentModel
import Formats
import Workspace

/// What changed rules would change: for a person before the question, for `check --dry-run`.
struct RuleEffectsView {
  var effects: RuleEffects
  /// The same of what waits in review.
  var waiting: RuleEffects
  var changes: [RuleChange]
  var style: Style

  /// How many uuids a sentence names.
  private static let mostNamed = 5

  /// - Parameter width: The terminal's columns; nil for a pipe.
  func text(width: Int?, withExamples: Bool) -> String {
    var lines: [String] = []
    if !changes.isEmpty {
      lines.append("Changed since these findings were stored:")
      for place in Set(changes.map { "\($0.kind) / \($0.language)" }).sorted() {
        let checks = changes.filter { "\($0.kind) / \($0.language)" == place }
          .map { "\($0.check) (\($0.what.rawValue))" }
        lines += TextWrap.block(
          SafeText.line("\(place): \(checks.joined(separator: ", "))"), width: width ?? 120, indent: 2)
      }
    }
    if effects.versions + waiting.versions == 0 {
      return (lines + [CheckSink.nothingToJudge]).joined(separator: "\n") + "\n"
    }
    let looked = counted(effects.versions, "item")
    if effects.byRule.isEmpty {
      if effects.versions > 0 { lines.append("No finding would change in \(looked).") }
      return lines.map { $0 + "\n" }.joined() + inReview
    }
    let isNew = effects.unchecked == 0 ? "" : ", \(effects.unchecked) of them judged for the first time"
    lines.append("Findings would change in \(effects.changed) of \(looked)\(isNew):")
    var text = lines.joined(separator: "\n") + "\n" + table.text(width: width, style: style)
    text += sentence(effects.losesExport, "would leave the exports")
    text += sentence(effects.gainsExport, "would come back into them")
    text += inReview
    if withExamples { text += examples(width: width) }
    return text
  }

  private var inReview: String {
    if waiting.versions == 0 { return "" }
    let looked = "\(counted(waiting.versions, "version")) in review"
    return waiting.changed == 0
      ? "No finding would change in \(looked).\n" : "Findings would change in \(waiting.changed) of \(looked).\n"
  }

  /// The document of `check --dry-run --json`.
  var json: JSON {
    func count(_ severity: Severity) -> JSON { .integer(effects.counts[severity, default: 0]) }
    return [
      "dry_run": true, "items": .integer(effects.versions), "unchecked": .integer(effects.unchecked),
      "changed": .integer(effects.changed),
      "changed_checks": .array(
        changes.map {
          [
            "kind": .string($0.kind), "language": .string($0.language), "check": .string($0.check),
            "change": .string($0.what.rawValue),
          ]
        }),
      "rules": .array(
        sorted.map { rule, effect in
          [
            "rule": .string(rule), "new": .integer(effect.new), "gone": .integer(effect.gone),
            "severity": .integer(effect.severity), "loses_export": .integer(effect.losesExport),
            "gains_export": .integer(effect.gainsExport), "examples": .array(effect.examples.map(Self.json)),
          ]
        }), "loses_export": .array(effects.losesExport.map(JSON.string)),
      "gains_export": .array(effects.gainsExport.map(JSON.string)),
      "counts": ["critical": count(.critical), "warning": count(.warning), "info": count(.info)],
      "in_review": ["items": .integer(waiting.versions), "changed": .integer(waiting.changed)],
    ]
  }

  private static func json(_ example: RuleEffects.Example) -> JSON {
    [
      "uuid": .string(example.uuid), "version": .integer(example.version), "change": .string(example.what.rawValue),
      "severity": .string(example.finding.severity.rawValue),
      "former_severity": example.former.map { .string($0.rawValue) } ?? .null,
      "message": .string(example.finding.message),
    ]
  }

  /// Those that move items in or out of the exports first, then those that change most.
  private var sorted: [(rule: String, effect: RuleEffects.Effect)] {
    effects.byRule.map { (rule: $0.key, effect: $0.value) }.sorted { left, right in
      func weight(_ effect: RuleEffects.Effect) -> (Int, Int) {
        (effect.losesExport + effect.gainsExport, effect.new + effect.gone + effect.severity)
      }
      if weight(left.effect) != weight(right.effect) { return weight(left.effect) > weight(right.effect) }
      return left.rule < right.rule
    }
  }

  private var table: Table {
    var table = Table(
      columns: [.init("Rule", fit: .shrink(to: 16), priority: 1)]
        + ["New", "Gone", "Severity", "Leave exports", "Come back"].map { .init($0, alignment: .right) })
    for (rule, effect) in sorted {
      func cell(_ number: Int, _ role: Style.Role) -> Table.Cell { .init(number, role: number > 0 ? role : .dim) }
      table.add([
        .init(rule), cell(effect.new, .warn), cell(effect.gone, .good), cell(effect.severity, .warn),
        cell(effect.losesExport, .bad), cell(effect.gainsExport, .good),
      ])
    }
    return table
  }

  private func sentence(_ uuids: [String], _ what: String) -> String {
    if uuids.isEmpty { return "" }
    let named = uuids.prefix(Self.mostNamed).map(\.shortUUID).joined(separator: ", ")
    let rest = uuids.count > Self.mostNamed ? " and \(uuids.count - Self.mostNamed) more" : ""
    return "\(counted(uuids.count, "item")) \(what): \(named)\(rest)\n"
  }

  private func examples(width: Int?) -> String {
    var lines: [String] = []
    for (rule, effect) in sorted {
      lines.append(style.apply(.bold, to: SafeText.line(rule)))
      for example in effect.examples {
        let what =
          switch example.what {
          case .new: "new \(example.finding.severity.rawValue)"
          case .gone: "gone"
          case .severity: "\(example.former?.rawValue ?? "") becomes \(example.finding.severity.rawValue)"
          }
        lines += TextWrap.block(
          SafeText.line("\(example.uuid.shortUUID) version \(example.version), \(what): \(example.finding.message)"),
          width: width ?? 120, indent: 2)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
