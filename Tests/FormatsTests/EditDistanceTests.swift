import Formats
import Testing

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "", 3), ("", "ab", 2), ("kitten", "sitting", 3), ("coverage", "covreage", 1),
    ("müde", "mude", 1), ("ca", "abc", 3), ("same", "same", 0),
  ])
  func countsEdits(left: String, right: String, distance: Int) {
    #expect(EditDistance.between(left, right) == distance)
    #expect(EditDistance.between(right, left) == distance)
  }

  @Test(arguments: [
    ("coverag", "coverage"), ("Export", "export"), ("fil", "fill"), ("exprot", "export"), ("zebra", nil), ("x", nil),
    ("id", "is"), ("passv", "passiv"),
  ])
  func suggestsOnlyWhatIsNear(word: String, closest: String?) {
    let candidates = ["coverage", "export", "fill", "passiv", "is", "y"]
    #expect(Suggestion.closest(to: word, among: candidates) == closest)
  }

  @Test func saysItAsAQuestion() {
    #expect(Suggestion.hint(for: "prioritt", among: ["priority", "target"]) == "did you mean `priority`?")
    #expect(Suggestion.hint(for: "colour", among: ["priority", "target"]) == nil)
  }
}
