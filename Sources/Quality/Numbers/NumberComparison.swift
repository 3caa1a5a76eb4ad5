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

  /// One of the two sides of the comparison.
  private struct Side {
    let texts: [String]
    let language: String

    init(_ body: JSON, _ fields: [FieldPath], _ language: String) {
      var texts: [String] = []
      for field in fields { field.visit(body) { value, _ in if let text = value?.string { texts.append(text) } } }
      self.texts = fields.isEmpty ? Array(TextWalk(body)) : texts
      self.language = language
    }

    var quantities: [Quantity] { texts.flatMap { NumberScan.quantities(in: $0, language: language) } }
    var inWords: [Quantity] { texts.flatMap { NumberScan.quantitiesInWords(of: $0, language: language) } }
  }

  private func item(_ subject: QualitySubject) -> Side { Side(subject.body, fields, subject.language) }

  private func source(_ subject: QualitySubject) -> Side? {
    subject.source.map { Side($0, sourceFields, subject.sourceLanguage ?? subject.language) }
  }

  /// The numbers of the source that the item lacks, as written; empty where they are no more than is tolerated.
  func missing(_ subject: QualitySubject) -> [String] {
    source(subject).map { lacking($0, in: item(subject)) } ?? []
  }

  /// The numbers of the item that its source lacks.
  func new(_ subject: QualitySubject) -> [String] {
    source(subject).map { lacking(item(subject), in: $0) } ?? []
  }

  private func lacking(_ wanted: Side, in given: Side) -> [String] {
    var wanted = wanted.quantities.filter(\.isCertain)
    if wanted.isEmpty { return [] }
    wanted = Self.without(given.quantities, wanted)
    if wanted.count <= mostTolerated { return [] }
    // Words are looked at only now: nearly always there is nothing left to look for.
    wanted = Self.without(given.inWords, wanted)
    return wanted.count > mostTolerated ? wanted.map(\.spelling) : []
  }

  /// The first hundred numbers, each once, that agree with none of some others.
  private static func without(_ others: [Quantity], _ wanted: [Quantity]) -> [Quantity] {
    // By value first, since a text may hold thousands of numbers.
    let byDigits = Dictionary(grouping: others, by: \.value.digits)
    var lacking: [Quantity] = []
    var seen: Set<[String]> = []
    for quantity in wanted {
      let name = [quantity.value.digits, String(quantity.value.exponent), quantity.unit?.base ?? ""]
      guard seen.insert(name).inserted else { continue }
      if byDigits[quantity.value.digits]?.contains(where: { quantity.agrees(with: $0) }) ?? false { continue }
      lacking.append(quantity)
      if lacking.count == 100 { break }
    }
    return lacking
  }
}

extension NumberComparison {
  /// Five numbers in quotes, and how many more there are.
  static func list(_ spellings: [String]) -> String {
    let named = spellings.prefix(5).map(Excerpt.quote).joined(separator: ", ")
    return spellings.count > 5 ? "\(named) and \(spellings.count - 5) more" : named
  }
}
