import Testing

@testable import Console

@Suite struct SuggestionTests {
  private static let names = ["--section", "--topic", "--sku", "--language", "--limit", "--level", "--json"]

  @Test(arguments: [
    ("--sektion", ["--section"]), ("--secton", ["--section"]), ("--setcion", ["--section"]), ("--JSON", ["--json"]),
    ("-json", ["--json"]), ("--lang", ["--language"]), ("--leml", ["--level"]), ("--x", []), ("", []), ("--", []),
    ("--limt", ["--limit"]), ("--budget", []),
  ])
  func nearestNames(typed: String, expected: [String]) {
    #expect(Suggestion.nearest(to: typed, among: Self.names) == expected)
  }

  @Test func equallyNearNamesAreBothShown() {
    #expect(Suggestion.clause(for: "lost", among: ["list", "last", "show"]) == "; did you mean 'list' or 'last'?")
    #expect(Suggestion.clause(for: "accept", among: ["show"]) == "")
  }

  @Test(arguments: [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "", 3), ("kitten", "sitting", 3)])
  func distances(left: String, right: String, expected: Int) {
    #expect(Suggestion.distance(Array(left.utf8), Array(right.utf8)) == expected)
    #expect(Suggestion.distance(Array(right.utf8), Array(left.utf8)) == expected)
  }
}
