import ContentModel
import Testing
import Workspace
import World

#if canImport(Glibc)
  import Glibc
#endif

/// What `init` makes is ready to be worked in.
@Suite struct FreshLibraryTests {
  @Test func `A fresh library opens, in production, and holds everything back for a person`() throws {
    let folder = try TestFolder()
    let location = LibraryLocation(root: folder.path)
    try Library.create(at: location, world: .live(environment: [:]))
    let library = try Library.open(location, world: .live(environment: [:]))
    #expect(library.settings.mode == .production)
    #expect(library.settings.kinds.map(\.name) == FreshLibrary.kinds)
    #expect(library.kinds.values.allSatisfy { $0.settings.publishing == .review })
    #expect(library.settings.provider == "openai")
    let model = try #require(library.settings.models["openai"])
    #expect(library.settings.prices["openai/\(model)"] != nil)
    #expect(library.settings.pricesAsOf == "2026-06-21")
    #expect(library.settings.exports.map(\.name) == ["app"])
    #expect(try library.pipelines().keys.sorted() == FreshLibrary.kinds)
  }

  @Test func `Its catalogue synchronises, and shows gaps of every kind`() async throws {
    let folder = try TestFolder()
    let location = LibraryLocation(root: folder.path)
    try Library.create(at: location, world: .live(environment: [:]))
    let library = try Library.open(location, world: .live(environment: [:]))
    let (store, outcome) = try await library.openStore(actor: "tester")
    #expect(outcome.change.added == ["sections": 3, "topics": 4, "targets": 4])
    let catalogue = try library.catalogue(in: store)
    #expect(Set(catalogue.sections.values.map(\.kind)) == Set(FreshLibrary.kinds))
  }

  @Test func `The settings explain every key of a fill with the value it has anyway`() throws {
    let folder = try TestFolder()
    let location = LibraryLocation(root: folder.path)
    try Library.create(at: location, world: .live(environment: [:]))
    #expect(try Library.open(location, world: .live(environment: [:])).settings.fill == FillSettings())
  }

  @Test func `The kinds of a fresh library are those of the repository, without simulated material`() throws {
    let repository = TestFolder.repository
    var expected: [String: [UInt8]] = [:]
    for kind in FilePath.names(in: repository + "/prompts") {
      for name in FilePath.names(in: "\(repository)/prompts/\(kind)") where name != "simulated" {
        expected["prompts/\(kind)/\(name)"] = try FilePath.read("\(repository)/prompts/\(kind)/\(name)")
      }
    }
    for name in FilePath.names(in: repository + "/library/rules") {
      expected["library/rules/\(name)"] = try FilePath.read("\(repository)/library/rules/\(name)")
    }
    let embedded = FreshLibrary.files.filter { $0.key.hasPrefix("prompts/") || $0.key.hasPrefix("library/rules/") }
    #expect(embedded.keys.sorted() == expected.keys.sorted(), "run `make embed`")
    let different = expected.filter { embedded[$0.key] != $0.value }.keys.sorted()
    #expect(different == [], "run `make embed`")
  }
}
