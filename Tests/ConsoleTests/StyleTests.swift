import Testing

@testable import Console

@Suite struct StyleTests {
  private let colour = Style(usesColour: true, usesUnicode: true)

  @Test(arguments: [
    (Style.Role.good, "\u{1B}[32mx\u{1B}[0m"), (.warn, "\u{1B}[33mx\u{1B}[0m"), (.bad, "\u{1B}[31mx\u{1B}[0m"),
    (.dim, "\u{1B}[2mx\u{1B}[0m"), (.bold, "\u{1B}[1mx\u{1B}[0m"), (.heading, "\u{1B}[1;4mx\u{1B}[0m"),
  ])
  func codes(role: Style.Role, expected: String) {
    #expect(colour.apply(role, to: "x") == expected)
    #expect(Style.plain.apply(role, to: "x") == "x")
    #expect(colour.apply(role, to: "") == "")
  }

  @Test func noRoleNoCode() { #expect(colour.apply(nil, to: "x") == "x") }

  @Test func rulesAndEllipsis() {
    #expect(colour.rule(3) == "───")
    #expect(Style.plain.rule(3) == "---")
    #expect(Style.plain.ellipsis == "...")
  }
}
