import ContentModel
import ContentStore
import Formats
import Providers
import Quality
import SQLiteKit
import Testing

/// What is sent in each role: temperatures, the order of texts, schemas, and a draft's own history.
@Suite struct RoleRequestTests {
  /// A fill in which much is sent back, and every request of it.
  private func fill(
    targets: [String] = ["passiv,,,de,7,1", "relativsaetze,,,de,6,2"],
    settings: [String] = [
      "providers.simulated.rule_failure=0.4", "providers.simulated.regeneration_failure=0.3",
      "providers.simulated.failed_assessment=0.3",
    ]
  ) async throws -> (filled: FilledRun, bench: FillBench, requests: [CompletionRequest]) {
    let bench = try await FillBench(targets: targets, settings: settings)
    let recorder = Recorder()
    let filled = try await bench.fill(wrapping: recorder.wrap)
    return (filled, bench, recorder.calls.map(\.request))
  }

  @Test func rolesHaveTheirTemperatures() async throws {
    let (filled, _, requests) = try await fill()
    let roles = Dictionary(filled.attempts.map { ($0.uuid, $0.role) }) { first, _ in first }
    var seen: Set<Role> = []
    for request in requests {
      let role = try #require(roles[request.callID])
      seen.insert(role)
      #expect(request.temperature == (role == .assessment ? 0.3 : 1.0))
      #expect(request.model == "simulated-1")
    }
    #expect(seen == Set(Role.allCases))
  }

  /// A regeneration carries the draft's own texts, in order, each with what was said of it, and nothing of another draft.
  @Test func regenerationsCarryTheirOwnHistory() async throws {
    let (filled, bench, requests) = try await fill()
    let regenerations = requests.filter(\.isRegeneration)
    #expect(regenerations.count > 5)
    #expect(filled.drafts.contains { $0.turns.contains { $0.critique != nil } })
    var rounds: [Int: Int] = [:]
    for request in regenerations {
      let ordinals = try bench.store.read { reader in
        try reader.connection.all(
          """
          SELECT d.ordinal FROM attempts a JOIN attempt_drafts x ON x.attempt = a.id JOIN drafts d ON d.id = x.draft
          WHERE a.uuid = $1
          """, request.callID
        ) { $0.int(0) }
      }
      let ordinal = try #require(ordinals.first)
      #expect(ordinals.count == 1, "one at a time")
      let draft = filled.drafts[ordinal - 1]
      let messages = request.prompt.messages
      rounds[ordinal, default: 0] += 1
      let turns = draft.turns.prefix(rounds[ordinal, default: 0])
      #expect(messages.map(\.author) == [.system, .user] + turns.flatMap { _ in [.assistant, .user] })
      for (index, turn) in turns.enumerated() {
        #expect(messages[2 + 2 * index].content == turn.text)
        let said = messages[3 + 2 * index].content
        for finding in turn.findings { #expect(said.contains(finding.message) && said.contains(finding.fix)) }
        if let critique = turn.critique { #expect(said.contains(critique)) }
        #expect(turn.critique != nil || turn.findings.hasCritical)
      }
      let all = messages.map(\.content).joined()
      for other in filled.drafts where other.ordinal != ordinal {
        for turn in other.turns {
          let text = try #require(try JSON.parse(turn.text)["text"]?.string)
          #expect(!all.contains(text), "\(other.ordinal) in a request for \(ordinal)")
        }
      }
    }
  }

  /// By the provider's log: as many texts are judged as have no critical finding, and those are the ones.
  @Test func aTextWithACriticalFindingIsNeverAssessed() async throws {
    let (filled, bench, requests) = try await fill()
    let assessed = try bench.log.calls.filter { $0.tool.hasPrefix("assess_") }
    let clean = filled.drafts.flatMap(\.turns).filter { !$0.findings.hasCritical }
    #expect(assessed.reduce(0) { $0 + $1.slots.count } == clean.count)
    #expect(clean.count < filled.drafts.reduce(0) { $0 + $1.turns.count })
    #expect(assessed.contains { $0.slots.count > 1 }, "assessment is grouped")
    let pipeline = try bench.library.pipeline(for: "gap_fill_exercise")
    for request in requests where request.isAssessment {
      let section = try #require(request.data["section"]?["section"]?.string)
      for slot in request.data["slots"]?.array ?? [] {
        let body = try #require(slot["item"])
        let findings = pipeline.judge(
          QualitySubject(
            kind: "gap_fill_exercise", body: body, key: Key(section: section, topic: nil, language: "de"),
            section: bench.catalogue.sections[section], topic: nil,
            options: slot["options"] ?? .object([:]))
        ).findings
        #expect(!findings.hasCritical, "\(findings)")
      }
    }
  }

  /// Static text first, variable text last: so much of a prompt is the same for all sections, topics and slots.
  @Test func whatVariesComesLast() async throws {
    let (_, _, requests) = try await fill(settings: [])
    let generations = requests.filter { !$0.isAssessment }
    #expect(generations.count >= 4)
    for group in [generations, requests.filter(\.isAssessment)] {
      #expect(Set(group.map { $0.prompt.messages[0].content }).count == 1)
      let beginnings = group.map { request -> String in
        let user = request.prompt.messages[1].content
        #expect(user.hasSuffix("\n```"))
        return user.split(separator: "```json\n", omittingEmptySubsequences: false)[0] + ""
      }
      #expect(Set(beginnings).count == 1)
      #expect(beginnings[0].utf8.count > 300)
      // In the data: what a section's calls share, then what is each slot's own.
      for request in group { #expect(request.data.object?.names.last == "slots") }
      let sections = Set(group.map { $0.data["section"]?.text ?? "" })
      #expect(sections.count == 2)
    }
  }

  /// The tool's schema is strict, names the call's slots, and asks for nothing that is known beforehand.
  @Test func toolsAreStrictAndLean() async throws {
    let (filled, _, requests) = try await fill(
      targets: ["passiv,,,de,7,1", "everyday_physics,physics_01_friction,,en,3,2"])
    let sizes = Dictionary(filled.attempts.map { ($0.uuid, $0.drafts) }) { first, _ in first }
    for request in requests {
      let tool = request.prompt.tool
      let size = try #require(sizes[request.callID])
      #expect(tool.name.hasSuffix("_batch") == (size > 1))
      #expect(Self.looseObjects(in: tool.parameters) == [])
      #expect(request.slots.count == size)
      let list = tool.parameters["properties"]?[request.isAssessment ? "assessments" : "items"]
      if size > 1 {
        #expect(list?["minItems"]?.integer == size && list?["maxItems"]?.integer == size)
      }
      let fields = (list?["items"] ?? tool.parameters)["properties"]?.object?.names ?? []
      for known in ["uuid", "id", "kind", "section", "topic", "level", "language", "difficulty", "version"] {
        #expect(!fields.contains(known), "\(tool.name) asks for \(known)")
      }
      #expect(request.body()["tools"]?.array?.first?["function"]?["strict"] == true)
    }
    #expect(requests.contains { $0.prompt.tool.name == "create_micro_lesson_batch" })
  }

  /// Each version remembers the prompts it came from; so does each call.
  @Test func versionsKnowTheirPromptAndModel() async throws {
    let (filled, bench, requests) = try await fill()
    let hash = try #require(bench.library.kinds["gap_fill_exercise"]?.hash)
    #expect(Set(requests.map(\.prompt.hash)) == [hash])
    #expect(try bench.rows("SELECT DISTINCT prompt_hash FROM attempts") == [hash])
    #expect(
      try bench.rows("SELECT prompt_hash || ' ' || model || ' ' || origin || ' ' || schema_version FROM versions")
        == Array(repeating: "\(hash) simulated-1 run 1", count: filled.figures.accepted))
    // Another word in a prompt is another prompt.
    try bench.folder.write(Array("Another system prompt.\n".utf8), to: "prompts/gap_fill_exercise/system.md")
    let other = try await bench.opened()
    #expect(other.library.kinds["gap_fill_exercise"]?.hash != hash)
  }

  /// Paths of objects that leave a property open, or optional.
  private static func looseObjects(in schema: JSON, at path: String = "") -> [String] {
    var loose: [String] = []
    if let properties = schema["properties"]?.object {
      if schema["additionalProperties"] != false { loose.append("\(path): open") }
      if Set(schema["required"]?.array?.compactMap(\.string) ?? []) != Set(properties.names) {
        loose.append("\(path): optional")
      }
      for (name, property) in properties.members { loose += looseObjects(in: property, at: path + "." + name) }
    }
    if let items = schema["items"] { loose += looseObjects(in: items, at: path + "[]") }
    return loose
  }
}
