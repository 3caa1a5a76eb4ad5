import Formats
import Testing
import Workspace

@Suite struct BodyDifferenceTests {
  @Test(
    arguments: [
      ([:], [:], []), (["a": 1], ["a": 1], []), (["a": 1], ["a": .number("1.0")], []),
      (["a": "x", "b": 2], ["b": 2, "a": "x"], []),
      (["a": 1], ["a": 2], ["a: 1 -> 2"]), (["a": 1], [:], ["a: 1 -> -"]), ([:], ["a": nil], ["a: - -> null"]),
      (["a": nil], ["a": false], ["a: null -> false"]),
      (["b": 1, "a": 1], ["a": 2, "c": 3, "b": 2], ["b: 1 -> 2", "a: 1 -> 2", "c: - -> 3"]),
      (["a": ["b": ["c": 1]]], ["a": ["b": ["c": 2]]], ["a.b.c: 1 -> 2"]),
      (["a": [1, 2]], ["a": [1, 3]], ["a[2]: 2 -> 3"]), (["a": [1, 2]], ["a": [1]], ["a[2]: 2 -> -"]),
      (["a": []], ["a": [nil]], ["a[1]: - -> null"]), (["a": [["b": 1]]], ["a": [["b": 2]]], ["a[1].b: 1 -> 2"]),
      (["a": [1]], ["a": ["b": 1]], [#"a: [1] -> {"b":1}"#]), (["a": 7], ["a": "7"], [#"a: 7 -> "7""#]),
      (["a": "\u{E9}"], ["a": "e\u{301}"], ["a: \"\u{E9}\" -> \"e\u{301}\""]),
    ] as [(JSON, JSON, [String])])
  func `Field by field`(old: JSON, new: JSON, expected: [String]) {
    let found = BodyDifference.between(old, new).map { difference in
      "\(difference.path): \(difference.old?.text ?? "-") -> \(difference.new?.text ?? "-")"
    }
    #expect(found.map { Array($0.utf8) } == expected.map { Array($0.utf8) }, "\(found)")
  }
}
