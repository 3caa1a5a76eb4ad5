import ContentModel

/// The numbers of the item are all in its source: others may have been made up.
///
/// Speaks when more than `more_than` of them are new; numbers in words are not asked for. How numbers are compared says
/// `numbers_missing`. Without a source the rule is silent.
struct NumbersNew: Rule {
  static let id = "numbers_new"
  static let severity = Severity.warning
  static let penalty = 15
  static let title = "Numbers that the source does not have"
  static let fix = "Use only numbers that the source has."
  static let parameters = NumberComparison.parameters

  private let comparison: NumberComparison

  init(_ values: RuleValues) { comparison = NumberComparison(values) }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let new = comparison.new(reading.subject)
    if new.isEmpty { return [] }
    let list = NumberComparison.list(new)
    return [
      check.finding(
        "\(counted(new.count, "number")) \(new.count == 1 ? "is" : "are") not in the source: \(list)",
        fix: "Take out the numbers that the source does not have: \(list).")
    ]
  }
}
