import ContentModel
import Formats
import Testing

@testable import libtool

@Suite struct PromptsCommandTests {
  @Test func listHasALineForEachKind() async throws {
    let library = try TestLibrary(.tiny)
    let lines = await library.run("prompts").output.split(separator: "\n")
    #expect(
      lines.first?.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        == "Kind Version Prompts Languages Batch Group Input, one Input, each Saved Output")
    #expect(lines.dropFirst().map { $0.prefix { $0 != " " } } == ["gap_fill_exercise", "micro_lesson"])
    let kinds = try await library.run("prompts", "list", "--json").json.array ?? []
    let lesson = try #require(kinds.last)
    #expect(lesson["kind"] == "micro_lesson" && lesson["languages"] == ["en"] && lesson["group"] == "strict")
    #expect(lesson["hash"]?.string?.count == 64 && lesson["example_section"] == "everyday_physics")
    // A batch of five costs far less than five calls of one.
    let (single, batch) = (lesson["input_tokens_single"]?.integer ?? 0, lesson["input_tokens_batch"]?.integer ?? 0)
    #expect(single > 0 && batch < 2 * single)
  }

  @Test func showPrintsTheFilesAsTheyAre() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("prompts", "show", "micro_lesson")
    for name in ["system.md", "generate.md", "assess_system.md", "assess.md", "regenerate.md"] {
      #expect(result.output.contains("── prompts/micro_lesson/\(name) ─"))
      #expect(result.output.contains(try library.read("prompts/micro_lesson/\(name)")))
    }
    let json = try await library.run("prompts", "show", "micro_lesson", "--json").json
    #expect(json["templates"]?["system.md"]?.string == (try library.read("prompts/micro_lesson/system.md")))
    #expect(json["schema"] == (try JSON.parse(try library.read("prompts/micro_lesson/schema.json"))))
    // What is known beforehand is asked of no model.
    #expect(json["schema"]?["properties"]?["difficulty"] != nil)
    #expect(json["lean_schema"]?["properties"]?["difficulty"] == nil)
  }

  @Test func renderShowsTheCallOfABatch() async throws {
    let library = try TestLibrary(.tiny)
    let arguments = ["prompts", "render", "gap_fill_exercise", "--section", "passiv", "--count", "2"]
    let json = try await library.run(arguments + ["--json"]).json
    #expect(json["items"] == 2 && json["language"] == "de" && json["role"] == "generation")
    #expect(json["tool"]?["name"] == "create_gap_fill_exercise_batch")
    let messages = json["messages"]?.array ?? []
    #expect(messages.map { $0["role"] } == ["system", "user"])
    // The least filled topics first, and the variable data last, as one block.
    let block = try Self.block(of: messages.last?["content"]?.string ?? "")
    #expect(block["section"]?["section"] == "passiv")
    #expect(
      block["slots"]?.array?.map { $0["topic"]?["topic"] } == ["alltag_02_wohnung", "freizeit_10_wochenende"])
    let tokens = json["tokens"]
    let (input, single) = (tokens?["input"]?.integer ?? 0, tokens?["input_single"]?.integer ?? 0)
    #expect(input > 0 && input < single)
    let text = await library.run(arguments, width: 80).output
    #expect(text.hasPrefix("Generation of 2 gap-fill exercises for passiv (B2) in de\nInput: about "))
    #expect(text.contains("── system ─") && text.contains("── tool create_gap_fill_exercise_batch ─"))
  }

  @Test func renderTakesTheLeastFilledTopicsAndStrictKindsOne() async throws {
    let library = try TestLibrary(.tiny)
    func topics(_ arguments: String...) async throws -> [JSON?] {
      let json = try await library.run(["prompts", "render"] + arguments + ["--json"]).json
      let block = try Self.block(of: json["messages"]?.array?.last?["content"]?.string ?? "")
      return block["slots"]?.array?.map { $0["topic"]?["topic"] } ?? []
    }
    // One is active about the flat, two about the weekend.
    #expect(
      try await topics("gap_fill_exercise", "--section", "negation_nicht_kein", "--count", "3")
        == ["alltag_02_wohnung", "freizeit_10_wochenende", "alltag_02_wohnung"])
    #expect(
      try await topics("micro_lesson", "--section", "everyday_physics", "--count", "2")
        == ["physics_02_levers", "physics_02_levers"])
    #expect(
      try await topics("micro_lesson", "--section", "everyday_physics", "--topic", "physics_01_friction").count == 5)
  }

  @Test func renderOfTheOtherRoles() async throws {
    let library = try TestLibrary(.tiny)
    let assessment = try await library.run(
      "prompts", "render", "gap_fill_exercise", "--section", "negation_nicht_kein", "--role", "assessment", "--json"
    ).json
    #expect(assessment["items"] == 3 && assessment["tool"]?["name"] == "assess_gap_fill_exercise_batch")
    let block = try Self.block(of: assessment["messages"]?.array?.last?["content"]?.string ?? "")
    #expect(block["slots"]?.array?.allSatisfy { $0["item"]?["gaps"] != nil } == true)

    let regeneration = try await library.run(
      "prompts", "render", "micro_lesson", "--section", "everyday_physics", "--role", "regeneration", "--json"
    ).json
    let messages = regeneration["messages"]?.array ?? []
    try #require(messages.map { $0["role"] } == ["system", "user", "assistant", "user"])
    let draft = try JSON.parse(messages[2]["content"]?.string ?? "")
    #expect(draft["title"] != nil && draft["difficulty"] == nil)
    #expect(messages[3]["content"]?.string?.contains("(The explanation of the assessment stands here.)") == true)
    #expect(regeneration["tool"]?["name"] == "create_micro_lesson")
  }

  @Test(
    arguments: [
      (
        ["show", "gap_fill"], "there is no kind 'gap_fill'; did you mean 'gap_fill_exercise'?",
        "the kinds in use are gap_fill_exercise, micro_lesson", .usage
      ),
      (
        ["render", "gap_fill_exercise", "--section", "pasiv"], "there is no section 'pasiv'; did you mean 'passiv'?",
        "`libtool coverage --kind gap_fill_exercise` lists those of the kind", .usage
      ),
      (
        ["render", "gap_fill_exercise", "--section", "everyday_physics"],
        "the section 'everyday_physics' is of the kind micro_lesson, not gap_fill_exercise",
        "name one of the kind, such as negation_nicht_kein, or the other kind", .usage
      ),
      (
        ["render", "gap_fill_exercise", "--section", "passiv", "--topic", "physics_02_levers"],
        "'passiv' does not take the topic 'physics_02_levers'",
        "a topic's levels, kinds and sections in topics.csv say where it applies", .usage
      ),
      (
        ["render", "gap_fill_exercise", "--section", "passiv", "--topic", "alltag_wohnung"],
        "there is no topic 'alltag_wohnung'; did you mean 'alltag_02_wohnung'?",
        "a topic's levels, kinds and sections in topics.csv say where it applies", .usage
      ),
      (
        ["render", "gap_fill_exercise", "--section", "passiv", "--role", "assessment"],
        "nothing is active in passiv, so there is nothing to judge",
        "name a section that holds items, or render the role generation", .failed
      ),
    ] as [([String], String, String, ExitCode)])
  func refusals(_ arguments: [String], _ message: String, _ hint: String, _ code: ExitCode) async throws {
    let result = await (try TestLibrary(.tiny)).run(["prompts"] + arguments)
    #expect(result.errors == "error: \(message)\n\(hint)\n")
    #expect(result.code == code && result.output.isEmpty)
  }

  @Test(
    arguments: [
      (["--count", "0"], "'--count' is a number of items", "give a whole number from 1 to 100"),
      (["--role", "regeneration", "--count", "2"], "a draft is written anew alone", "leave '--count' out"),
      (
        ["--role", "assesment"], "'assesment' is not a value of '--role'; did you mean 'assessment'?",
        "allowed: generation, assessment, regeneration"
      ),
    ] as [([String], String, String)])
  func usageErrors(_ arguments: [String], _ message: String, _ hint: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(
      ["prompts", "render", "gap_fill_exercise", "--section", "passiv"] + arguments)
    #expect(result.errors == "error: \(message)\n\(hint)\n")
    #expect(result.code == .usage)
  }

  /// The JSON block that ends a message.
  private static func block(of message: String) throws -> JSON {
    let lines = message.split(separator: "\n")
    #expect(lines.last == "```" && lines.dropLast(2).last == "```json")
    return try JSON.parse(String(lines.dropLast().last ?? ""))
  }
}
