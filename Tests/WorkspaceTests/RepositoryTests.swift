import Testing
import Workspace
import World

/// What the repository holds beside its sources is what the sources would write.
@Suite struct RepositoryTests {
  @Test func `The schemas of exports are those of the kinds`() throws {
    let folder = try TestFolder()
    let location = LibraryLocation(root: folder.path)
    try Library.create(at: location, world: .live(environment: [:]))
    try Library.open(location, world: .live(environment: [:])).writeExportSchemas()
    for name in ["content-library.xsd", "content-library.schema.json"] {
      let kept = try FilePath.readIfPresent("\(TestFolder.repository)/exports/schemas/\(name)")
      let isCurrent = try kept == FilePath.read(location.exportSchema(name))
      #expect(isCurrent, "\(name): `make demo` writes it")
    }
  }
}
