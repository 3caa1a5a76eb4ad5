import ContentModel

/// The numbers of the source are all in the item.
///
/// Speaks when more than `more_than` of them are missing. Numbers are compared as values by language: `1,000`, `1.000`,
/// `1 000` and `1000`, `5,5` and `5.5`, full-width digits, 二十五 and 3万5千, `½`, `2 Mio.`. A unit stays with its number:
/// 5 kg is not 5 cm, but 5 cm is 50 mm; where one side names no unit the number alone counts. Small numbers in words
/// ("three", "drei", 三) answer for digits. Without a source the rule is silent.
struct NumbersMissing: Rule {
  static let id = "numbers_missing"
  static let severity = Severity.warning
  static let penalty = 15
  static let title = "Numbers of the source missing"
  static let fix = "Keep every number of the source, with its unit."
  static let parameters = NumberComparison.parameters

  private let comparison: NumberComparison

  init(_ values: RuleValues) { comparison = NumberComparison(values) }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let missing = comparison.missing(reading.subject)
    if missing.isEmpty { return [] }
    let list = NumberComparison.list(missing)
    return [
      check.finding(
        "\(counted(missing.count, "number")) of the source \(missing.count == 1 ? "is" : "are") missing: \(list)",
        fix: "Keep these numbers of the source, with their units: \(list).")
    ]
  }
}
