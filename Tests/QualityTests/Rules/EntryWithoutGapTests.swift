import Formats
import Testing

@Suite struct EntryWithoutGapTests {
  private static let oneGap: JSON = .string((goodText.string ?? "").replacing("[2]", with: "warme"))

  @Test(arguments: [
    Example.exercise("each entry has its gap", exercise()),
    .exercise("one entry, one gap", exercise(text: oneGap, gaps: [firstGap])),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "the second gap is written out", exercise(text: oneGap),
      "entry_without_gap: The text has no gap [2] for the entry with that number"),
    .exercise(
      "an entry too many", exercise(gaps: [firstGap, gap(2), gap(3)]),
      "entry_without_gap: The text has no gap [3] for the entry with that number"),
    .exercise(
      "a number below all gaps", exercise(gaps: [firstGap, gap(2), gap(-1)]),
      "entry_without_gap: The text has no gap [-1] for the entry with that number",
      "gap_numbering: The entries are numbered 1, 2, -1"),
  ])
  func bad(_ example: Example) { example.check() }
}
