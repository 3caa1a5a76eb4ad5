import ContentModel
import Testing

@Suite struct TargetRowTests {
  @Test(arguments: [
    ("*", TargetPart.each), ("", .all), ("passiv", .value("passiv")), ("**", .value("**")), (" ", .value(" ")),
  ])
  func fieldsAreReadAndWritten(text: String, part: TargetPart) {
    #expect(TargetPart(text) == part)
    #expect(part.text == text)
  }

  @Test(arguments: [
    (["*", "*", "*", "*"], 0), (["", "", "", ""], 0), (["passiv", "", "", "de"], 2), (["*", "t", "", "de"], 2),
    (["passiv", "t", "s", "de"], 4), (["*", "*", "", "de"], 1),
  ])
  func moreNamedValuesAreMoreSpecific(fields: [String], specificity: Int) {
    let parts = fields.map { TargetPart($0) }
    let row = TargetRow(
      section: parts[0], topic: parts[1], sku: parts[2], language: parts[3], target: 2, priority: 1,
      origin: "targets.csv:2")
    #expect(row.specificity == specificity)
  }
}
