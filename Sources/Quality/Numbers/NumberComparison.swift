import Formats

/// What the two rules about numbers share: which numbers of some texts have no counterpart in others.
struct NumberComparison: Sendable {
  static let parameters = [
    RuleParameter("field", .fields, "Where to look in the body; every string of it where nothing is said."),
    RuleParameter("source", .fields, "Where to look in the source; every string of it where nothing is said."),
    RuleParameter("more_than", .count, usual: 2, "How many may differ without being spoken of."),
  ]

  private let fields: [FieldPath]
  private let sourceFields: [FieldPath]
  private let mostTolerated: Int

  init(_ values: RuleValues) {
    fields = values.fields("field")
    sourceFields = values.fields("source")
    mostTolerated = values.count("more_than") ?? 2
  }

  /// The numbers of the item and of its source; nil where it has none.
  private func quantities(_ subject: QualitySubject) -> (item: [Quantity], source: [Quantity])? {
    guard let source = subject.source else { return nil }
    return (
      Self.quantities(in: subject.body, fields, subject.language),
      Self.quantities(in: source, sourceFields, subject.sourceLanguage ?? subject.language)
    )
  }

  private static func quantities(in body: JSON, _ fields: [FieldPath], _ language: String) -> [Quantity] {
    var found: [Quantity] = []
    for field in fields {
      field.visit(body) { value, _ in
        if let text = value?.string { found += NumberScan.quantities(in: text, language: language) }
      }
    }
    guard fields.isEmpty else { return found }
    return TextWalk(body).flatMap { NumberScan.quantities(in: $0, language: language) }
  }

  /// The numbers of the source that the item lacks, as written; empty where they are no more than is tolerated.
  func missing(_ subject: QualitySubject) -> [String] {
    quantities(subject).map { lacking($0.source, in: $0.item) } ?? []
  }

  /// The numbers of the item that its source lacks.
  func new(_ subject: QualitySubject) -> [String] {
    quantities(subject).map { lacking($0.item, in: $0.source) } ?? []
  }

  private func lacking(_ wanted: [Quantity], in given: [Quantity]) -> [String] {
    // By value first, since a text may hold thousands of numbers; doubtful ones may answer for others.
    let byDigits = Dictionary(grouping: given, by: \.value.digits)
    var lacking: [Quantity] = []
    var seen: Set<Quantity> = []
    for quantity in wanted where quantity.isCertain && seen.insert(quantity).inserted {
      let isThere = byDigits[quantity.value.digits]?.contains { quantity.agrees(with: $0) } ?? false
      if !isThere, !lacking.contains(where: { $0.value == quantity.value && $0.unit == quantity.unit }) {
        lacking.append(quantity)
      }
      // The message names a few; beyond a hundred the count says no more.
      if lacking.count == 100 { break }
    }
    return lacking.count > mostTolerated ? lacking.map(\.spelling) : []
  }
}

extension NumberComparison {
  /// Five numbers in quotes, and how many more there are.
  static func list(_ spellings: [String]) -> String {
    let named = spellings.prefix(5).map(Excerpt.quote).joined(separator: ", ")
    return spellings.count > 5 ? "\(named) and \(spellings.count - 5) more" : named
  }
}
