import ContentModel

/// What is opened in a text is closed again: code, `**`, brackets, quotation marks and tags of HTML.
///
/// Quotation marks pair by language: „…“ and »…« in German, “…” in English, « … » in French and Spanish, 「…」 in
/// Japanese. What stands in code is not looked at. `1)` at the beginning of a sentence, smileys, half-open intervals and
/// `5"` for inches are no faults, nor are apostrophes. Without `field` every string of the body is looked at. An open
/// code fence of which a check of `code_fence` has spoken is not told again, nor is the brace of a placeholder of which
/// `placeholder_remains` has, or the bracket of a gap of which `gap_numbering` has.
struct UnclosedMarkup: Rule {
  static let id = "unclosed_markup"
  static let version = 3
  static let severity = Severity.critical
  static let penalty = 15
  static let title = "Markup that is not closed"
  static let fix = "Close every bracket, quotation mark and piece of markup."
  static let parameters = [
    RuleParameter("field", .fields, "Where to look; every string of the body where nothing is said.")
  ]

  private let fields: [FieldPath]

  init(_ values: RuleValues) { fields = values.fields("field") }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let language = primaryLanguage(of: reading.subject.language)
    return reading.findings(inTextsAt: fields) { text, place in
      guard var fault = MarkupScan.fault(in: text, language: language) else { return nil }
      var told: MarkupScan.Told = []
      if reading.hasTold(CodeFence.id, of: place(), atLeast: check.severity) { told.insert(.fences) }
      if reading.hasTold(PlaceholderRemains.id, of: place(), atLeast: check.severity) { told.insert(.braces) }
      if reading.hasTold(GapNumbering.id, of: place(), atLeast: check.severity) { told.insert(.squareBrackets) }
      if !told.isEmpty {
        guard let other = MarkupScan.fault(in: text, language: language, besides: told) else { return nil }
        fault = other
      }
      return check.finding("in \(place()) \(fault)", fix: "Close in \(place()) what is opened: \(fault).")
    }
  }
}
