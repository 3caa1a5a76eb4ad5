import ContentModel
import Formats
import Testing

@testable import libtool

/// Translations that have fallen behind their master, from a fill to the coverage report.
@Suite struct StaleTranslationsTests {
  private func library() throws -> TestLibrary {
    var files = ProductPages.files
    files["library/rules/product_page.yaml"] = "rules:\n  schema:\n"
    return try TestLibrary(.tinyWith(files))
  }

  private func importMaster(_ text: String, into library: TestLibrary) async throws {
    try library.write(ProductPages.line("en", "Steel bottle", text), to: "in.jsonl")
    let result = await library.run("import", "\(library.root)/in.jsonl")
    #expect(result.code == .done, "\(result.errors)")
  }

  private func fillGerman(_ library: TestLibrary) async throws {
    let fill = await library.run(
      "fill", "--kind", "product_page", "--language", "de", "--set", "fill.assess=false", "--set",
      "providers.simulated.rule_failure=0")
    #expect(fill.code == .done, "\(fill.errors)")
  }

  /// Active pages in German, and how many of them are stale.
  private func stale(_ library: TestLibrary) async throws -> [Int?] {
    let report = try await library.run("coverage", "--kind", "product_page", "--json").json
    let cell = report["cells"]?.array?.first { $0["language"] == "de" }
    return [cell?["active"]?.integer, cell?["stale"]?.integer]
  }

  @Test func `A filled translation is stale once its master has another active version`() async throws {
    let library = try library()
    try await importMaster("It holds 750 ml.", into: library)
    try await fillGerman(library)
    #expect(try await stale(library) == [1, 0])
    try await importMaster("It holds 800 ml.", into: library)
    #expect(try await stale(library) == [1, 1])
    // What is derived is taken back with its cause.
    let event = try #require(
      try await library.run("log", "--limit", "1", "--json").json.array?.first?["event"]?.integer)
    #expect(await library.run("undo", "\(event)").code == .done)
    #expect(try await stale(library) == [1, 0])
  }

  @Test func `A text that was made before its master goes with none`() async throws {
    let library = try library()
    try await fillGerman(library)
    try await importMaster("It holds 750 ml.", into: library)
    #expect(try await stale(library) == [1, 0])
  }

  @Test func `An item of the master language goes with none`() async throws {
    let library = try library()
    try await importMaster("It holds 750 ml.", into: library)
    try await importMaster("It holds 800 ml.", into: library)
    let cells = try await library.run("coverage", "--kind", "product_page", "--json").json["cells"]?.array ?? []
    #expect(cells.filter { $0["language"] == "en" }.map { $0["stale"] } == [0])
  }
}
