import ContentModel

/// No string of the body holds a placeholder that was to be filled in.
///
/// Looks for `{{…}}`, `{%…%}`, `{name}` and `${name}`, for `%s` and `%1$s`, for `<topic>` and `[Name]` where the brackets hold a word that
/// placeholders are made of, capitals or a `snake_case` name, for `TODO`, `TBD` and `FIXME` in capitals, and for
/// "lorem ipsum". Gap markers `[1]`, omissions `[…]`, tags such as `<b>` and comparisons `a < b` are none. `words`
/// adds words that placeholders are made of.
struct PlaceholderRemains: Rule {
  static let id = "placeholder_remains"
  static let version = 2
  static let severity = Severity.critical
  static let title = "Placeholder not filled in"
  static let fix = "Write real text in the place of the placeholder."
  static let parameters = [
    RuleParameter("words", .texts, usual: [], "Words that make a bracket a placeholder, besides the usual ones.")
  ]

  private let scan: PlaceholderScan

  init(_ values: RuleValues) { scan = PlaceholderScan(words: PlaceholderScan.usualWords + values.texts("words")) }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    // TODO is an everyday word in these languages, in headlines also in capitals.
    let readsTodo = !["es", "pt", "gl", "ca"].contains(String(reading.subject.language.prefix(2)))
    return reading.findings(ofTexts: { scan.first(in: $0.text, readsTodo: readsTodo) }) { place, placeholder in
      // Of an open brace in it `unclosed_markup` need not speak too.
      if placeholder.hasPrefix("{") { reading.tell(Self.id, of: place, as: check.severity) }
      return check.finding("\(place) holds the placeholder \(Excerpt.quote(placeholder))", fix: Self.fix)
    }
  }
}
