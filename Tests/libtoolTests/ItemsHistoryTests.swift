import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool items history`.
@Suite struct ItemsHistoryTests {
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise.leaked(1))
    _ = await library.run("check", "--section", "passiv")
    try await library.importing(Exercise(1), hold: true)
    _ = await library.run("review", "accept", "00000011", "--reason", "the greeting is gone", "--as", "ana")
    _ = await library.run("rollback", "00000011", "--reason", "a mistake")
    try await library.importing(Exercise(1, "anders"), hold: true)
    _ = await library.run("review", "reject", "00000011", "--reason", "no better")
    return library
  }

  @Test func `Versions and events`() async throws {
    let library = try await library()
    let whole = """
      gap_fill_exercise 01975e1d-0000-7000-8000-000000000011
      passiv / alltag_02_wohnung / de

      Version  Origin            Made (UTC)        Score  Findings    Review               Approved by  Active
            1  import by tester  2026-11-20 09:31     70  1 critical                                    yes
            2  import by tester  2026-11-20 09:33    100              accepted             ana          no
            3  import by tester  2026-11-20 09:36      -              rejected: no better               no

      Event  When (UTC)        Who     Action    Active            Reason
          3  2026-11-20 09:31  tester  import    version none → 1  import of in.jsonl
          4  2026-11-20 09:34  ana     accept    version 1 → 2     the greeting is gone
          5  2026-11-20 09:35  tester  rollback  version 2 → 1     a mistake

      """
    func history(width: Int?) async -> String {
      await library.run("items", "history", "00000011", width: width).output.replacing("\(library.root)/", with: "")
    }
    #expect(await history(width: nil) == whole)
    let narrow = await history(width: 80).split(separator: "\n")
    #expect(narrow.allSatisfy { $0.count <= 80 })
  }

  @Test func `On a narrow terminal the columns that say nothing go first`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    #expect(
      await library.run("items", "history", "00000011", width: 80).output.split(separator: "\n").dropFirst(2).prefix(2)
        == [
          "Version  Origin            Made (UTC)        Score  Review  Approved by  Active",
          "      1  import by tester  2026-11-20 09:31      -                       yes",
        ])
  }

  @Test func `As a document`() async throws {
    let library = try await library()
    let json = try await library.run("items", "history", "00000011", "--json").json
    #expect(
      json.object?.names == [
        "uuid", "kind", "section", "topic", "sku", "language", "version", "active", "origin", "versions", "events",
      ])
    #expect(json["version"] == 1 && json["active"] == true)
    let versions = json["versions"]?.array ?? []
    #expect(versions.map { $0["version"] } == [1, 2, 3])
    #expect(versions.map { $0["active"] } == [true, false, false])
    #expect(versions.compactMap { $0["review"] } == [nil, "accepted", "rejected"])
    #expect(versions.compactMap { $0["approved_by"] } == [nil, "ana", nil])
    #expect(versions.last?["review_reason"] == "no better")
    #expect(versions.first?["findings"]?.array?.first?["rule"] == "leaked_instructions")
    let events = json["events"]?.array ?? []
    #expect(
      events.last == [
        "event": 5, "at": "2026-11-20T09:35:00.000Z", "actor": "tester", "action": "rollback", "reason": "a mistake",
        "run": nil, "undoes": nil, "old_version": 2, "new_version": 1,
      ])
    #expect(events.first?["old_version"] == .null && events.first?["new_version"] == 1)
  }

  @Test func `An item that was never live has no events`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), hold: true)
    let text = await library.run("items", "history", "00000011").output
    #expect(text.hasSuffix("  waiting               no\n\nNo event has made a version active yet.\n"))
    #expect(try await library.run("items", "history", "00000011", "--json").json["events"] == [])
  }
}
