import Formats
import Foundation
import Providers
import Testing
import World

/// The format of material: what is taken, and what is refused with its place.
@Suite struct MaterialFormatTests {
  static func frame(_ members: String) -> String { #"{"use":"numbered_sentences","frames":[{\#(members)}]}"# }
  static let gap = #"{"correct":"a","distractors":["b","c","d"],"explanation":"e"}"#

  @Test(arguments: [
    ("[", "x.json: not JSON at line 1, column 2: "),
    ("[]", "x.json: \"use\" is missing"),
    (#"{"use":"poems"}"#, "x.json, use: this is no use of a file"),
    (#"{"use":"pick"}"#, "x.json: \"bodies\" is missing"),
    (#"{"use":"pick","bodies":[{}]}"#, "x.json, bodies[0]: \"body\" is missing"),
    (#"{"use":"pick","bodies":[{"body":{"a":["x {y}"]}}]}"#, "x.json, bodies[0].body.a[0]: unknown variable {y}"),
    (#"{"use":"pick","bodies":[{"body":{"a":"x {y"}}]}"#, "x.json, bodies[0].body.a: a brace without its partner"),
    (#"{"use":"pick","bodies":[{"bodi":{}}]}"#, "x.json, bodies[0]: unknown member \"bodi\""),
    (
      #"{"use":"pick","bodies":[{"vary":[{"a":["1","2"],"b":["1"]}],"body":{}}]}"#,
      "x.json, bodies[0].vary[0].b: this list has 1 values, the one before 2"
    ),
    (
      #"{"use":"pick","bodies":[{"vary":[{"a":["1"]},{"a":["2"]}],"body":{}}]}"#,
      "x.json, bodies[0].vary[1].a: \"a\" stands in two groups"
    ),
    (
      #"{"use":"pick","bodies":[{"vary":[{"a b":["1"]}],"body":{}}]}"#,
      "x.json, bodies[0].vary[0].a b: \"a b\" is no name"
    ),
    (#"{"use":"pick","bodies":[{"vary":[{"a":[]}],"body":{}}]}"#, "x.json, bodies[0].vary[0].a: the list is empty"),
    (#"{"use":"pick","topics":"all","bodies":[]}"#, "x.json, topics: this is no list"),
    (frame(#""sentence":"{gap1} b","gaps":[]"#), "x.json, frames[0].sentence: the gap marks do not fit the 0 gaps"),
    (
      frame(#""sentence":"{gap2} {gap1}","gaps":[\#(gap),\#(gap)]"#),
      "x.json, frames[0].sentence: the gap marks do not fit the 2 gaps"
    ),
    (
      frame(#""sentence":"{gap1}","gaps":[{"correct":"a","distractors":["b","c"],"explanation":"e"}]"#),
      "x.json, frames[0].gaps[0].distractors: there are 2 distractors"
    ),
    (#"{"use":"openers","words":{"A1":[9,3]},"themes":{}}"#, "x.json, words.A1: these are no limits"),
    (#"{"use":"critiques","texts":[""]}"#, "x.json, texts[0]: this is no text"),
  ])
  func nonsenseIsRefusedWithItsPlace(text: String, message: String) {
    do {
      _ = try SimulatedMaterial(kind: "k", files: ["x.json": Array(text.utf8)])
      Issue.record("taken: \(text)")
    } catch {
      #expect(error.message.hasPrefix("prompts/k/simulated/" + message), "\(error.message)")
      #expect(error.hint?.isEmpty == false)
    }
  }

  /// The examples of the README are material as they stand.
  @Test func theExamplesOfTheReadmeWork() throws {
    let readme = try String(
      contentsOfFile: MaterialFolder.path(of: "gap_fill_exercise") + "/README.md", encoding: .utf8)
    var uses: [String] = []
    for (index, block) in readme.components(separatedBy: "```json\n").dropFirst().enumerated() {
      let text = String(block.prefix(upTo: block.range(of: "\n```")?.lowerBound ?? block.endIndex))
      guard text.hasPrefix("{") else { continue }
      let file = Array(text.utf8)
      let use = try JSON.parse(file)["use"]?.string ?? ""
      uses.append(use)
      let material = try SimulatedMaterial(kind: "k", files: ["\(index).json": file])
      var used = UsedMaterial()
      var random = SeededGenerator(seed: 1)
      if use == "numbered_sentences" {
        let slot = SimulatedSlot(
          section: "praesens_beispiel", level: "A1", topic: "alltag_01_x",
          options: JSON.Object([("gaps", 3)]))
        let body = try #require(material.compose(slot, used: &used, random: &random))
        GapFillBody.expectSound(body, gaps: 3, "README")
      }
      if use == "pick" {
        let slot = SimulatedSlot(section: "statistics_basics", topic: "statistics_01_averages")
        #expect(material.compose(slot, used: &used, random: &random)?["title"] == "What an average hides")
      }
    }
    #expect(uses == ["numbered_sentences", "openers", "critiques", "pick"])
  }

  @Test(
    arguments: [
      ("b_1", "b", "Topic."), ("b_2", "b", "Theme."), ("b_2", nil, "Theme."), ("c_1", nil, "All."), (nil, nil, "All."),
    ] as [(topic: String?, theme: String?, opener: String)])
  func openersAreTheTopicsElseTheThemes(topic: String?, theme: String?, opener: String) throws {
    let openers = #"{"use": "openers", "topics": {"b_1": ["Topic."]}, "themes": {"b": ["Theme."], "*": ["All."]}}"#
    let frames = #"""
      {"use": "numbered_sentences", "frames": [
        {"sentence": "One {gap1}.", "gaps": [{"correct": "a", "distractors": ["b", "c", "d"], "explanation": "e"}]}
      ]}
      """#
    let material = try SimulatedMaterial(
      kind: "k", files: ["openers.json": Array(openers.utf8), "x.json": Array(frames.utf8)])
    var used = UsedMaterial()
    var random = SeededGenerator(seed: 1)
    let slot = SimulatedSlot(
      section: "s", topic: topic, theme: theme, options: JSON.Object([("gaps", .integer(1))]))
    let body = try #require(material.compose(slot, used: &used, random: &random))
    #expect(body["text"]?.string == "\(opener) One [1].")
  }

  @Test func pickObeysTopicsAndOptions() throws {
    let text = #"""
      {"use": "pick", "bodies": [
        {"topics": ["a_*"], "options": {"difficulty": "easy"}, "body": {"t": "a easy"}},
        {"topics": ["a_*"], "options": {"difficulty": "hard"}, "body": {"t": "a hard"}},
        {"topics": ["b_1"], "body": {"t": "b"}}
      ]}
      """#
    let material = try SimulatedMaterial(kind: "k", files: ["x.json": Array(text.utf8)])
    var used = UsedMaterial()
    var random = SeededGenerator(seed: 1)
    func pick(_ topic: String?, _ options: JSON.Object = JSON.Object()) -> String? {
      material.compose(SimulatedSlot(section: "s", topic: topic, options: options), used: &used, random: &random)?["t"]?
        .string
    }
    #expect(pick("a_7", JSON.Object([("difficulty", "hard"), ("pace", "slow")])) == "a hard")
    #expect(pick("a_7", JSON.Object([("difficulty", "easy")])) == "a easy")
    #expect(pick("b_1") == "b")
    #expect(pick("b_2") == nil)
    #expect(pick(nil) == nil)
  }

  @Test func pickUsesEveryVariantBeforeItRepeatsOne() throws {
    let letters = (0..<30).map { "\"v\($0)\"" }.joined(separator: ",")
    let text =
      #"{"use": "pick", "bodies": [{"vary": [{"a": [\#(letters)]}], "body": {"t": "{a}"}}, {"body": {"t": "w"}}]}"#
    let material = try SimulatedMaterial(kind: "k", files: ["x.json": Array(text.utf8)])
    for seed in 0..<20 {
      var used = UsedMaterial()
      var random = SeededGenerator(seed: UInt64(seed))
      let texts = (0..<62).map { _ in
        material.compose(SimulatedSlot(section: "s"), used: &used, random: &random)?["t"]?.string ?? ""
      }
      #expect(Set(texts.prefix(31)).count == 31 && Set(texts.suffix(31)).count == 31)
    }
  }

  /// Every kind's folder of the repository is read, and answers for whatever its entries name.
  @Test(arguments: MaterialFolder.kinds) func theFoldersOfTheRepositoryAreRead(kind: String) throws {
    _ = try MaterialFolder.material(of: kind)
  }
}
