import ContentModel
import Formats
import Testing

@testable import libtool

/// What an export leaves out: items with an open critical finding.
@Suite struct ExportFlawedTests {
  private func uuids(_ result: TestLibrary.Result) throws -> [String] {
    try result.json["items"]?.array?.compactMap { $0["uuid"]?.string } ?? []
  }

  @Test func `Imports are judged, and what is critical stays behind and is named`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), Exercise.misfit(2), Exercise.leaked(3))
    let result = await library.run("export", "--section", "passiv")
    #expect(try uuids(result) == [Exercise(1).uuid])
    #expect(
      result.errors == """
        judged 3 items that no rule had seen
        left out 2 items with an open critical finding: \(Exercise(2).shortUUID), \(Exercise(3).shortUUID)
        this library is a rehearsal: its texts may be simulated

        """)
    #expect(result.code == .done)
    let json = try await library.run("export", "--output", "\(library.root)/out.xml", "--json").json
    #expect(json["items"] == 6 && json["judged"] == 5)
    #expect(json["left_out"] == [.string(Exercise(2).uuid ?? ""), .string(Exercise(3).uuid ?? "")])
    let file = try library.read("out.xml")
    #expect(file.contains(Exercise(1).uuid ?? "-") && !file.contains(Exercise(2).uuid ?? "-"))
  }

  @Test func `More than ten are not all named`() async throws {
    let library = try TestLibrary(.tiny)
    let lines = (0..<12).map { Exercise.misfit(nil, "Wort\($0)").line + "\n" }.joined()
    try library.write(lines, to: "in.jsonl")
    _ = await library.run("import", "\(library.root)/in.jsonl")
    let note = await library.run("export", "--section", "passiv").errors.split(separator: "\n")[1]
    #expect(note.hasPrefix("left out 12 items with an open critical finding: ") && note.hasSuffix(", …"))
    #expect(note.split(separator: ",").count == 11)
  }

  @Test func `--all takes them along and judges nothing`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), Exercise.misfit(2), Exercise.leaked(3))
    for format in ["json", "jsonl", "xml"] {
      let path = "\(library.root)/out.\(format)"
      let result = await library.run("export", "--all", "--section", "passiv", "--output", path)
      #expect(
        result.errors == """
          this library is a rehearsal: its texts may be simulated
          exported 3 items (event 3) to \(path), read back

          """)
      let direct = await library.run("export", "--all", "--section", "passiv", "--format", format)
      #expect(try library.read("out.\(format)") == direct.output)
    }
    #expect(try await library.run("items", "show", Exercise(2).shortUUID, "--json").json["checked"] == .null)
    // Such a file is not what the schema promises, and verifying it says so.
    let verified = await library.run("exports", "verify", "\(library.root)/out.json")
    #expect(
      verified.errors == """
        error: out.json:3: item \(Exercise(2).uuid ?? ""): its body does not fit the schema of gap_fill_exercise: \
        gaps #1 distractors: has 2 elements, needs 3
        mend the item, or let `libtool check` find it: exports leave it out then

        """)
    #expect(verified.code == .failed)
  }

  @Test func `A mended text goes out again`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise.misfit(1))
    #expect(try uuids(await library.run("export", "--section", "passiv")) == [])
    try await library.importing(Exercise(1))
    #expect(try uuids(await library.run("export", "--section", "passiv")) == [Exercise(1).uuid])
    _ = await library.run("rollback", Exercise(1).shortUUID)
    #expect(try uuids(await library.run("export", "--section", "passiv")) == [])
  }

  @Test func `What a person accepts goes out, unless no app could read it`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise.misfit(1), Exercise.leaked(2), hold: true)
    let accepted = await library.run("review", "accept", Exercise(1).shortUUID, Exercise(2).shortUUID)
    #expect(
      accepted.output == """
        accepted \(Exercise(1).shortUUID): version none → 1 (event 3)
        accepted \(Exercise(2).shortUUID): version none → 1 (event 3)
        exports leave out what does not fit the schema of its kind: \(Exercise(1).shortUUID)

        """)
    for format in ["json", "jsonl", "xml"] {
      let result = await library.run(
        "export", "--section", "passiv", "--output", "\(library.root)/out.\(format)", "--json")
      #expect(result.code == .done)
      #expect(try result.json["left_out"] == [.string(Exercise(1).uuid ?? "")])
    }
    #expect(try uuids(await library.run("export", "--section", "passiv")) == [Exercise(2).uuid])
    // Judged again, it is the same.
    _ = await library.run("check")
    #expect(try uuids(await library.run("export", "--section", "passiv")) == [Exercise(2).uuid])
  }

  @Test func `A schema that has changed since is an error with its mend`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("export")
    let schema = try library.read("prompts/gap_fill_exercise/schema.json")
    try library.write(
      schema.replacing("\"minLength\": 15", with: "\"minLength\": 15, \"maxLength\": 100"),
      to: "prompts/gap_fill_exercise/schema.json")
    let path = "\(library.root)/out.json"
    let refused = await library.run("export", "--output", path)
    #expect(refused.code == .failed && !library.exists("out.json"))
    #expect(
      refused.errors.hasSuffix("\nmend the item, or let `libtool check` find it: exports leave it out then\n"))
    _ = await library.run("check")
    let result = await library.run("export", "--output", path, "--json")
    #expect(result.code == .done)
    #expect(try (result.json["left_out"]?.array?.count ?? 0) + (result.json["items"]?.integer ?? 0) == 5)
    #expect(try result.json["left_out"]?.array?.isEmpty == false)
  }
}
