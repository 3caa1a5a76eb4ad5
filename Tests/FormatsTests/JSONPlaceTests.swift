import Testing

@testable import Formats

struct JSONPlaceTests {
  static let text = """
    {"a": [1, {"b\\"": "}],", "ü": tr}, [2]],
      "c" : {
        "d": null }
    }
    """.replacing("tr}", with: "true}")

  @Test(arguments: [
    (JSONPath(), 1, 1),
    (JSONPath([.name("a")]), 1, 2),
    (JSONPath([.name("a"), .index(0)]), 1, 8),
    (JSONPath([.name("a"), .index(1)]), 1, 11),
    (JSONPath([.name("a"), .index(1), .name("b\"")]), 1, 12),
    (JSONPath([.name("a"), .index(1), .name("ü")]), 1, 26),
    (JSONPath([.name("a"), .index(2), .index(0)]), 1, 39),
    (JSONPath([.name("c"), .name("d")]), 3, 5),
    (JSONPath([.name("c"), .name("missing")]), 2, 9),
    (JSONPath([.name("missing"), .name("d")]), 1, 1),
  ])
  func findsValues(path: JSONPath, line: Int, column: Int) throws {
    _ = try JSON.parse(Self.text)
    let place = JSONPlace.position(of: path, in: Array(Self.text.utf8))
    #expect(place.line == line)
    #expect(place.column == column)
  }
}
