import Console
import Testing

@testable import libtool

/// Every command and every option stands in `docs/commands.md`, and every command in a manual.
@Suite struct CommandReferenceTests {
  private static let commands = Libtool.program.tree.all.filter { !$0.isHidden && $0.subcommands.isEmpty }

  @Test func thePageIsWhatTheProgramSays() throws {
    if Repository.isUpdating { try Repository.update(CommandReference.path) { _ in CommandReference.text } }
    #expect(try Repository.read(CommandReference.path) == CommandReference.text, "\(Repository.mend)")
  }

  /// Not by way of the renderer: should that forget something, this finds it.
  @Test func everyCommandAndOptionStandsInThePage() throws {
    let text = try Repository.read(CommandReference.path)
    for command in Self.commands {
      let heading = "\n## \(command.path.joined(separator: " "))\n"
      let start = try #require(text.firstRange(of: heading), "\(CommandReference.path) lacks \(heading)")
      let rest = text[start.upperBound...]
      let section = rest.firstRange(of: "\n## ").map { rest[..<$0.lowerBound] } ?? rest
      for declaration in command.options {
        for name in declaration.names {
          #expect(section.contains("`\(name)"), "\(heading) lacks \(name)")
        }
      }
      for declaration in command.arguments {
        #expect(
          section.contains("`\(declaration.valueName.replacing("|", with: "\\|"))"),
          "\(heading) lacks \(declaration.valueName)")
      }
    }
    for option in Libtool.program.globalOptions {
      for name in option.names { #expect(text.contains("`\(name)"), "\(name)") }
    }
  }

  @Test func everyCommandStandsInAManual() throws {
    let text = try Repository.manuals.map(Repository.read).joined(separator: "\n")
    for command in Self.commands {
      let name = command.path.joined(separator: " ")
      #expect(text.contains("\(name)"), "no manual speaks of `\(name)`")
    }
  }

  @Test func theDeclarationsThemselvesAreSound() {
    #expect(Libtool.program.problems() == [])
  }
}
