import Formats
import Testing

@Suite struct TolerantJSONTests {
  @Test(
    arguments: [
      (#"{"a":[1,2]}"#, #"{"a":[1,2]}"#, []),
      ("```json\n{\"a\":1}\n```", #"{"a":1}"#, [.codeFence]),
      ("Here it is:\n```\n[{\"a\":1}]\n```\nEnjoy!", #"[{"a":1}]"#, [.codeFence, .surroundingText]),
      (#"Sure [1], take {"a":1} and {"b":2}."#, #"{"a":1}"#, [.surroundingText]),
      (#"{no json} {"a":1}"#, #"{"a":1}"#, [.surroundingText]),
      ("see [1, 2] there", "[1,2]", [.surroundingText]),
      ("\u{FEFF}  {\"a\":1,}", #"{"a":1}"#, [.trailingComma]),
      (#"{"a":[1,2,],"b":{"c":1,},}"#, #"{"a":[1,2],"b":{"c":1}}"#, [.trailingComma]),
      (#"{"a":"x\ud83d y","b":"\udc00\ud83d\ude00"}"#, #"{"a":"x� y","b":"�😀"}"#, [.loneSurrogate]),
      (#"{"a":1,"b":2,"a":3}"#, #"{"a":3,"b":2}"#, [.repeatedName("a")]),
      ("{\"a\":\"x\ny\"}", #"{"a":"x\ny"}"#, [.controlCharacter]),
      (#"{"a":"it\'s \alpha"}"#, #"{"a":"it's \\alpha"}"#, [.unknownEscape]),
      (#"{"items":[{"slot":"s1"},{"slot":"s2","te"#, #"{"items":[{"slot":"s1"}]}"#, [.truncated]),
      (#"{"items":[{"slot":"s1"},{"slot":"s2"}"#, #"{"items":[{"slot":"s1"},{"slot":"s2"}]}"#, [.truncated]),
      (#"{"items":[{"slot":"s1","gaps":[{"no":1},{"no":2"#, #"{"items":[]}"#, [.truncated]),
      (#"{"title":"x","gaps":[{"no":1},{"no":2"#, #"{"title":"x","gaps":[{"no":1}]}"#, [.truncated]),
      (#"{"title":"x","content":"abc"#, #"{"title":"x"}"#, [.truncated]),
      (#"{"title":"x","content":{"a":1,"b":[true,fal"#, #"{"title":"x","content":{"a":1,"b":[true]}}"#, [.truncated]),
      (#"[1,2,3"#, "[1,2]", [.truncated]),
      (#"[[1,2],[3,"#, "[[1,2]]", [.truncated]),
      (#"{"a":1,"#, #"{"a":1}"#, [.truncated]),
      (#"{"a":"x\u00"#, "{}", [.truncated]),
      ("{\"a\":[1,\n oops, 2],\"b\":3}", #"{"a":[1]}"#, [.malformed(line: 2, column: 2)]),
      (#"{"items":[{"a":1},{"a":oops},{"a":3}]}"#, #"{"items":[{"a":1}]}"#, [.malformed(line: 1, column: 24)]),
      ("```json\n{\"a\":[1,", #"{"a":[1]}"#, [.codeFence, .truncated]),
      ("  \"a\\'b\" ", "\"a'b\"", [.unknownEscape]),
    ] as [(String, String, [TolerantJSON.Repair])])
  func mendsWhatModelsWrite(text: String, kept: String, repairs: [TolerantJSON.Repair]) {
    let reading = TolerantJSON.read(text)
    #expect(reading.value?.text == kept)
    #expect(reading.repairs == repairs)
  }

  @Test(arguments: ["", "  \n", "Sorry, I cannot do that.", "12 apples", "{no json here}", "\"open", "tr"])
  func findsNothingWhereNothingIs(text: String) {
    #expect(TolerantJSON.read(text) == TolerantJSON.Reading(value: nil, repairs: []))
  }

  @Test func replacesBytesThatAreNotUTF8() {
    let reading = TolerantJSON.read(Array("{\"a\":\"x".utf8) + [0xFF] + Array("\"}".utf8))
    #expect(reading == TolerantJSON.Reading(value: ["a": "x\u{FFFD}"], repairs: [.notUTF8]))
  }

  @Test func boundsTheDepth() {
    let reading = TolerantJSON.read(#"{"a":1,"b":[[[2]]]}"#, maximumDepth: 3)
    #expect(reading.value == ["a": 1, "b": []])
    #expect(reading.isPartial)
  }

  @Test func everyPrefixKeepsOnlyClosedElements() {
    let items: [JSON] = (0..<4).map {
      ["slot": .string("s\($0)"), "gaps": [["no": 1], ["no": 2]], "t": "ä\"\u{1F600}"]
    }
    let whole: JSON = ["items": .array(items)]
    let bytes = Array(whole.text.utf8)
    for count in 10..<bytes.count {
      let reading = TolerantJSON.read(Array(bytes[..<count]))
      let kept = reading.value?["items"]?.array ?? []
      #expect(kept == Array(items.prefix(kept.count)))
      #expect(reading.repairs == [.truncated])
    }
    #expect(TolerantJSON.read(bytes) == TolerantJSON.Reading(value: whole, repairs: []))
  }

  @Test func agreesWithTheStrictReader() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let value = RandomValues.json(&random)
      guard value.object != nil else { continue }
      // A comma too much sends the text through the tolerant reader itself.
      let text = value.text == "{}" ? "{}" : value.text.dropLast() + ",}"
      #expect(TolerantJSON.read(String(text)).value == value)
    }
  }

  @Test(arguments: ["{", "[", "{x", "[[1],", "{\"a\":", "{\"a\":[", "\\", "\"", "```", "[{},", "{\"\\ud800"])
  func takesLinearTime(unit: String) {
    func time(_ count: Int) -> Duration {
      let text = String(repeating: unit, count: count)
      return ContinuousClock().measure { _ = TolerantJSON.read(text) }
    }
    // Quadratic time would take minutes here.
    #expect(time(60_000) < .seconds(5))
  }
}
