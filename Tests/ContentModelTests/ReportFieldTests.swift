import ContentModel
import Testing

@Suite struct ReportFieldTests {
  private enum Field: String, ReportField { case section, topic, language }

  @Test(arguments: [
    ("section", [Field.section]), ("language,section", [.language, .section]),
    ("language,section,language", [.language, .section]),
  ])
  private func aListNamesEachOnce(text: String, fields: [Field]) throws {
    #expect(try Field.list(text) == fields)
  }

  @Test(arguments: [
    ("sections", "sections"), ("", ""), ("section,,topic", ""), (" topic", " topic"), ("topic,Section", "Section"),
  ])
  func whatIsNoFieldIsNamed(text: String, name: String) {
    let error = #expect(throws: UnknownReportField.self) { _ = try Field.list(text) }
    #expect(error?.name == name)
    #expect(error?.known == ["section", "topic", "language"])
  }
}
