import Console
import ContentModel
import Formats
import Prompts

/// A kind and its figures, as `prompts list` shows them.
struct KindFigures {
  var kind: Kind
  /// The section that input tokens are estimated for; nil where the kind has none.
  var section: String?
  /// Input tokens of a call for one item, and for a full batch.
  var single: Int?
  var batch: Int?

  /// - Parameter catalogue: Its first section of the kind is the example.
  init(_ kind: Kind, example catalogue: Catalogue) throws {
    self.kind = kind
    let sections = catalogue.sections.values.filter { $0.kind == kind.name }
    guard let section = sections.min(by: { $0.section < $1.section }) else { return }
    guard let language = catalogue.languages(of: section).first else { return }
    let topic = catalogue.topics(of: section).first.flatMap { catalogue.topics[$0] }
    let sku = catalogue.skus(of: section).first.flatMap { catalogue.skus[$0] }
    func tokens(_ items: Int) throws -> Int {
      let slots = try (1...items).map { number in
        SlotRequest(
          slot: "s\(number)", topic: topic, sku: sku, options: try kind.options(section: section, topic: topic))
      }
      return try kind.generationPrompt(section: section, language: language, slots: slots).inputTokens
    }
    self.section = section.section
    single = try tokens(1)
    batch = try tokens(kind.settings.batchSize)
  }

  /// Input tokens for each item of a full batch, rounded up.
  var batchPerItem: Int? { batch.map { ($0 + kind.settings.batchSize - 1) / kind.settings.batchSize } }

  /// An element of `prompts list --json`.
  var json: JSON {
    let settings = kind.settings
    return [
      "kind": .string(kind.name), "title": .string(kind.title), "schema_version": .integer(kind.schemaVersion),
      "hash": .string(kind.hash), "languages": .array(kind.traits.languages.map(JSON.string)),
      "cardinality": .string(kind.traits.cardinality.rawValue), "batch_size": .integer(settings.batchSize),
      "group": .string(settings.grouping.rawValue), "assessment_size": .integer(settings.assessmentSize),
      "retries": .integer(settings.retries), "example_section": section.map(JSON.string) ?? .null,
      "input_tokens_single": single.map { .integer($0) } ?? .null,
      "input_tokens_batch": batch.map { .integer($0) } ?? .null,
      "output_tokens": .integer(settings.outputTokens.generation),
      "max_output_tokens": .integer(settings.maxOutputTokens.generation),
    ]
  }

  /// A line for each kind.
  static func table(of kinds: [KindFigures]) -> Table {
    func number(_ header: String, _ priority: Int) -> Table.Column {
      Table.Column(header, alignment: .right, fit: .drop, priority: priority)
    }
    var table = Table(columns: [
      Table.Column("Kind", fit: .shrink(to: 16), priority: 2), number("Version", 3),
      Table.Column("Prompts", fit: .drop, priority: 1), Table.Column("Languages", fit: .drop, priority: 2),
      number("Batch", 4), Table.Column("Group", fit: .drop, priority: 0), number("Input, one", 5),
      number("Input, each", 5), number("Saved", 6), number("Output", 5),
    ])
    for figures in kinds {
      let kind = figures.kind
      table.add([
        Table.Cell(kind.name), Table.Cell(kind.schemaVersion), Table.Cell(String(kind.hash.prefix(12)), role: .dim),
        Table.Cell(kind.traits.languages.joined(separator: ",")), Table.Cell(kind.settings.batchSize),
        Table.Cell(kind.settings.grouping.rawValue), Table.Cell(figures.single.map { String($0) } ?? "-"),
        Table.Cell(figures.batchPerItem.map { String($0) } ?? "-"),
        Table.Cell(Percentage.saved(figures.batchPerItem, of: figures.single)),
        Table.Cell(kind.settings.outputTokens.generation),
      ])
    }
    return table
  }
}

/// Shares in per cent.
enum Percentage {
  /// `62.1 %`: how much less the first number is than the second, rounded down; a dash where one is missing.
  static func saved(_ number: Int?, of whole: Int?) -> String {
    guard let number, let whole, whole > 0 else { return "-" }
    let tenths = (whole - number) * 1000 / whole
    return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10) %"
  }
}
