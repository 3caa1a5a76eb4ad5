import Formats
import Testing

@Suite struct JSONReadTests {
  @Test(
    arguments: [
      ("null", JSON.null), (" true ", true), ("false", false), ("0", 0), ("-12", -12), ("\"\"", ""),
      ("1.50e+3", .number("1.50e+3")), ("[]", []), ("{}", .object([:])), ("[1,[2],{}]", [1, [2], .object([:])]),
      (#"{"b":1,"a":[null]}"#, ["b": 1, "a": [nil]]), (#""Grüße, \"Welt\"\n""#, "Grüße, \"Welt\"\n"),
      (#""\u00e4\ud83d\ude00\/\b\f\r\t\\""#, "ä😀/\u{8}\u{C}\r\t\\"), ("\u{FEFF}[]", []),
      ("\"\u{2028}\u{7F}\"", "\u{2028}\u{7F}"),
    ] as [(String, JSON)])
  func readsWhatTheGrammarAllows(text: String, value: JSON) throws {
    #expect(try JSON.parse(text) == value)
    #expect(try JSON.parse(Array(text.utf8)) == value)
  }

  @Test(arguments: [
    ("", "not JSON at line 1, column 1: the text is empty"),
    ("[1,\n 2,]", "not JSON at line 2, column 4: ] stands where a value is expected"),
    ("[1 2]", "not JSON at line 1, column 4: 2 stands where , or ] is expected"),
    ("[1", "not JSON at line 1, column 3: the text ends inside an array"),
    ("{\"ä\":1,", "not JSON at line 1, column 8: the text ends inside an object"),
    ("{\"a\" 1}", "not JSON at line 1, column 6: 1 stands where : is expected"),
    ("{a:1}", "not JSON at line 1, column 2: a stands where a member name is expected"),
    ("{\"a\":1,\"a\":2}", "not JSON at line 1, column 8: the member name \"a\" occurs twice in one object"),
    ("01", "not JSON at line 1, column 1: a number begins with a needless 0"),
    ("-", "not JSON at line 1, column 1: a number lacks its digits"),
    ("1.", "not JSON at line 1, column 1: a number lacks its digits"),
    ("1e", "not JSON at line 1, column 1: a number lacks its digits"),
    ("+1", "not JSON at line 1, column 1: + stands where a value is expected"),
    ("tru", "not JSON at line 1, column 1: t stands where a value is expected"),
    ("truE", "not JSON at line 1, column 1: t stands where a value is expected"),
    ("[] x", "not JSON at line 1, column 4: x follows the end of the value"),
    ("\"ab", "not JSON at line 1, column 1: a string has no closing quote"),
    ("\"a\tb\"", "not JSON at line 1, column 3: the control character U+0009 stands in a string"),
    (#""\x""#, "not JSON at line 1, column 2: a backslash is followed by x"),
    (#""\ud800""#, "not JSON at line 1, column 2: the escape of half a surrogate pair has no partner"),
    (#""\ud800\u0041""#, "not JSON at line 1, column 2: the escape of half a surrogate pair has no partner"),
    (#""\udc00""#, "not JSON at line 1, column 2: the escape of half a surrogate pair has no partner"),
    (#""\u12g4""#, "not JSON at line 1, column 2: \\u is not followed by four hexadecimal digits"),
  ])
  func namesTheFaultAndItsPlace(text: String, message: String) {
    let error = #expect(throws: JSONError.self) { try JSON.parse(text) }
    #expect(error?.message == message)
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
    ] as [[UInt8]])
  func refusesWhatIsNotUTF8(raw: [UInt8]) {
    for prefix in [Array("\"a".utf8), Array("\"\\n".utf8)] {
      let error = #expect(throws: JSONError.self) { try JSON.parse(prefix + raw + [0x22]) }
      #expect(error?.problem == "a string is not UTF-8")
      #expect(error?.column == prefix.count + 1)
    }
  }

  @Test func boundsTheDepth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSON.parse(nested(512))
    let error = #expect(throws: JSONError.self) { try JSON.parse(nested(513)) }
    #expect(error?.message == "not JSON at line 1, column 513: nested deeper than 512 levels")
    #expect(throws: JSONError.self) { try JSON.parse(nested(3), maximumDepth: 2) }
  }

  @Test func findsARepeatedNameAmongMany() {
    let names = (0..<100).map { "\"n\($0)\":0" }
    #expect(throws: Never.self) { try JSON.parse("{\(names.joined(separator: ","))}") }
    let error = #expect(throws: JSONError.self) { try JSON.parse("{\(names.joined(separator: ",")),\"n3\":0}") }
    #expect(error?.problem == "the member name \"n3\" occurs twice in one object")
  }
}
