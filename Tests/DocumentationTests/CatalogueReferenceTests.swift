import Testing

@testable import Workspace

/// The columns of the catalogue files are those of the table in the operations manual.
@Suite struct CatalogueReferenceTests {
  @Test(arguments: CatalogueForm.all.map(\.file)) func theTableNamesEveryColumn(file: String) throws {
    let form = try #require(CatalogueForm.all.first { $0.file == file })
    let rows = Page.rows(of: try Page("docs/manual-operations.md").region("columns"))
    var columns: [String: [String]] = ["required": [], "optional": []]
    var current = ""
    for row in rows {
      // The file stands in the first of its rows only.
      current = Page.code(in: row[0]).first ?? current
      if current == file { columns[row[2] == "yes" ? "required" : "optional", default: []] += Page.code(in: row[1]) }
    }
    #expect(columns["required"] == form.required)
    #expect(columns["optional"] == form.optional)
  }
}
