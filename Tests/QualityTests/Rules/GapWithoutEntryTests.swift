import Formats
import Testing

@Suite struct GapWithoutEntryTests {
  @Test(arguments: [
    Example.exercise("each gap has its entry", exercise()),
    .exercise(
      "one gap, one entry",
      exercise(text: .string((goodText.string ?? "").replacing("[2]", with: "warme")), gaps: [firstGap])),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "the last entry is missing", exercise(gaps: [firstGap]),
      "gap_without_entry: Gap [2] of the text has no entry in `gaps`"),
    .exercise(
      "the list of entries is empty", exercise(gaps: []),
      "gap_without_entry: Gap [1] of the text has no entry in `gaps`",
      "gap_without_entry: Gap [2] of the text has no entry in `gaps`"),
    .exercise(
      "the first entry is missing", exercise(gaps: [gap(2)]), "gap_numbering: The entries are numbered 2",
      "gap_without_entry: Gap [1] of the text has no entry in `gaps`"),
    .exercise(
      "`gaps` is no list", exercise(gaps: "keine"), "gap_without_entry: Gap [1] of the text has no entry in `gaps`",
      "gap_without_entry: Gap [2] of the text has no entry in `gaps`",
      "schema: The body does not fit the schema: gaps: must be an array, is a string"),
  ])
  func bad(_ example: Example) { example.check() }
}
