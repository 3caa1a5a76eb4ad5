import Formats
import Testing

@testable import Quality

@Suite struct FieldPathTests {
  private let body: JSON = [
    "title": "T", "questions": [["choices": ["a", "b"]], ["choices": ["c"]], "stray", ["prompt": "p"]],
    "grid": [["x"], ["y", "z"]],
  ]

  private func visit(_ path: String) throws -> [String] {
    var visited: [String] = []
    try #require(FieldPath(path)).visit(body) {
      visited.append("\($1)=\($0?.string ?? ($0 == nil ? "missing" : "other"))")
    }
    return visited
  }

  @Test func visits() throws {
    #expect(try visit("title") == ["title=T"])
    #expect(try visit("nothing") == ["nothing=missing"])
    #expect(try visit("nothing[].below") == [])
    #expect(try visit("title.below") == ["title below=missing"])
    #expect(try visit("title[]") == [])
    #expect(
      try visit("questions[].choices") == [
        "questions #1 choices=other", "questions #2 choices=other", "questions #3 choices=missing",
        "questions #4 choices=missing",
      ])
    #expect(
      try visit("questions[].choices[]") == [
        "questions #1 choices #1=a", "questions #1 choices #2=b", "questions #2 choices #1=c",
      ])
    #expect(try visit("grid[][]") == ["grid #1 #1=x", "grid #2 #1=y", "grid #2 #2=z"])
  }

  @Test(arguments: ["", ".", "a.", ".a", "[]", "a[", "a[0]", "a b", "a..b", "a[].", "$"])
  func noPath(_ text: String) {
    #expect(FieldPath(text) == nil)
  }
}
