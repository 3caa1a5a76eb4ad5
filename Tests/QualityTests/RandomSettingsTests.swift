import ContentModel
import Formats
import Testing

@testable import Quality

/// Rule files with a damage at random: each is either read, and then judges, or refused with a place and a reason.
@Suite struct RandomSettingsTests {
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    /// SplitMix64 (Steele, Lea, Flood, 2014).
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let pieces = [
    ":", "-", "{", "}", "[", "]", "'", "\"", "\\", "#", "\n", "\n  ", "  ", "*", "(", ")", "(a+)+$", "(?R)", "min: 9",
    "max: -1", "rule: words",
    "true", "null", "1e999", "field:", "a[].b", "levels: { A1: {} }", "de", "\u{0}", "\u{FEFF}", "é", "&x", "<<: *x",
    "%s", "severity: high",
  ]

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `A damaged rule file is read or refused`(_ seed: UInt64) throws {
    var random = Seeded(state: seed)
    let files = [KindRules.productPage, KindRules.learningItem, AllRulesTests.settings]
    var refused = 0
    for _ in 0..<60 {
      var text = Array((files.randomElement(using: &random) ?? "").unicodeScalars)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.removeSubrange(place..<min(text.count, place + Int.random(in: 1...12, using: &random)))
        case 1: text.insert(contentsOf: (Self.pieces.randomElement(using: &random) ?? "").unicodeScalars, at: place)
        default: text.insert(contentsOf: text[place..<min(text.count, place + 20)], at: 0)
        }
      }
      var yaml = String.UnicodeScalarView()
      yaml.append(contentsOf: text)
      do {
        let settings = try RuleSettings(yaml: String(yaml), file: "rules.yaml", kind: "note")
        let judgement = try QualityPipeline(settings: settings, schema: nil).judge(
          Sample("de", "Ein Text (mit 3 Zahlen").subject)
        #expect((0...100).contains(judgement.score))
      } catch let error as RuleSettingsError {
        refused += 1
        #expect(error.message.hasPrefix("rules.yaml:\(error.line):"), "\(error.message)")
        #expect(error.line >= 1 && error.column >= 1)
      }
    }
    #expect(refused > 10)
  }
}
