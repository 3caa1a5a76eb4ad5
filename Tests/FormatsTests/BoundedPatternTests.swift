import Testing

@testable import Formats

@Suite struct BoundedPatternTests {
  private func found(_ pattern: String, _ text: String, ignoringCase: Bool = false) throws -> String? {
    switch try BoundedPattern(pattern, ignoringCase: ignoringCase).firstMatch(in: text) {
    case .match(let range): String(decoding: Array(text.utf8)[range], as: UTF8.self)
    case .none: nil
    case .limit: "limit"
    }
  }

  @Test func `Letters, digits and case are those of Unicode`() throws {
    #expect(try found(#"\w+"#, "… Äpfel") == "Äpfel")
    #expect(try found(#"\d+"#, "nur ４２") == "４２")
    #expect(try found("STRASSE|ÄRGER", "kein ärger", ignoringCase: true) == "ärger")
    #expect(try found("ÄRGER", "kein ärger") == nil)
    #expect(try found("^.$", "👩") == "👩")
    #expect(try found(#"\p{Han}{2}"#, "在北京") == "在北")
    #expect(try found("b", "") == nil)
    #expect(try found("", "a") == "")
    #expect(try found("a\0b", "xa\0b") == "a\0b")
  }

  @Test(arguments: [
    ("(a", 3, "missing closing parenthesis"), ("ä(b", 4, "missing closing parenthesis"),
    ("a)", 2, "unmatched closing parenthesis"), ("[a-", 4, "missing terminating ] for character class"),
    ("*", 1, "quantifier does not follow a repeatable item"), ("\\", 2, "\\ at end of pattern"),
  ])
  func `What cannot be read is named with its place`(_ pattern: String, _ position: Int, _ reason: String) throws {
    let error = try #require(throws: PatternError.self) { try BoundedPattern(pattern) }
    #expect(error.position == position)
    #expect(error.reason == reason)
    #expect(error.pattern == pattern)
  }

  @Test func `A single byte of a character cannot be asked for, and an endless expression is refused`() {
    #expect(throws: PatternError.self) { try BoundedPattern(#"\C"#) }
    #expect(throws: PatternError.self) { try BoundedPattern(String(repeating: "a", count: 5_000)) }
    #expect(throws: PatternError.self) { try BoundedPattern(String(repeating: "(", count: 1_000)) }
    #expect(throws: PatternError.self) { try BoundedPattern("((a{1000}){1000}){1000}") }
  }

  @Test(arguments: [
    ("(a+)+$", 40), ("(a|aa)+$", 60), ("(a|a)*b?$", 60), ("^(([a-z])+.)+[A-Z]([a-z])+$", 60), (#"(.*)*\d"#, 60),
    // Quadratic and cubic ones, which PCRE2's own limit lets through.
    (#"[ab]*\d"#, 50_000), (#"(?:a*a*a*)+\d"#, 5_000), (#"(a+)\1\d"#, 20_000), ("(?R)?a|b", 10),
  ])
  func `A search that would run away ends at the limit`(_ pattern: String, _ length: Int) throws {
    let text = String(repeating: "a", count: length) + "!"
    let expression = try BoundedPattern(pattern)
    let started = ContinuousClock.now
    #expect(expression.firstMatch(in: text) == .limit)
    // Some 50 ms in a debug build, on a machine with nothing else to do.
    #expect(ContinuousClock.now - started < .seconds(5))
  }

  @Test func `A text beyond the longest is not searched`() throws {
    let text = String(repeating: "b", count: BoundedPattern.longestText)
    let expression = try BoundedPattern("a")
    #expect(expression.firstMatch(in: text) == .none)
    #expect(expression.firstMatch(in: text + "a") == .limit)
  }

  @Test func `Usual expressions stay far from the limit, on long texts too`() throws {
    let text = String(repeating: "Die Straßenbahn hält um 10.30 Uhr am Rathaus. ", count: 1_500)
    for pattern in [#"\bFoo\b"#, #"\d+\.\d+\.\d+"#, "https?://", #"(?:foo|bar)\s+baz"#, #"^\s*[-*]\s"#, "[A-Z]{6,}"] {
      #expect(try BoundedPattern(pattern).firstMatch(in: text) == .none, "\(pattern)")
    }
  }

  @Test func `One expression may be used by many at once`() async throws {
    let expression = try BoundedPattern(#"(\w)\1"#)
    let found = await withTaskGroup(of: BoundedPattern.Outcome.self) { group in
      for index in 0..<100 {
        group.addTask { expression.firstMatch(in: String(repeating: "ab", count: index) + "cc") }
      }
      return await group.reduce(into: Set<BoundedPattern.Outcome>()) { $0.insert($1) }
    }
    #expect(found == Set((0..<100).map { .match($0 * 2..<$0 * 2 + 2) }))
  }
}
