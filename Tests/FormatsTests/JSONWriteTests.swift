import Formats
import Testing

@Suite struct JSONWriteTests {
  @Test func writesCompactlyInOrder() {
    let value: JSON = ["b": [1, .number("2.50"), nil, true, false], "a/b": "\"\\\n\u{1}\u{2028}ü"]
    #expect(value.text == #"{"b":[1,2.50,null,true,false],"a/b":"\"\\\n\u0001"# + "\u{2028}ü\"}")
  }

  @Test func writesForPeople() {
    let value: JSON = ["a": [1, ["b": []]], "c": .object([:])]
    #expect(
      value.pretty() == """
        {
          "a": [
            1,
            {
              "b": []
            }
          ],
          "c": {}
        }
        """)
  }

  @Test func canonicalBytesSortMembersByTheirBytes() {
    let value: JSON = ["z": 1, "😀": 2, "\u{FFFD}": 3, "a": ["y": 1, "x": .number("1.0")]]
    #expect(String(decoding: value.canonicalBytes(), as: UTF8.self) == #"{"a":{"x":1,"y":1},"z":1,"�":3,"😀":2}"#)
  }

  @Test(arguments: [
    (["1", "1.0", "1.00e0", "10e-1", "0.1e1", "1E+0"], "1"), (["0", "-0", "0.000", "0e99", "-0.0e-5"], "0"),
    (["-12.50", "-1250e-2", "-0.125E2"], "-12.5"), (["0.001", "1e-3"], "0.001"), (["1e21", "10e20"], "1e+21"),
    (["100000000000000000000", "1e20"], "100000000000000000000"), (["0.0000001", "1e-7"], "1e-7"),
    (["0.000001"], "0.000001"), (["123456789012345678901234567890"], "1.2345678901234567890123456789e+29"),
    (["1e9999999999999999999"], "1e9999999999999999999"),
  ])
  func equalNumbersHaveOneSpelling(spellings: [String], canonical: String) {
    for spelling in spellings {
      #expect(String(decoding: JSON.number(spelling).canonicalBytes(), as: UTF8.self) == canonical)
    }
  }

  @Test func writtenValuesReadBackAsThemselves() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<400 {
      let value = RandomValues.json(&random)
      #expect(try JSON.parse(value.text) == value)
      #expect(try JSON.parse(value.pretty()) == value)
      var bytes: [UInt8] = []
      value.write(to: &bytes)
      #expect(bytes == Array(value.text.utf8))
      #expect(try JSON.parse(value.canonicalBytes()).canonicalBytes() == value.canonicalBytes())
    }
  }

  @Test func pathsReadAsPeopleWriteThem() {
    let path = JSONPath().appending("gaps").appending(2).appending("correct")
    #expect(path.description == "gaps[2].correct")
    #expect(JSONPath().description == "(root)")
    #expect(JSONPath([.index(0), .name("a b"), .name("ä1")]).description == #"[0]["a b"].ä1"#)
    let value: JSON = ["gaps": [[], [], ["correct": "x"]]]
    #expect(value[path] == "x")
    #expect(value[path.appending("y")] == nil)
    #expect(value[JSONPath([.name("gaps"), .index(3)])] == nil)
  }
}
