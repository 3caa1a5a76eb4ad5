import ContentModel
import Formats
import Testing

@testable import Prompts

struct KindTests {
  @Test func readsTheGapFillExercise() throws {
    let kind = try Samples.kind("gap_fill_exercise")
    #expect(
      kind.traits
        == KindTraits(name: "gap_fill_exercise", dimensions: [.topic], cardinality: .many, languages: ["de"]))
    #expect(kind.title == "gap-fill exercise")
    #expect(kind.schemaVersion == 1)
    #expect(kind.options.map(\.name) == ["gaps", "answer_structure", "register"])
    #expect(kind.assembly == [.nfc, .trimText])
    #expect(kind.settings.batchSize == 5)
    #expect(kind.settings.grouping == .loose)
    #expect(kind.settings.retries == 5)
    #expect(kind.settings.threshold == 70)
    #expect(kind.settings.temperatures == ByRole(generation: 1, assessment: 0.3, regeneration: 1))
    #expect(kind.settings.publishing == .auto)
    #expect(kind.leanSchema["properties"]?.object?.names == kind.bodySchema["properties"]?.object?.names)
  }

  @Test func readsTheMicroLesson() throws {
    let kind = try Samples.kind("micro_lesson")
    #expect(kind.traits.languages == ["en"])
    #expect(kind.settings.grouping == .strict)
    #expect(kind.assembly == [.nfc, .trimText, .shuffleChoices])
    #expect(kind.bodySchema["properties"]?.object?.names == ["title", "content", "difficulty", "questions"])
    #expect(kind.leanSchema["properties"]?.object?.names == ["title", "content", "questions"])
  }

  @Test func aThirdKindIsAFolderWithoutCode() throws {
    let kind = try Samples.toyKind()
    #expect(
      kind.traits
        == KindTraits(
          name: "riddle", dimensions: [.topic, .sku], cardinality: .one, languages: ["en", "fr"], masterLanguage: "en"))
    #expect(kind.title == "riddle")
    #expect(kind.settings.publishing == .review)
    #expect(kind.leanSchema["properties"]?.object?.names == ["riddle", "hints", "answer"])
  }

  @Test func theHashCoversPromptsAndSchemaAndItsVersion() throws {
    let hash = try Samples.toyKind().hash
    #expect(hash.utf8.count == 64)
    #expect(try Samples.toyKind().hash == hash)
    for file in Kind.fileNames where file.hasSuffix(".md") {
      let text = "x" + (Samples.toy[file] ?? "")
      #expect(try Kind.load(name: "riddle", folder: Samples.toy(changing: file, to: text)).hash != hash)
    }
    let schema = (Samples.toy["schema.json"] ?? "") + "\n"
    #expect(try Kind.load(name: "riddle", folder: Samples.toy(changing: "schema.json", to: schema)).hash != hash)
    let settings = Samples.toy["kind.yaml"] ?? ""
    let newer = Samples.toy(changing: "kind.yaml", to: settings + "\nschema_version: 2")
    #expect(try Kind.load(name: "riddle", folder: newer).hash != hash)
    let patient = Samples.toy(changing: "kind.yaml", to: settings + "\nretries: 9")
    #expect(try Kind.load(name: "riddle", folder: patient).hash == hash)
  }

  @Test(arguments: [
    (Role.generation, 1, 100 + 8 + 32, 200 + 8 + 32), (.generation, 5, 540 + 32, 1040 + 32),
    (.assessment, 2, 56 + 32, 176 + 32), (.regeneration, 1, 140, 240),
  ])
  func outputEstimates(role: Role, items: Int, expected: Int, worst: Int) throws {
    let estimate = try Samples.toyKind().settings.outputEstimate(role: role, items: items)
    #expect(estimate == OutputEstimate(expected: expected, worstCase: worst))
  }
}
