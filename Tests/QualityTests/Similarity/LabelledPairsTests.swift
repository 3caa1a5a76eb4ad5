import Formats
import Foundation
import Testing

@testable import Quality

/// The threshold of the shipped kinds, 50, was chosen on the German and English of these pairs, which people would call
/// duplicates or not: what is no duplicate comes to 39 at most, and of 27 duplicates two come to less than 50. The four of the
/// other languages were written afterwards.
@Suite struct LabelledPairsTests {
  struct PairSet: Sendable, CustomTestStringConvertible {
    let kind: String
    let language: String
    let families: [Family]

    var testDescription: String { "\(kind), \(language)" }
  }

  static let sets = [
    PairSet(kind: "gap_fill_exercise", language: "de", families: germanExercises),
    PairSet(kind: "gap_fill_exercise", language: "en", families: englishExercises),
    PairSet(kind: "gap_fill_exercise", language: "fr", families: frenchExercises),
    PairSet(kind: "gap_fill_exercise", language: "es", families: spanishExercises),
    PairSet(kind: "gap_fill_exercise", language: "ja", families: japaneseExercises),
    PairSet(kind: "gap_fill_exercise", language: "zh", families: chineseExercises),
    PairSet(kind: "micro_lesson", language: "en", families: englishLessons),
    PairSet(kind: "micro_lesson", language: "de", families: germanLessons),
  ]

  /// Duplicates that are not found: verbs whose irregular forms share no stem, and two lessons that both have moved away
  /// from a third one, which either is found to be like.
  static let missed: Set = [
    "office, present perfect #1 / office, present perfect #2", "mean #2 / mean #3",
  ]

  @Test(arguments: sets) func everyPairFallsOnItsSide(set: PairSet) throws {
    let profile = try #require(Shipped.pipeline(set.kind).similarity)
    for pair in LabelledPair.all(of: set.families) {
      let left = SimilarityFeatures(pair.left, profile: profile, language: set.language)
      let right = SimilarityFeatures(pair.right, profile: profile, language: set.language)
      let score = left.score(with: right, weights: profile.weights)
      let isFound = score.percent >= profile.least
      #expect(isFound == (pair.isDuplicate && !Self.missed.contains(pair.name)), "\(pair.name): \(score)")
      // Ten points on either side are kept free, so that a small change of the code does not tip a pair over.
      // Whole texts that drill other forms come nearer where a frame is of single characters: Japanese to 47, Chinese to 41.
      let margin = ["ja", "zh"].contains(set.language) ? 2 : 10
      if !pair.isDuplicate { #expect(score.percent < profile.least - margin, "\(pair.name): \(score)") }
    }
  }

  @Test func thePairsAreManyOnBothSides() {
    let pairs = Self.sets.flatMap { LabelledPair.all(of: $0.families) }
    #expect(pairs.count { $0.isDuplicate } == 31)
    #expect(pairs.count { !$0.isDuplicate } > 400)
  }

  /// Fifty exercises and eight lessons, each written as an item of its own.
  @Test(arguments: [("gap_fill_exercise", "de"), ("micro_lesson", "en")])
  func theSampleLibraryHasNoDuplicates(kind: String, language: String) throws {
    let profile = try #require(Shipped.pipeline(kind).similarity)
    let file = Shipped.root.appending(path: "library/items/\(kind).jsonl")
    let features = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let body = try #require(try JSON.parse(Array(line.utf8))["body"])
      return SimilarityFeatures(body, profile: profile, language: language)
    }
    for (index, left) in features.enumerated() {
      for right in features[(index + 1)...] {
        #expect(left.score(with: right, weights: profile.weights).percent < profile.least - 10)
      }
    }
  }
}
