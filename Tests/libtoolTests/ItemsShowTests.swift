import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool items show`.
@Suite struct ItemsShowTests {
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    try await library.importing(Exercise.leaked(1))
    return library
  }

  @Test func `An exercise as a learner sees it, and what is known of it`() async throws {
    let library = try await library()
    #expect(
      await library.run("items", "show", "00000011", width: 80).output == """
        gap_fill_exercise 01975e1d-0000-7000-8000-000000000011
        filed     B2 / passiv / alltag_02_wohnung / de
        version   2 of 2, active
        origin    import by tester, 2026-11-20 09:32 UTC
        score     not judged by the rules yet

        Sure, here is the text: Das alte Haus am Markt [1]____ im Jahr 1910 gebaut.
        Später ist es von der Stadt renoviert [2]____, und heute wird darin jeden
        Samstag gekocht, gelesen und gelacht.

        [1] hatte | war | worden | ✓ wurde
            Das Vorgangspassiv im Präteritum besteht aus „wurde“ und dem Partizip.

        [2] geworden | werden | ✓ worden | wurde
            Im Perfekt des Passivs steht „worden“ ohne die Silbe „ge“.

        Findings (judged just now)
          critical leaked_instructions: text holds the instruction text “sure, here”
            Write only the content itself: no word about the task, the format or
            yourself.

        """)
    #expect(
      await library.run("items", "show", "00000011", "1").output.contains(
        "\nversion   1 of 2, version 2 is active\norigin    import by tester, 2026-11-20 09:31 UTC\n"))
    _ = await library.run("check")
    let judged = await library.run("items", "show", "00000011").output
    #expect(judged.contains("\nscore     70 of 100\n") && judged.contains("\nFindings\n"))
    _ = await library.run("deactivate", "00000011")
    #expect(await library.run("items", "show", "00000011").output.contains("\nversion   2 of 2, not active\n"))
  }

  @Test func `Any other body by its members`() async throws {
    let library = try TestLibrary(.tiny)
    let text = await library.run("items", "show", "00000005", width: 80).output
    #expect(
      text.hasPrefix(
        """
        micro_lesson 01975e1d-0000-7000-8000-000000000005
        filed     everyday_physics / physics_01_friction / en
        version   1 of 1, active
        origin    import by tester, 2026-11-20 09:31 UTC
        score     not judged by the rules yet

        title: Why tyres grip the road
        content:
          Push a book across a table and it soon stops. The force that slows it is
          friction,
        """))
    #expect(
      text.hasSuffix(
        """
          3. prompt: What do the grooves of a tyre do?
             choices:
               1. Save rubber
               2. Make noise
               3. Lead water away
               4. Store heat
             correctIndex: 2
             explanation:
               Read the lesson again: it says what happens where two surfaces touch.

        """))
  }

  @Test func `As a document`() async throws {
    let library = try await library()
    #expect(
      try await library.run("items", "show", "00000011", "--json").json == [
        "uuid": "01975e1d-0000-7000-8000-000000000011", "kind": "gap_fill_exercise", "section": "passiv",
        "topic": "alltag_02_wohnung", "sku": nil, "language": "de", "version": 2, "active": true, "origin": "import",
        "level": "B2", "active_version": 2, "versions": 2, "actor": "tester", "approved_by": nil, "run": nil,
        "model": nil, "prompt_hash": nil, "schema_version": 1, "cost": 0, "currency": "EUR", "score": nil,
        "checked": nil, "review": nil, "review_reason": nil, "created": "2026-11-20T09:32:00.000Z", "findings": [],
        "waived": [], "body": Exercise.leaked(1).body,
      ])
    let former = try await library.run("items", "show", "00000011", "1", "--json").json
    #expect(former["version"] == 1 && former["active"] == false && former["active_version"] == 2)
    #expect(former["body"] == Exercise(1).body)
  }

  @Test func `Without a number it is the active version, not the newest`() async throws {
    let library = try await library()
    _ = await library.run("rollback", "00000011")
    #expect(try await library.run("items", "show", "00000011", "--json").json["version"] == 1)
    #expect(
      await library.run("items", "show", "00000011", "2").output.contains("version   2 of 2, version 1 is active"))
    _ = await library.run("deactivate", "00000011")
    #expect(try await library.run("items", "show", "00000011", "--json").json["version"] == 2)
  }

  @Test func `A text of a fill names its model, its prompt and its cost`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("fill", "--section", "passiv", "--limit", "1", "--set", "fill.concurrency=1")
    let row = try await library.run("items", "--section", "passiv", "--json").json.array?.first
    let uuid = try #require(row?["uuid"]?.string)
    let run = try #require(try await library.run("runs", "--json").json.array?.first?["run"]?.string)
    let text = await library.run("items", "show", uuid).output
    #expect(text.contains("\norigin    run \(run.suffix(8)), 2026-11-20 09:31 UTC\n"))
    #expect(text.contains("\nmade      model simulated-1, prompt "))
    let json = try await library.run("items", "show", uuid, "--json").json
    #expect(json["origin"] == "run" && json["run"] == .string(run) && json["model"] == "simulated-1")
    #expect(json["score"] == 100 && json["cost"]?.double ?? 0 > 0)
  }

  @Test(arguments: [
    (["00000001", "2"], "item 00000001 has no version 2: its only version is 1"),
    (["00000001", "0"], "item 00000001 has no version 0: its only version is 1"),
    (["00000011", "3"], "item 00000011 has no version 3: its versions are 1 to 2"),
    (["00000011", "-1"], "item 00000011 has no version -1: its versions are 1 to 2"),
  ])
  func `A version that is not there`(words: [String], message: String) async throws {
    let result = await (try await library()).run(["items", "show"] + words)
    #expect(result.errors == "error: \(message)\n`libtool items history` shows them\n")
    #expect(result.code == .failed)
  }

  @Test(arguments: [
    ([], "missing argument 'ITEM'"), (["1", "x"], "'x' is not a whole number for 'VERSION'"),
    (["1", "2", "3"], "unexpected argument '3'"),
  ])
  func `Wrong command lines`(words: [String], message: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["items", "show"] + words)
    #expect(
      result.errors
        == "error: \(message)\nsee 'libtool items show --help'; usage: libtool items show [options] ITEM [VERSION]\n")
    #expect(result.code == .usage)
  }
}
