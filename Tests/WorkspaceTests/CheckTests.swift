import ContentModel
import ContentStore
import Testing
import Workspace
import World

/// Checking at the library's own level: many items on many cores, in order.
@Suite struct CheckTests {
  private func check(
    _ open: OpenSmallLibrary, onlyUnchecked: Bool = false, _ selection: Selection = Selection()
  ) async throws -> [[CheckedVersion]] {
    var pages: [[CheckedVersion]] = []
    try await open.library.check(
      open.store, catalogue: open.catalogue, selection: selection, onlyUnchecked: onlyUnchecked
    ) { pages.append($0) }
    return pages
  }

  @Test func `Findings come item by item, also across pages`() async throws {
    let open = try await (try SmallLibrary()).open()
    let flawed = Set([1, 250, 251, 1999, 2000, 2001, 4000])
    try await open.importing(
      (1...4100).map { SmallLibrary.line($0, flaw: flawed.contains($0) ? SmallLibrary.leak : "") })
    let pages = try await check(open)
    #expect(pages.map(\.count) == [2000, 2000, 100])
    let versions = pages.flatMap(\.self)
    #expect(versions.map(\.uuid) == (1...4100).map(SmallLibrary.uuid))
    #expect(versions.filter { !$0.findings.isEmpty }.map(\.uuid) == flawed.sorted().map(SmallLibrary.uuid))
    #expect(versions.flatMap(\.findings).allSatisfy { $0.rule == "leaked_instructions" && $0.severity == .critical })
    // What has been judged is not judged again, unless it is asked for.
    #expect(try await check(open, onlyUnchecked: true).isEmpty)
    try await open.importing([SmallLibrary.line(3, word: "getanzt")])
    #expect(try await check(open, onlyUnchecked: true).flatMap(\.self).map(\.uuid) == [SmallLibrary.uuid(3)])
    #expect(try await check(open).flatMap(\.self).count == 4100)
  }

  @Test func `A cancelled check stops between pages`() async throws {
    let open = try await (try SmallLibrary()).open()
    try await open.importing((1...2500).map { SmallLibrary.line($0) })
    let task = Task {
      try await open.library.check(
        open.store, catalogue: open.catalogue, selection: Selection(), onlyUnchecked: true
      ) { _ in withUnsafeCurrentTask { $0?.cancel() } }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    // The page that was done is done; the rest is still to be judged.
    #expect(try await check(open, onlyUnchecked: true).flatMap(\.self).count == 500)
  }

  @Test func `Only what is selected is judged`() async throws {
    let open = try await (try SmallLibrary()).open()
    try await open.importing((1...3).map { SmallLibrary.line($0) })
    #expect(try await check(open, Selection(levels: ["A*"])).flatMap(\.self).isEmpty)
    #expect(try await check(open, Selection(topics: ["wohnung"], levels: ["B2"])).flatMap(\.self).count == 3)
  }

  @Test func `The later of two twins has the finding, whoever looks first`() async throws {
    let open = try await (try SmallLibrary()).open()
    try await open.importing((1...600).map { SmallLibrary.line($0) })
    var findings: [(uuid: String, rule: String)] = []
    try await open.library.check(
      open.store, catalogue: open.catalogue, selection: Selection(), onlyUnchecked: false,
      duplicates: SimilarItems(store: open.store, pipelines: try open.library.pipelines())
    ) { for version in $0 { findings += version.findings.map { (version.uuid, $0.rule) } } }
    #expect(findings.map(\.uuid) == (2...600).map(SmallLibrary.uuid))
    #expect(findings.allSatisfy { $0.rule == "near_duplicate" })
  }
}
