import ContentModel
import Testing

@testable import libtool

/// The table of exit codes is that of the program.
@Suite struct ExitCodeTests {
  /// Code and meaning, as `libtool help exit-codes` prints them.
  private static let printed: [(code: Int32, meaning: String)] = HelpTopicText.lines.compactMap { line in
    let parts = line.drop { $0 == " " }.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let code = Int32(parts[0]) else { return nil }
    return (code, String(parts[1].drop { $0 == " " }))
  }

  private enum HelpTopicText {
    static let lines = Libtool.program.topics.first { $0.name == "exit-codes" }?.text.split(separator: "\n") ?? []
  }

  @Test func helpNamesEveryCode() {
    #expect(Self.printed.map(\.code) == ExitCode.allCases.map(\.rawValue))
  }

  @Test func theTableIsWhatHelpSays() throws {
    var text = "| code | means |\n|---|---|\n"
    for (code, meaning) in Self.printed { text += "| \(code) | \(meaning) |\n" }
    try Page.expectRegion("exit-codes", of: "README.md", is: text)
  }
}
