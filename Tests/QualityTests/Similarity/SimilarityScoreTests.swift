import Formats
import Testing

@testable import Quality

@Suite struct SimilarityScoreTests {
  private let profile: SimilarityProfile

  init() throws { profile = try #require(Shipped.pipeline("gap_fill_exercise").similarity) }

  private func score(_ left: JSON, _ right: JSON, language: String = "de") -> SimilarityScore {
    SimilarityFeatures(left, profile: profile, language: language).score(
      with: SimilarityFeatures(right, profile: profile, language: language), weights: profile.weights)
  }

  @Test func anItemIsItself() {
    for family in germanExercises + englishExercises {
      for body in family.members { #expect(score(body, body).percent == 100) }
    }
  }

  @Test func theOrderOfTwoItemsDoesNotMatter() {
    for pair in LabelledPair.all(of: englishExercises) {
      #expect(score(pair.left, pair.right, language: "en") == score(pair.right, pair.left, language: "en"))
    }
  }

  @Test func caseSpacesAndFormsDoNotMatter() {
    let plain = gapFill("Die Tür {ist|sind,bin,bist} „schön“ und {groß|große,großer,großes}.")
    let other = gapFill("DIE  Tu\u{308}r {ist|sind,bin,bist} \"schön\" und\u{A0}{groß|große,großer,großes}!")
    #expect(score(plain, other).percent == 100)
  }

  @Test func theOrderOfOptionsDoesNotMatter() {
    let some = gapFill("Das {ist|sind,bin,bist} gut.")
    let other = gapFill("Das {ist|bist,sind,bin} gut.")
    #expect(score(some, other).percent == 100)
  }

  /// The same sentences with the gaps at other words.
  @Test func oneTextWithOtherGapsIsNoDuplicate() {
    let verbs = gapFill(
      "Anna {fährt|fahre,fahren,fährst} mit dem neuen Rad zu ihrer Tante und {bleibt|bleibe,bleiben,bleibst} dort.")
    let endings = gapFill(
      "Anna fährt mit {dem|den,der,das} {neuen|neue,neuer,neues} Rad zu {ihrer|ihr,ihre,ihren} Tante und bleibt dort.")
    let score = score(verbs, endings)
    #expect(score.text > 0.25)
    #expect(score.answers == 0)
    #expect(score.percent < profile.least)
  }

  @Test(arguments: [
    ("gehe|geht,gehen,gehst", "lache|lacht,lachen,lachst", 1.0),
    ("rains|will rain,rained,raining", "snows|will snow,snowed,snowing", 1.0),
    ("dem|den,der,das", "dem|das,den,der", 1.0),
    // One option of three differs, so three features of five are shared.
    ("großen|große,großer,großes", "kleinen|kleine,kleiner,kleinem", 0.6),
    ("dem|den,der,das", "einem|einen,einer,ein", 0.0),
    ("gehe|geht,gehen,gehst", "lacht|lache,lachen,lachst", 0.0),
  ])
  func answersAreComparedByWhatTheyDrill(left: String, right: String, answers: Double) {
    #expect(abs(score(gapFill("Wort {\(left)}."), gapFill("Wort {\(right)}.")).answers - answers) < 1e-9)
  }

  @Test func anAnswerOfTwoGapsCountsTwice() {
    let once = gapFill("{der|die,das,den} Hund")
    let twice = gapFill("{der|die,das,den} Hund, {der|die,das,den} Hund")
    #expect(score(once, twice).answers == 0.5)
  }

  /// 25 KB of text, an option as long, two thousand gaps: read in time linear in their size, or this takes very long.
  @Test func hugeBodiesAreRead() {
    let long = String(repeating: "wort ", count: 5000)
    let gaps = (1...2000).map { gap(.integer($0), "große", ["großen", "großer", "großes"]) }
    let body = exercise(text: .string(long), gaps: .array(gaps + [gap(1, .string(long), [.string(long + "x")])]))
    #expect(score(body, body).percent == 100)
    let features = SimilarityFeatures(body, profile: profile, language: "de")
    #expect(features.answers.count == 8002)
    #expect(features.text.count < 10)
  }

  @Test(
    arguments: [
      [:], [], "text", 1, nil, ["text": 1, "gaps": "x"], ["text": "", "gaps": [1, [], [:], ["correct": [:]]]],
      ["gaps": [["correct": 7, "distractors": ["a"]], ["correct": -1, "distractors": ["a"]]]],
    ] as [JSON])
  func whatIsNotThereHasNoFeatures(body: JSON) {
    let features = SimilarityFeatures(body, profile: profile, language: "de")
    #expect(features == SimilarityFeatures(text: [], answers: [], structure: []))
    #expect(score(body, gapFill("Ich {gehe|geht,gehen,gehst} heim.")).percent == 0)
  }

  /// A part that neither item has takes no weight: without answers only text and structure speak.
  @Test func aMissingPartIsLeftOut() {
    let body: JSON = ["text": "Am Abend sitzen wir im Garten und reden."]
    #expect(score(body, body).percent == 100)
    #expect(score([:], [:]).percent == 0)
    #expect(score(body, [:]).percent == 0)
  }

  @Test(arguments: [
    (
      "zh", "我明天坐[1]去北京看朋友，然后在那里吃饭。", "我今天坐[1]去上海看老师，然后在那里喝茶。",
      "银行下午五点关门，请早点来。"
    ),
    (
      "ja", "明日[1]で東京へ行って、友達と映画を見ます。", "今日[1]で大阪へ行って、先生と絵画を見ます。",
      "銀行は午後三時に閉まりますから、早く来てください。"
    ),
    (
      "th", "พรุ่งนี้ฉันจะไปกรุงเทพโดย[1]กับเพื่อน", "วันนี้ฉันจะไปกรุงเทพโดย[1]กับเพื่อน", "ธนาคารปิดตอนห้าโมงเย็น"
    ),
  ])
  func languagesWithoutSpacesAreCompared(language: String, text: String, twin: String, other: String) {
    func body(_ text: String) -> JSON {
      ["text": .string(text), "gaps": .array([gap(1, "甲", ["乙", "丙", "丁"])])]
    }
    func plain(_ text: String) -> JSON { ["text": .string(text)] }
    #expect(score(body(text), body(twin), language: language).percent >= profile.least)
    #expect(score(plain(text), plain(other), language: language).percent < profile.least - 10)
  }

  /// What the store keeps must be the same in every process: these values change only together with
  /// `SimilarityProfile.version`.
  @Test func featuresAndSketchesAreTheSameEverywhere() {
    let features = SimilarityFeatures(
      gapFill("Ich {koche|kocht,kochen,kochst} heute."), profile: profile, language: "de")
    #expect(features.text.count == 6)
    #expect(features.answers.count == 4)
    let digest = SHA256.hexadecimal(of: SimilaritySketch(features).bytes)
    #expect(digest == "14fa984a0d965b13bf1cb7d4e27db6a0f4ce03b013181be86cc2c5dadc3130b4")
  }
}
