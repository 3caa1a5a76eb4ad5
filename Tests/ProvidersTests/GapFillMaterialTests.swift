import Formats
import Foundation
import Providers
import Testing
import World

/// The material of the repository, as it is: every sentence in every variant, and many exercises of every section.
@Suite struct GapFillMaterialTests {
  static let kind = "gap_fill_exercise"

  static let levels: [String: String] = {
    let sections = [
      "A1": [
        "praesens_regelmaessig", "artikel_bestimmt_unbestimmt", "akkusativ_einstieg", "negation_nicht_kein",
        "modalverben_praesens", "trennbare_verben",
      ],
      "A2": [
        "adjektivdeklination_einstieg", "perfekt_haben_sein", "dativ_praepositionen", "wechselpraepositionen",
        "nebensatz_weil_dass", "komparativ_superlativ", "reflexive_verben",
      ],
      "B1": [
        "konjunktiv2_hoeflichkeit", "praeteritum", "relativsaetze", "infinitiv_mit_zu", "temporale_nebensaetze",
        "genitiv", "adjektivdeklination_vertiefung",
      ],
      "B2": [
        "passiv", "konjunktiv2_vergangenheit", "partizipialattribute", "nomen_verb_verbindungen",
        "zweiteilige_konnektoren", "praepositionen_mit_genitiv",
      ],
      "C1": [
        "nominalstil_und_verdichtung", "indirekte_rede", "subjektive_modalverben", "erweiterte_attribute",
        "textkohaerenz", "wortbildung_praefixe",
      ],
    ]
    return Dictionary(uniqueKeysWithValues: sections.flatMap { level, names in names.map { ($0, level) } })
  }()

  /// How many gaps the kind asks for at each level.
  static let gaps = ["A1": 3, "A2": 4, "B1": 4, "B2": 5, "C1": 5]
  static let words = ["A1": 15...60, "A2": 20...70, "B1": 20...120, "B2": 20...120, "C1": 20...120]
  static let themes = ["alltag", "bildung", "arbeit", "gesellschaft", "medien", "gesundheit", "behoerden", "freizeit"]

  /// Read once: nil only where a test of the format says why.
  static let material = try? MaterialFolder.material(of: kind)

  /// The files of `numbered_sentences`, each with the sections that it names.
  static let files: [String] = ((try? MaterialFolder.files(of: kind)) ?? [:]).filter {
    (try? JSON.parse($0.value))?["use"]?.string == "numbered_sentences"
  }.keys.sorted()

  /// Sections with material, each of them named in full by some file.
  static let sections: [String] = files.map { String($0.dropLast(".json".count)) }.filter { levels[$0] != nil }

  @Test func filesAreNamedAfterTheirSection() throws {
    let all = try MaterialFolder.files(of: Self.kind)
    for file in Self.files {
      let json = try JSON.parse(all[file] ?? [])
      #expect(json["sections"] == [.string(String(file.dropLast(".json".count)))], "\(file)")
    }
  }

  /// Every frame alone, in each of its variants.
  @Test(arguments: files) func everyVariantOfEveryFrameIsSound(file: String) throws {
    let json = try JSON.parse(try MaterialFolder.files(of: Self.kind)[file] ?? [])
    for (number, frame) in (json["frames"]?.array ?? []).enumerated() {
      let gaps = frame["gaps"]?.array?.count ?? 0
      var frame = frame
      frame["scene"] = nil
      let alone: JSON = ["use": "numbered_sentences", "frames": [frame]]
      let material = try SimulatedMaterial(kind: Self.kind, files: [file: Array(alone.text.utf8)])
      // Distinct bodies until nothing new comes: the composer prefers what it has not used.
      var used = UsedMaterial()
      var random = SeededGenerator(seed: 1)
      let variants = (frame["vary"]?.array ?? []).reduce(1) { $0 * ($1.object?.members.first?.value.array?.count ?? 1) }
      var texts: Set<String> = []
      let topic = frame["topics"]?.array?.first?.string?.replacing("*", with: "x")
      let slot = SimulatedSlot(section: "x", topic: topic, options: JSON.Object([("gaps", .integer(gaps))]))
      for _ in 0..<(variants * 4) where texts.count < variants {
        let body = try #require(material.compose(slot, used: &used, random: &random), "\(file) frames[\(number)]")
        // The order of the distractors is random.
        let answers = body["gaps"]?.array?.compactMap { $0["correct"]?.string } ?? []
        if texts.insert(([body["text"]?.string ?? ""] + answers).joined(separator: "|")).inserted {
          GapFillBody.expectSound(body, gaps: gaps, "\(file) frames[\(number)]")
        }
      }
      #expect(texts.count == variants, "\(file) frames[\(number)]: variants that read alike")
      #expect(variants <= 400, "\(file) frames[\(number)]: more variants than anybody will read")
    }
  }

  /// Exercises as the sample library asks for them.
  @Test(arguments: sections) func exercisesAreSoundAndUnlike(section: String) throws {
    let material = try #require(Self.material)
    let level = Self.levels[section] ?? ""
    var used = UsedMaterial()
    var random = SeededGenerator(seed: 7)
    var texts: Set<String> = []
    for draw in 0..<60 {
      let theme = Self.themes[draw % Self.themes.count]
      // Every fifth one asks for another number of gaps, as a request may.
      let gaps = draw % 5 == 4 ? 2 + draw % 4 : Self.gaps[level] ?? 4
      let slot = SimulatedSlot(
        section: section, level: level, topic: "\(theme)_01_wort", theme: theme,
        options: JSON.Object([("gaps", .integer(gaps))]))
      let body = try #require(material.compose(slot, used: &used, random: &random), "\(section) draw \(draw)")
      GapFillBody.expectSound(body, gaps: gaps, section)
      let text = body["text"]?.string ?? ""
      let count = text.split(separator: " ").count
      #expect(Self.words[level]?.contains(count) ?? false, "\(section): \(count) words in \(text)")
      texts.insert(text)
    }
    #expect(texts.count == 60, "\(section) repeats itself")
  }

  @Test func threeHundredExercisesOfTheFirstSectionAreAllUnlike() throws {
    let material = try #require(Self.material)
    var used = UsedMaterial()
    var random = SeededGenerator(seed: 3)
    var seen: Set<String> = []
    for _ in 0..<300 {
      let slot = SimulatedSlot(
        section: "adjektivdeklination_einstieg", level: "A2", topic: "freizeit_10_wochenende", theme: "freizeit")
      let body = try #require(material.compose(slot, used: &used, random: &random))
      // Without the opener, so that only the sentences count.
      let text = body["text"]?.string ?? ""
      seen.insert(text.split(separator: ". ").dropFirst().joined(separator: ". "))
    }
    #expect(seen.count == 300)
  }

  @Test func everyThemeHasOpeners() throws {
    let json = try Self.openers()
    for theme in Self.themes {
      let openers = (json["themes"]?[theme]?.array ?? []).compactMap(\.string)
      #expect(openers.count >= 5, "\(theme)")
      for opener in openers { Self.expectSound(opener: opener) }
    }
  }

  /// So that a text has to do with what it is filed under.
  @Test func everyTopicOfTheSampleLibraryHasOpeners() throws {
    let json = try Self.openers()
    let catalogue = try String(contentsOfFile: MaterialFolder.root + "/library/topics.csv", encoding: .utf8)
    let topics = catalogue.split(separator: "\n").filter { $0.contains(",\(Self.kind),") }.map { line in
      String(line.prefix { $0 != "," })
    }
    #expect(topics.count >= 40)
    #expect(Set(json["topics"]?.object?.names ?? []) == Set(topics))
    for topic in topics {
      let openers = (json["topics"]?[topic]?.array ?? []).compactMap(\.string)
      #expect(openers.count >= 3 && Set(openers).count == openers.count, "\(topic)")
      for opener in openers { Self.expectSound(opener: opener) }
    }
  }

  private static func openers() throws -> JSON {
    try JSON.parse(try MaterialFolder.files(of: kind)["openers.json"] ?? [])
  }

  private static func expectSound(opener: String) {
    #expect((5...10).contains(opener.split(separator: " ").count), "\(opener)")
    #expect(opener.hasSuffix(".") || opener.hasSuffix("!") || opener.hasSuffix("?"), "\(opener)")
  }
}

/// What must be true of a body of `gap_fill_exercise`.
enum GapFillBody {
  static func expectSound(_ body: JSON, gaps count: Int, _ place: String) {
    let text = body["text"]?.string ?? ""
    let gaps = body["gaps"]?.array ?? []
    #expect(gaps.count == count, "\(place): \(body.text)")
    #expect(text.matches(of: /\[(\d+)\]/).map { Int($0.1) } == (1...count).map { $0 }, "\(place): \(text)")
    #expect(!text.contains("{") && !text.contains("}") && !text.contains("  "), "\(place): \(text)")
    #expect(text.first?.isUppercase == true || text.first == "[" || text.first == "„", "\(place): \(text)")
    var answers: Set<String> = []
    for (index, gap) in gaps.enumerated() {
      #expect(gap["no"]?.integer == index + 1, "\(place)")
      let correct = gap["correct"]?.string ?? ""
      let distractors = (gap["distractors"]?.array ?? []).compactMap(\.string)
      let options = [correct] + distractors
      #expect(distractors.count == 3 && Set(options.map { $0.lowercased() }).count == 4, "\(place): \(options)")
      #expect(
        options.allSatisfy { $0 == $0.trimmingCharacters(in: .whitespaces) && !$0.isEmpty }, "\(place): \(options)")
      let explanation = gap["explanation"]?.string ?? ""
      #expect((4...40).contains(explanation.split(separator: " ").count), "\(place): \(explanation)")
      #expect(explanation.hasSuffix(".") || explanation.hasSuffix("!"), "\(place): \(explanation)")
      answers.insert(correct.lowercased())
    }
    if count > 1 { #expect(answers.count > 1, "\(place): one answer for every gap in \(text)") }
  }
}
