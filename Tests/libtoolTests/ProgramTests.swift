import Testing

@testable import libtool

@Suite struct ProgramTests {
  @Test func everyDeclarationAndExampleIsSound() { #expect(Libtool.program.problems() == []) }

  @Test func theTinyLibraryIsReadWithItsStartingItems() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("sync", "--json")
    #expect(result.errors == "")
    #expect(try result.json["starting_items"] == 5)
    #expect(try result.json["added"]?["targets"] == 5)
  }

  @Test func theSampleLibraryIsReadWithItsStartingItems() async throws {
    let library = try TestLibrary(.sample)
    let result = await library.run("sync", "--json")
    #expect(result.errors == "")
    #expect(try result.json["starting_items"]?.integer ?? 0 >= 48)
  }
}
