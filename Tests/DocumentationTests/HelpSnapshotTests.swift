import Testing

@testable import libtool

/// What help prints for every command at 80 columns, held against a file, so that a change is seen.
@Suite struct HelpSnapshotTests {
  private static let path = "Tests/DocumentationTests/Snapshots/help.txt"

  private static func help() -> String {
    var text = ""
    for command in Libtool.program.tree.all where !command.isHidden {
      let words = ["help"] + command.path.dropFirst()
      guard case .text(let page) = Libtool.program.parse(words, width: 80) else {
        return "`libtool \(words.joined(separator: " "))` prints no help"
      }
      text += "==== libtool \(words.joined(separator: " "))\n\(page)\n"
    }
    return text
  }

  @Test func helpIsAsTheSnapshotHasIt() throws {
    let help = Self.help()
    if Repository.isUpdating { try Repository.update(Self.path) { _ in help } }
    #expect(try Repository.read(Self.path) == help, "\(Repository.mend)")
  }

  @Test func nothingIsWiderThanTheTerminal() {
    for line in Self.help().split(separator: "\n") where !line.hasPrefix("  libtool") {
      #expect(line.count <= 80, "\(line)")
    }
  }
}
