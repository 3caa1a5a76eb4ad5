import ContentModel
import Formats
import Interchange
import Testing

/// The examples of exports/README.md are exports.
@Suite struct ReadmeTests {
  /// The text of the block of a language.
  static func example(_ language: String) throws -> String {
    let text = String(
      decoding: try CheckedInSchemaTests.read(CheckedInSchemaTests.root + "/exports/README.md"), as: UTF8.self)
    let start = try #require(text.firstRange(of: "```\(language)\n"))
    let end = try #require(text[start.upperBound...].firstRange(of: "```\n"))
    return String(text[start.upperBound..<end.lowerBound])
  }

  static func items(_ kinds: [KindSchema]) throws -> [ExportedItem] {
    try XMLItemTests.read(example("xml"), kinds).items
  }

  @Test(arguments: ExportFormat.allCases) func theExampleIsWhatIsWritten(format: ExportFormat) throws {
    let kinds = try CheckedInSchemaTests.kinds()
    let text = try Self.example(format.rawValue)
    let header = ExportHeader(publishEvent: 12, mode: "rehearsal")
    let encoder = RoundTripTests.Boxed(encoder: format.encoder(kinds: kinds))
    #expect(try Samples.encode(encoder, header, Self.items(kinds)) == text)
    try ExportVerifierTests.verify(text, format, kinds).check(file: "README.md", header: header, items: 1)
    if format == .xml { try XSDTests.validate(text, kinds) }
  }
}
