import Console
import ContentModel
import Coverage
import Formats
import Generation

/// What a plan's figures for one section rest on: a row of `plan --explain`.
struct LearnedRow: Sendable {
  var part: YieldForecast.Part
  /// Nil where the kind's own figure is taken.
  var output: LearnedOutput?

  /// An entry of `learned` in `plan --json`.
  var json: JSON {
    func share(_ value: Double) -> JSON { .double((value * 1000).rounded() / 1000) }
    return [
      "kind": .string(part.kind), "section": .string(part.section), "items": .integer(part.items),
      "drafts_known": [
        "model": .integer(part.rates.known.model), "prompt": .integer(part.rates.known.prompt),
        "section": .integer(part.rates.known.section),
      ],
      "accepted_first": share(part.rates.first.mean), "accepted_later": share(part.rates.regenerated),
      "dropped": share(part.rates.dropped),
      "output_tokens_per_item": output.map { .integer(Int($0.mean.rounded())) } ?? .null,
    ]
  }

  /// A row for each part of a plan.
  static func rows(
    _ expectation: CallExpectation, _ fill: FillContext, _ configuration: FillConfiguration
  ) throws -> [LearnedRow] {
    try expectation.parts.map { LearnedRow(part: $0, output: try fill.learnedOutput(of: $0, configuration)) }
  }

  /// The document of `plan --json` and `fill --dry-run --json`.
  static func document(_ estimate: PlanEstimate, _ rows: [LearnedRow]) -> JSON {
    var document = estimate.json
    document["learned"] = .array(rows.map(\.json))
    return document
  }

  /// The rows as a table, with a sentence about where they come from.
  static func text(_ rows: [LearnedRow], _ expectation: CallExpectation, width: Int?, style: Style) -> String {
    var table = Table(columns: [
      .init("Of 100 drafts in", fit: .shrink(to: 16)), .init("first text", alignment: .right),
      .init("regenerated", alignment: .right), .init("dropped", alignment: .right),
      .init("Tokens an item", alignment: .right, fit: .drop), .init("Drafts known", alignment: .right),
    ])
    func percent(_ share: Double) -> String { "\(Int((100 * share).rounded()))" }
    for row in rows {
      let rates = row.part.rates
      table.add([
        .init(row.part.section), .init(percent(rates.first.mean)), .init(percent(rates.regenerated)),
        .init(percent(rates.dropped)), .init(row.output.map { "\(Int($0.mean.rounded()))" } ?? "not yet"),
        .init(rates.known.section),
      ])
    }
    return table.text(width: width, style: style)
      + TextWrap.lines(source(rows, expectation), width: width ?? .max).joined(separator: "\n") + "\n"
  }

  private static func source(_ rows: [LearnedRow], _ expectation: CallExpectation) -> String {
    switch expectation.source {
    case .settings: return "The shares are those that the simulated provider is set to."
    case .assumption: return "The shares are an assumption: no fill with this model has shown any yet."
    case .ledger:
      var model: [String: Int] = [:]
      var prompt: [String: Int] = [:]
      for row in rows {
        model[row.part.kind] = row.part.rates.known.model
        prompt[row.part.kind] = row.part.rates.known.prompt
      }
      let known = model.keys.sorted().map { kind in
        "\(counted(model[kind] ?? 0, "draft")) of \(kind), \(prompt[kind] ?? 0) of them with the prompt of now"
      }
      return
        "The model is known from \(known.joined(separator: "; ")). A section's own drafts count beside those of all,"
        + " for which 20 stand at most."
    }
  }
}
