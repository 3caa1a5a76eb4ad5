import Console
import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool doctor`, on libraries in all conditions.
@Suite struct DoctorCommandTests {
  /// What the doctor says that is not in order, as lines. The room that a test's folder has is the machine's own affair.
  private static func troubles(_ library: TestLibrary, _ options: String...) async throws -> [String] {
    let result = await library.run(["doctor", "--json"] + options)
    let document = try result.json
    let all = document["diagnoses"]?.array ?? []
    let found = all.filter { ["warning", "error"].contains($0["level"]?.string) && $0["free_bytes"] == nil }
    #expect(result.code == (document["errors"] == 0 ? .done : .failed))
    #expect(all.count { $0["level"] == "error" } == document["errors"]?.integer)
    #expect(all.count { $0["level"] == "warning" } == document["warnings"]?.integer)
    return found.map { diagnosis in
      "\(diagnosis["area"]?.string ?? "") \(diagnosis["level"]?.string ?? ""): \(diagnosis["message"]?.string ?? "")"
        + (diagnosis["mend"]?.string.map { " -> \($0)" } ?? "")
    }
  }

  @Test func aLibraryInOrder() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("sync").code == .done)
    let before = try library.read("library/library.db")
    #expect(try await Self.troubles(library).isEmpty)
    #expect(try await Self.troubles(library, "--quick", "--offline").isEmpty)
    let text = await library.run("doctor", "--verbose").output
    for line in [
      "✓ \(library.root): mode rehearsal, kinds gap_fill_exercise", "✓ library/library.db is whole: checked in 0.0 s",
      "✓ 4 sections, 4 topics, 0 products, 5 targets, as in the store",
      "✓ micro_lesson: its prompts, schema and rules are in order",
      "✓ the simulated provider answers within the program",
      "✓ simulated/simulated-1: 0.35 in, 1.40 out, EUR a million tokens",
      "✓ no run is unfinished, and no call is unknown",
    ] { #expect(text.contains(line), "\(line) in:\n\(text)") }
    #expect(try library.read("library/library.db") == before)
  }

  /// The next command makes the store; the doctor makes none.
  @Test func aLibraryWithoutAStore() async throws {
    let library = try TestLibrary(.tiny)
    #expect(
      try await Self.troubles(library) == [
        "store warning: there is no store at \(library.root)/library/library.db "
          + "-> run `libtool sync` to make it from the catalogue files"
      ])
    #expect(!library.exists("library/library.db"))
  }

  @Test func noLibraryAtAll() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("doctor", "--library", "/nowhere")
    #expect(result.code == .failed)
    #expect(
      result.output == """
        library
          ✗ --library /nowhere holds no library: there is no library/libtool.yaml in it
              change into a library's folder, name one with --library DIR, or make one
              with `libtool init DIR`
        1 error, 0 warnings

        """)
  }

  @Test func settingsThatCannotBeRead() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("sync").code == .done)
    try library.write(TinyLibrary.settings + "kindz:\n", to: "library/libtool.yaml")
    #expect(
      try await Self.troubles(library) == [
        "library error: library/libtool.yaml:16:1: unknown key `kindz` -> did you mean `kinds`?"
      ])
    // What does not hang on them is looked at all the same.
    let text = await library.run("doctor", "--verbose").output
    for line in [
      "· without its settings, catalogue, prompts, providers", "✓ library/library.db is whole",
      "✓ no run is unfinished",
    ] { #expect(text.contains(line), "\(line) in:\n\(text)") }
  }

  @Test func aKindThatCannotBeRead() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("sync").code == .done)
    try library.remove("prompts/micro_lesson/generate.md")
    try library.write("a: [\n", to: "library/rules/gap_fill_exercise.yaml")
    let troubles = try await Self.troubles(library)
    #expect(troubles.count == 2)
    #expect(troubles[0].hasPrefix("prompts error: library/rules/gap_fill_exercise.yaml:"), "\(troubles)")
    #expect(troubles[1].hasPrefix("prompts error: prompts/micro_lesson/generate.md: the file is missing -> "))
  }

  @Test func aRuleFileThatNothingReads() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("sync").code == .done)
    try library.write("rules: { schema: }\n", to: "library/rules/gap_fill_exercice.yaml")
    #expect(
      try await Self.troubles(library) == [
        "prompts warning: library/rules/gap_fill_exercice.yaml is no kind's; did you mean 'gap_fill_exercise'? "
          + "-> rename it to KIND.yaml, or take it away: nothing reads it"
      ])
  }

  @Test func aCatalogueThatCannotBeTakenIn() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("sync").code == .done)
    try library.write("section,topic,sku,language,target,priority\npasiv,,,de,1,1\n", to: "library/targets.csv")
    #expect(
      try await Self.troubles(library) == [
        "catalogue error: targets.csv:2: column 1 (section): `pasiv` is no section -> did you mean `passiv`?"
      ])
    try library.write(
      "section,topic,sku,language,target,priority\npassiv,,,*,1,1\n*,,,de,2,1\n", to: "library/targets.csv")
    #expect(
      try await Self.troubles(library) == [
        "catalogue error: targets.csv:2 and targets.csv:3 are equally specific for the cell passiv / all topics / de "
          + "-> add a row that names the cell, passiv,,,de, or make one of the two rows more specific"
      ])
    try library.write("section,topic,sku,language,target,priority\npassiv,,,de,1,1\n", to: "library/targets.csv")
    #expect(try await Self.troubles(library).isEmpty)
    let text = await library.run("doctor", width: 200).output
    #expect(text.contains("1 target; the next command takes changed files in"))
  }

  /// The schema's version is the big-endian number at byte 60 (https://www.sqlite.org/fileformat2.html).
  @Test func storesThatCannotBeUsed() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("sync").code == .done)
    let path = "\(library.root)/library/library.db"
    let sound = try TestFolder.bytes(path)
    var newer = sound
    newer.replaceSubrange(60..<64, with: [0, 0, 0, 99])
    try library.write(bytes: newer, to: "library/library.db")
    #expect(
      try await Self.troubles(library) == [
        "store error: \(path) was made by a newer libtool: its schema is version 99, this program knows up to 11 "
          + "-> install the newer libtool, or use the library with the program that made it"
      ])
    try library.write("no store\n", to: "library/library.db")
    #expect(
      try await Self.troubles(library) == [
        "store error: \(path) is not a libtool store -> move that file away, or name another library with --library"
      ])
    var damaged = sound
    for index in 4096..<(damaged.count) { damaged[index] = 0x5A }
    try library.write(bytes: damaged, to: "library/library.db")
    let troubles = try await Self.troubles(library)
    #expect(troubles.contains { $0.hasPrefix("store error: ") && $0.contains(" is damaged: ") }, "\(troubles)")
    let text = await library.run("doctor", "--verbose").output
    #expect(text.contains("✓ micro_lesson: its prompts, schema and rules are in order"))
  }

  @Test func aPausedRun() async throws {
    let library = try TestLibrary(.tiny)
    let fill = await library.run(["fill", "--section", "passiv", "--budget", "0.001"] + FillCommandTests.calm)
    #expect(fill.code == .budget)
    let text = await library.run("doctor", "--set", "answers.keep_days=30").output
    #expect(text.contains("runs\n  ! run 658eec67 is paused: the budget of 0.001 EUR does not hold another call:"))
    #expect(text.contains("`libtool runs resume 658eec67 --budget AMOUNT` goes on with it"))
    #expect(await library.run("doctor").code == .done)
  }

  @Test func aRehearsalsStoreInProduction() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run(["fill", "--section", "passiv"] + FillCommandTests.calm).code == .done)
    let troubles = try await Self.troubles(library, "--set", "mode=production")
    #expect(
      troubles.map { String($0.prefix { $0 != ">" }) } == [
        "store error: library/library.db holds simulated text from a rehearsal, and this library is in `mode: production` -",
        "reachability error: the simulated provider works only in a library in `mode: rehearsal`; this one is in production -",
      ])
  }
}
