import Formats
import Testing

@Suite struct GapNumberingTests {
  private static func text(_ replacements: (String, String)...) -> JSON {
    var text = goodText.string ?? ""
    for (old, new) in replacements { text = text.replacing(old, with: new) }
    return .string(text)
  }

  @Test(arguments: [
    Example.exercise("two gaps in order", exercise()),
    .exercise(
      "twelve gaps in order",
      exercise(
        text: .string((1...12).map { "Wort [\($0)] Satz" }.joined(separator: " ")),
        gaps: .array((1...12).map { $0 == 1 ? firstGap : gap(.integer($0)) })), level: "B1"),
    .exercise("a marker before a combining mark is one all the same", exercise(text: text(("[1]", "[1]\u{0308}")))),
    .exercise("brackets around words and an omission are no gaps", exercise(text: text(("sehr", "[sic] […] sehr")))),
    .exercise("a number with a decimal place is one", exercise(gaps: [firstGap.with("no", .number("1.0")), gap(2)])),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "the text begins with 2", exercise(text: text(("[1]", "[0]"), ("[2]", "[1]"), ("[0]", "[2]"))),
      "gap_numbering: The gaps in the text are numbered 2, 1"),
    .exercise(
      "a number is left out", exercise(text: text(("[2]", "[3]")), gaps: [firstGap, gap(3)]),
      "gap_numbering: The gaps in the text are numbered 1, 3", "gap_numbering: The entries are numbered 1, 3"),
    .exercise(
      "a number stands twice", exercise(text: text(("sehr", "[2]"))),
      "gap_numbering: The gaps in the text are numbered 1, 2, 2"),
    .exercise(
      "the entries are out of order", exercise(gaps: [gap(2), firstGap]), "gap_numbering: The entries are numbered 2, 1"
    ),
    .exercise(
      "an entry stands twice", exercise(gaps: [firstGap, gap(2), gap(2)]),
      "gap_numbering: The entries are numbered 1, 2, 2"),
    .exercise(
      "no gap at all", exercise(text: text(("[1]", "Samstag"), ("[2]", "warme"))),
      "entry_without_gap: The text has no gap [1] for the entry with that number",
      "entry_without_gap: The text has no gap [2] for the entry with that number",
      "gap_numbering: The text has no gap"),
    .exercise(
      "spaces in the marker", exercise(text: text(("[2]", "[ 2 ]"))),
      "entry_without_gap: The text has no gap [2] for the entry with that number",
      "gap_numbering: The text has a gap written “[ 2 ]”"),
    .exercise(
      "a no-break space in the marker", exercise(text: text(("[2]", "[\u{A0}2]"))),
      "entry_without_gap: The text has no gap [2] for the entry with that number",
      "gap_numbering: The text has a gap written “[\u{A0}2]”"),
    .exercise(
      "a leading zero", exercise(text: text(("[2]", "[02]"))),
      "entry_without_gap: The text has no gap [2] for the entry with that number",
      "gap_numbering: The text has a gap written “[02]”"),
    .exercise(
      "full-width brackets", exercise(text: text(("[2]", "［2］"))),
      "entry_without_gap: The text has no gap [2] for the entry with that number",
      "gap_numbering: The text has a gap written “［2］”"),
    .exercise(
      "a full-width digit", exercise(text: text(("[2]", "[２]"))),
      "entry_without_gap: The text has no gap [2] for the entry with that number",
      "gap_numbering: The text has a gap written “[２]”"),
    .exercise(
      "a zero-width space in the marker", exercise(text: text(("[2]", "[\u{200B}2]"))),
      "banned_characters: text holds the character U+200B (ZERO WIDTH SPACE)",
      "entry_without_gap: The text has no gap [2] for the entry with that number",
      "gap_numbering: The text has a gap written “[ 2]”"),
    .exercise(
      "a line instead of a number", exercise(text: text(("[2]", "____"))),
      "entry_without_gap: The text has no gap [2] for the entry with that number",
      "gap_numbering: The text has a gap written “___”"),
    .exercise(
      "a marker that is not closed", exercise(text: text(("[2]", "[2 "))),
      "entry_without_gap: The text has no gap [2] for the entry with that number",
      "gap_numbering: The text has a gap written “[2”"),
    .exercise(
      "a number beyond all numbers", exercise(text: text(("[2]", "[99999999999999999999]"))),
      "entry_without_gap: The text has no gap [2] for the entry with that number",
      "gap_numbering: The text has a gap written “[99999999999999999999]”"),
    .exercise(
      "the number of an entry is a text", exercise(second: gap("2")),
      "gap_numbering: Entry #2 of gaps has no number in `no`",
      "gap_without_entry: Gap [2] of the text has no entry in `gaps`",
      "schema: The body does not fit the schema: gaps #2 no: must be a whole number, is a string"),
    .exercise(
      "no text", exercise().without("text"),
      "entry_without_gap: The text has no gap [1] for the entry with that number",
      "entry_without_gap: The text has no gap [2] for the entry with that number", "gap_numbering: There is no text",
      "schema: The body does not fit the schema: the member `text` is missing"),
  ])
  func bad(_ example: Example) { example.check() }
}
