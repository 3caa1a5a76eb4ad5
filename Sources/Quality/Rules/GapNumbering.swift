import ContentModel

/// Gaps are numbered 1, 2, 3 … without a break, in the order of the text, and the entries of `gaps` in the same order.
///
/// Markers that are not written `[1]` count as faults: `[ 1 ]`, `[01]`, full-width `［１］`, `[]`, `___`. A text without
/// any gap is a fault too.
struct GapNumbering: GapFillRule {
  static let id = "gap_numbering"
  static let severity = Severity.critical
  static let title = "Gaps not numbered 1 to n in order"
  static let fix = "Number the gaps [1], [2], [3] … in the order of the text, and list the entries in the same order."

  init(_ values: RuleValues) {}

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    // Of the bracket of such a marker `unclosed_markup` need not speak too.
    if !reading.gapFill.markers.malformed.isEmpty { reading.tell(Self.id, of: "text", as: check.severity) }
    return findings(in: reading.gapFill, as: check)
  }

  func findings(in exercise: GapFill, as check: Check) -> [Finding] {
    var findings: [Finding] = []
    let numbers = exercise.markers.numbers
    let malformed = exercise.markers.malformed
    if exercise.text == nil {
      findings.append(check.finding("There is no text", fix: "Write a text with the gaps [1], [2], [3] … in it."))
    } else if numbers.isEmpty && malformed.isEmpty {
      findings.append(check.finding("The text has no gap", fix: "Put the gaps [1], [2], [3] … into the text."))
    } else if let first = malformed.first {
      findings.append(
        check.finding(
          "The text has a gap written \(Excerpt.quote(first))",
          fix: "Write each gap as its number in square brackets, without spaces: [1]."))
    } else if !Self.isInOrder(numbers) {
      findings.append(
        check.finding(
          "The gaps in the text are numbered \(Self.list(numbers))",
          fix: "Number the gaps in the text \(Self.list(Array(1...numbers.count)))."))
    }

    let entries = exercise.entries.map(\.no)
    if let unnumbered = exercise.entries.first(where: { $0.no == nil }) {
      findings.append(
        check.finding(
          "\(unnumbered.label) has no number in `no`", fix: "Give each entry the number of its gap in `no`."))
    } else if !Self.isInOrder(entries.compactMap(\.self)) {
      findings.append(
        check.finding(
          "The entries are numbered \(Self.list(entries.compactMap(\.self)))",
          fix: "List the entries in the order 1, 2, 3 …, each number once."))
    }
    return findings
  }

  private static func isInOrder(_ numbers: [Int]) -> Bool { numbers.enumerated().allSatisfy { $1 == $0 + 1 } }

  /// At most twelve of them, for a message.
  private static func list(_ numbers: [Int]) -> String {
    numbers.prefix(12).map(String.init).joined(separator: ", ") + (numbers.count > 12 ? ", …" : "")
  }
}
