import ContentModel
import Formats
import Testing

@testable import libtool

/// Dropped drafts: listed, shown, and made an item by a person after all.
@Suite struct RescueTests {
  /// A library in which a fill of three dropped all its drafts: each assessment fails, and nothing is asked for twice.
  private func library() async throws -> (library: TestLibrary, run: String) {
    let library = try TestLibrary(.tiny)
    let fill = await library.run(
      "fill", "--section", "passiv", "--max-drafts", "3", "--json", "--set", "fill.concurrency=1", "--set",
      "kinds.gap_fill_exercise.retries=0", "--set", "providers.simulated.failed_assessment=1")
    #expect(fill.code == .partial, "\(fill.errors)")
    return (library, String(try #require(try fill.json["run"]?.string).suffix(8)))
  }

  @Test func `The list says what was dropped for what`() async throws {
    let (library, run) = try await library()
    let result = await library.run("review", "list", "--dropped")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(
      lines[0].split(separator: " ").joined(separator: " ")
        == "Draft Kind Section Topic Language Asked Score Dropped for")
    #expect(lines.dropFirst().map { String($0.prefix(10)) } == (1...3).map { "\(run):\($0)" })
    #expect(lines.dropFirst().allSatisfy { $0.hasSuffix("assessment") })
    #expect(await library.run("review", "--dropped", "--limit", "1").output.split(separator: "\n").count == 2)
    #expect(await library.run("review", "--dropped", "--section", "relativsaetze").output == "No dropped drafts.\n")
    #expect(await library.run("review").output == "Nothing waits in review.\n")
    let narrow = await library.run("review", "--dropped", width: 80).output.split(separator: "\n")
    #expect(narrow.allSatisfy { $0.count <= 80 })
  }

  @Test func `As a document`() async throws {
    let (library, run) = try await library()
    let rows = try await library.run("review", "--dropped", "--run", "last", "--json").json.array
    #expect(rows?.map { $0["draft"] } == (1...3).map { .string("\(run):\($0)") })
    let first = try #require(rows?.first)
    #expect(
      first.object?.names == [
        "draft", "kind", "level", "section", "topic", "sku", "language", "asked", "score", "drop_reason", "findings",
      ])
    #expect(first["level"] == "B2" && first["asked"] == 1 && first["drop_reason"] == "assessment")
    #expect(first["findings"]?.array?.first?["rule"] == "assessment")
    #expect(first["findings"]?.array?.first?["severity"] == "critical")
  }

  @Test func `Shown as a learner sees it, with what was said of it`() async throws {
    let (library, run) = try await library()
    let text = await library.run("review", "show", "\(run):2", width: 80).output
    #expect(text.hasPrefix("gap_fill_exercise, dropped draft \(run):2\nfiled     B2 / passiv / "))
    #expect(text.contains("\ndropped   assessment, asked for 1 time\n"))
    #expect(text.contains("\naccept    it becomes an item and goes live; 1 critical finding waived in your name\n"))
    #expect(text.contains("\n[1] ") && text.contains("\nFindings\n  critical assessment: "))
    let json = try await library.run("review", "show", "last:2", "--json").json
    #expect(json["draft"] == .string("\(run):2") && json["body"]?["gaps"]?.array?.isEmpty == false)
  }

  @Test func `Accepted, it is a live item with its run, its price and its approver`() async throws {
    let (library, run) = try await library()
    let result = await library.run(
      "review", "accept", "\(run):2", "--reason", "only the register was off", "--as", "ana")
    #expect(result.output.hasPrefix("accepted ") && result.output.hasSuffix(": version none → 1 (event 3)\n"))
    let uuid = try #require(
      try await library.run("items", "--section", "passiv", "--json").json.array?.first?["uuid"]?.string)
    let shown = try await library.run("items", "show", uuid, "--json").json
    #expect(shown["origin"] == "run" && shown["approved_by"] == "ana" && shown["active"] == true)
    #expect(shown["run"]?.string?.hasSuffix(run) == true && shown["cost"]?.double ?? 0 > 0)
    #expect(shown["waived"]?.array?.first?["rule"] == "assessment")
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 1)
    let cell = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(cell?["active"] == 1 && cell?["approved"] == 1 && cell?["gap"] == 2)
    // It is no longer to be rescued.
    #expect(await library.run("review", "--dropped").output.split(separator: "\n").count == 3)
    let again = await library.run("review", "accept", "\(run):2")
    #expect(
      again.errors == """
        error: draft \(run):2 was rescued by ana already, 2026-11-20 09:32 UTC, as item \(uuid.suffix(8))
        nothing was changed; `libtool undo` takes it back

        """)
    #expect(again.code == .failed)
    let draft = await library.run("review", "show", "\(run):2", width: 80).output
    #expect(draft.contains("\naccept    it was rescued already, and is an item\n"), "\(draft)")
    // A rollback of the run takes it back as well.
    #expect(
      await library.run("rollback", "--run", "last").output
        == "rolled back \(uuid.suffix(8)): version 1 → none (event 4)\n")
  }

  @Test func `Drafts and items together, or nothing`() async throws {
    let (library, run) = try await library()
    try await library.importing(Exercise(1), hold: true)
    let refused = await library.run("review", "accept", "00000011", "\(run):9")
    #expect(
      refused.errors == """
        error: there is no draft '\(run):9'
        `libtool review list --dropped` shows the drafts that can be rescued

        """)
    #expect(try await library.run("log", "--json").json.array?.count == 2)
    let both = await library.run("review", "accept", "00000011", "\(run):1")
    #expect(both.output.split(separator: "\n").count == 2 && both.output.contains("(event 3)"))
  }

  @Test(arguments: ["x:1", "last:0", "last:x", "last:", ":1", "last:1:1"])
  func `Names that are no draft's`(name: String) async throws {
    let (library, _) = try await library()
    let result = await library.run("review", "show", name)
    #expect(result.code == .failed)
    #expect(result.errors.hasPrefix("error: there is no "), "\(result.errors)")
  }

  @Test func `A draft that was accepted is not to be rescued`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("fill", "--section", "passiv", "--limit", "1")
    let result = await library.run("review", "accept", "last:1")
    #expect(
      result.errors == """
        error: draft last:1 is not a dropped draft with a text
        `libtool review list --dropped` shows the drafts that can be rescued

        """)
  }
}
