import Console
import ContentModel
import Coverage
import Formats

/// A row of `targets.csv` and what it comes to.
struct TargetFigures {
  var row: TargetRow
  /// How many cells the row decides.
  var cells = 0
  /// The sums over these cells.
  var wanted = 0
  var active = 0
  var gap = 0

  init(_ row: TargetRow, _ cells: some Sequence<CoverageCell>) {
    self.row = row
    for cell in cells {
      self.cells += 1
      wanted += cell.target
      active += cell.counts.active
      gap += cell.gap
    }
  }

  /// The rows in the order of the file.
  static func all(of rows: [TargetRow], _ report: CoverageReport) -> [TargetFigures] {
    let cells = Dictionary(grouping: report.cells, by: \.origin)
    return rows.sorted { $0.line < $1.line }.map { TargetFigures($0, cells[$0.origin] ?? []) }
  }

  /// The fields of `targets list --json`; key columns as the file spells them.
  var json: JSON {
    [
      "line": .integer(row.line), "section": .string(row.section.text), "topic": .string(row.topic.text),
      "sku": .string(row.sku.text), "language": .string(row.language.text), "target": .integer(row.target),
      "priority": .integer(row.priority), "cells": .integer(cells), "wanted": .integer(wanted),
      "active": .integer(active), "gap": .integer(gap),
    ]
  }

  /// The document of `targets set --json`: the same, and what the row was before.
  func json(former: TargetRow?) -> JSON {
    var document = json
    document["former_target"] = former.map { .integer($0.target) } ?? .null
    document["former_priority"] = former.map { .integer($0.priority) } ?? .null
    return document
  }
}

extension TargetRow {
  /// The line of the file on which it stands; 0 where it stands nowhere yet.
  var line: Int { origin.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

  /// Whether both speak of the same cells in the same words.
  func hasKey(of other: TargetRow) -> Bool {
    (section, topic, sku, language) == (other.section, other.topic, other.sku, other.language)
  }

  /// For messages: `passiv / each topic / de`. Parts that no kind of the library has are left out.
  func words(in catalogue: Catalogue) -> String {
    func text(_ part: TargetPart, _ one: String, _ many: String) -> String {
      switch part {
      case .each: "each \(one)"
      case .all: "all \(many)"
      case .value(let value): value
      }
    }
    var words = [text(section, "section", "sections")]
    let kinds: [KindTraits]
    if case .value(let name) = section {
      kinds = [catalogue.sections[name].flatMap { catalogue.kinds[$0.kind] }].compactMap(\.self)
    } else {
      kinds = Array(catalogue.kinds.values)
    }
    if topic != .all || kinds.contains(where: { $0.dimensions.contains(.topic) }) {
      words.append(text(topic, "topic", "topics"))
    }
    if sku != .all || kinds.contains(where: { $0.dimensions.contains(.sku) }) { words.append(text(sku, "SKU", "SKUs")) }
    return (words + [text(language, "language", "languages")]).joined(separator: " / ")
  }

  /// Refuses a name that the catalogue does not have.
  func checkNames(against catalogue: Catalogue) throws {
    let languages = Set(catalogue.kinds.values.flatMap(\.languages) + catalogue.sections.values.flatMap(\.languages))
    let parts: [(noun: String, part: TargetPart, known: [String])] = [
      ("section", section, Array(catalogue.sections.keys)), ("topic", topic, Array(catalogue.topics.keys)),
      ("SKU", sku, Array(catalogue.skus.keys)), ("language", language, Array(languages)),
    ]
    for (noun, part, known) in parts {
      guard case .value(let name) = part, !known.contains(name) else { continue }
      throw CommandProblem(
        message: "there is no \(noun) '\(name)'" + Console.Suggestion.clause(for: name, among: known.sorted()),
        hint: "name one, write '*' for each, or leave it empty for all together", code: .usage)
    }
  }
}
