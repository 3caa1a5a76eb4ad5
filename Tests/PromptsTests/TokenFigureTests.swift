import ContentModel
import Formats
import Testing

@testable import Prompts

/// The reference of content-kinds.md: two micro lessons in one call save at least 47 % of the input tokens against one
/// a call, three at least 60.8 %, with a system prompt of about 500 tokens, a context of 200 and a request of 150.
struct TokenFigureTests {
  static let subjects: [(section: Section, topic: Topic)] = [
    (
      Section(
        section: "statistics_basics", kind: "micro_lesson", title: "Statistics for everyday decisions",
        points: [
          "Describing data with one number", "Spread and outliers", "Samples and what they can tell",
          "Chance and independence",
        ]),
      Topic(topic: "statistics_01_averages", theme: "statistics", title: "Mean, median and mode")
    ),
    (
      Section(
        section: "plant_biology", kind: "micro_lesson", title: "How plants live",
        points: ["Making food from light", "Moving water", "Growing towards what they need", "Making seeds"]),
      Topic(topic: "plants_01_photosynthesis", theme: "plants", title: "How leaves turn light into sugar")
    ),
  ]

  static func prompt(_ count: Int, _ subject: (section: Section, topic: Topic)) throws -> Prompt {
    let kind = try Samples.kind("micro_lesson")
    let options = try kind.options(section: subject.section, overrides: JSON.Object([("accuracy", 62)]))
    let slots = (1...count).map { SlotRequest(slot: "s\($0)", topic: subject.topic, options: options) }
    return try kind.generationPrompt(section: subject.section, language: "en", slots: slots)
  }

  @Test(arguments: subjects.indices)
  func trueBatchesSaveWhatTheyShould(subject: Int) throws {
    let one = try Self.prompt(1, Self.subjects[subject]).estimatedTokens
    let two = try Self.prompt(2, Self.subjects[subject]).estimatedTokens
    let three = try Self.prompt(3, Self.subjects[subject]).estimatedTokens
    #expect((800...850).contains(one), "one: \(one)")
    #expect(two <= 900, "two: \(two)")
    #expect(three <= 1000, "three: \(three)")
    #expect(two - one <= 50, "a further one: \(two - one)")
    #expect(three - two <= 50, "a further one: \(three - two)")
    #expect(Double(two) <= 0.53 * Double(2 * one), "two: \(two) of \(2 * one)")
    #expect(Double(three) <= 0.392 * Double(3 * one), "three: \(three) of \(3 * one)")
  }

  @Test func thePartsHaveTheirSizes() throws {
    let prompt = try Self.prompt(1, Self.subjects[0])
    let system = TokenUsage.estimate(characters: prompt.messages[0].content.count)
    let user = TokenUsage.estimate(characters: prompt.messages[1].content.count)
    #expect((470...510).contains(system), "system: \(system)")
    #expect((310...350).contains(user), "context and request: \(user)")
  }

  /// Gap-fill exercises have no reference, but the same economy.
  @Test func gapFillExercisesSaveToo() throws {
    let kind = try Samples.kind("gap_fill_exercise")
    let slots = Samples.slots(5, options: try kind.options(section: Samples.passive))
    let one = try kind.generationPrompt(section: Samples.passive, language: "de", slots: [slots[0]]).estimatedTokens
    let five = try kind.generationPrompt(section: Samples.passive, language: "de", slots: slots).estimatedTokens
    #expect(one < 1300, "one: \(one)")
    #expect(Double(five) < 0.26 * Double(5 * one), "five: \(five) of \(5 * one)")
  }
}
