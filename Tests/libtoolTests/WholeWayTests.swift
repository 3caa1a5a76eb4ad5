import ContentModel
import Formats
import Testing

@testable import libtool

/// From a planted fault to the export: what the rules find goes back to the model, what cannot be mended waits for a person,
/// and nothing that is critical leaves the library unless somebody says so.
@Suite struct WholeWayTests {
  /// Every text of the provider has a fault that rules find, and nothing is asked for more than twice.
  private func library() async throws -> (library: TestLibrary, run: String) {
    let library = try TestLibrary(.tiny)
    let fill = await library.run(
      "fill", "--section", "passiv", "--max-drafts", "6", "--json", "--set", "fill.concurrency=1", "--set",
      "kinds.gap_fill_exercise.retries=1", "--set", "providers.simulated.rule_failure=1", "--set",
      "providers.simulated.regeneration_failure=1")
    #expect(fill.code == .partial, "\(fill.errors)")
    let run = try fill.json
    // What rules do not see, the assessment lets pass.
    #expect(run["dropped"]?.integer ?? 0 >= 4)
    return (library, String(try #require(run["run"]?.string).suffix(8)))
  }

  @Test func `A planted fault goes back to the model, is dropped, is rescued and is exported`() async throws {
    let (library, run) = try await library()
    // 1. The finding and its fix stand in the message history of the next attempt, after the draft's own text.
    let calls = try await library.run("runs", "calls", "last", "--role", "regeneration", "--json").json.array ?? []
    let dropped = try await library.run("review", "list", "--dropped", "--json").json.array ?? []
    #expect(calls.count >= dropped.count && dropped.allSatisfy { $0["draft"]?.string?.hasPrefix(run) == true })
    func exported() async throws -> [JSON] {
      try await library.run("export", "--section", "passiv", "--format", "json").json["items"]?.array ?? []
    }
    let before = try await exported()
    for call in calls {
      let uuid = try #require(call["call"]?.string)
      let shown = try await library.run("runs", "calls", "last", uuid, "--json").json
      let messages = shown["request"]?["messages"]?.array ?? []
      #expect(messages.count >= 4 && messages.first?["role"] == "system")
      #expect(messages.contains { $0["role"] == "assistant" })
      let last = try #require(messages.last?["content"]?.string)
      #expect(last.hasPrefix("This exercise was not accepted.") || last.contains("Mend it like this: "), "\(last)")
      #expect(last.contains("Mend it like this: "))
    }
    // 2. The last attempt is kept with what was found.
    let wanted = try #require(
      dropped.first { draft in
        ["leaked_instructions", "code_fence", "repeated_options"].contains(draft["drop_reason"]?.string ?? "")
          && draft["findings"]?.array?.allSatisfy { $0["rule"] != "schema" } == true
      })
    let name = try #require(wanted["draft"]?.string)
    #expect(wanted["findings"]?.array?.first?["severity"] == "critical" && wanted["asked"] == 2)
    // 3. A person takes it all the same, and answers for it.
    let accepted = await library.run("review", "accept", name, "--reason", "good enough", "--as", "ana")
    #expect(accepted.code == .done && accepted.output.hasPrefix("accepted "), "\(accepted.errors)")
    // 4. It is exported, with its key and body.
    let after = try await exported()
    let item = try #require(after.first { !before.contains($0) })
    #expect(after.count == before.count + 1 && item["section"] == "passiv" && item["language"] == "de")
    let shown = try await library.run("items", "show", item["uuid"]?.string ?? "", "--json").json
    #expect(shown["body"] == item["body"] && shown["approved_by"] == "ana")
    #expect(shown["waived"]?.array?.first?["rule"] == wanted["drop_reason"])
    // The others stay where they were.
    #expect(try await library.run("review", "list", "--dropped", "--json").json.array?.count == dropped.count - 1)
  }

  @Test func `An item with an open critical finding is not exported unless told so`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), Exercise.leaked(2))
    let checked = await library.run("check", "--section", "passiv", "--fail-on", "critical")
    #expect(checked.code == .gate && checked.output.contains("critical leaked_instructions"))
    func exported(_ options: String...) async throws -> [String?] {
      try await library.run(["export", "--section", "passiv", "--format", "json"] + options).json["items"]?.array?.map {
        $0["uuid"]?.string
      } ?? []
    }
    #expect(try await exported() == [Exercise(1).uuid])
    #expect(try await exported("--all") == [Exercise(1).uuid, Exercise(2).uuid])
    // Mended, it is exported without being told so.
    try await library.importing(Exercise(2, "gesungen und getanzt"))
    #expect(try await exported() == [Exercise(1).uuid, Exercise(2).uuid])
  }
}
