import ContentModel
import Formats
import Testing

@testable import libtool

/// Simulated text does not get out of a rehearsal.
@Suite struct RehearsalTests {
  @Test func aFilledLibraryStaysARehearsal() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("fill", "--section", "passiv").code == .done)
    let settings = try library.read("library/libtool.yaml")
    try library.write(
      settings.replacing("mode: rehearsal", with: "mode: production"), to: "library/libtool.yaml")
    for line in [["coverage"], ["export", "--output", "all.json"], ["items", "list", "--json"]] {
      let result = await library.run(line)
      #expect(result.code == .failed && result.output.isEmpty, "\(line)")
    }
    #expect(!library.exists("all.json"))
    #expect(await library.run("coverage").errors == Self.refusal(library))
    try library.write(settings, to: "library/libtool.yaml")
    #expect(await library.run("--set", "mode=production", "export").errors == Self.refusal(library))
    #expect(await library.run("coverage").code == .done)
  }

  @Test func anImportFromARehearsalMakesOne() async throws {
    let library = try TestLibrary(.tiny)
    let line = try #require(await library.run("export", "--format", "jsonl").output.split(separator: "\n").first)
    // Handwritten, but an export of a rehearsal does not tell it from what was simulated.
    try library.write(String(line), to: "line.jsonl")
    let other = try TestLibrary(.tinyWith(["library/items/starting.jsonl": ""]))
    #expect(await other.run("--set", "mode=production", "coverage").code == .done)
    #expect(await other.run("import", "\(library.root)/line.jsonl").code == .done)
    #expect(await other.run("--set", "mode=production", "coverage").errors == Self.refusal(other))
  }

  /// A person who tries the sample out and goes on with its hand-written items has done nothing that taints them.
  @Test func aRehearsalWithoutSimulatedTextMayBecomeProduction() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("coverage").code == .done)
    #expect(await library.run("plan").code == .done)
    let result = await library.run("--set", "mode=production", "export", "--format", "jsonl")
    #expect(result.code == .done && !result.output.isEmpty && !result.output.contains("rehearsal"))
  }

  private static func refusal(_ library: TestLibrary) -> String {
    """
    error: \(library.root)/library/library.db holds simulated text from a rehearsal, and this library is in `mode: production`
    set `mode: rehearsal` in library/libtool.yaml, or move the file away: the next command makes a fresh store

    """
  }
}
