import Console
import Testing

@testable import libtool

/// What the documentation tells people to type can be typed.
@Suite struct CommandLineTests {
  /// The command lines of a page: lines of `sh` blocks, lines after `$ ` of `console` blocks, spans that begin so.
  static func lines(of page: Page) -> [(number: Int, line: String)] {
    var found: [(Int, String)] = []
    for block in page.blocks where ["sh", "console"].contains(block.language) {
      for (index, line) in block.lines.enumerated() {
        let isTyped = block.language == "sh" || line.hasPrefix("$ ")
        if isTyped { found.append((block.line + index + 1, String(line.hasPrefix("$ ") ? line.dropFirst(2) : line))) }
      }
    }
    for (number, span) in page.codeSpans { found.append((number, String(span))) }
    return found.compactMap { number, line in
      // A comment after the command belongs to the shell.
      let command = line.firstRange(of: " # ").map { line[..<$0.lowerBound] } ?? line[...]
      // `LIBTOOL_USER=ana libtool …` and `content-libtool …` are the program too.
      let words = command.split(separator: " ")
      guard let start = words.firstIndex(where: { !$0.contains("=") }),
        ["libtool", "content-libtool"].contains(words[start]), words.count > start + 1
      else { return nil }
      return (number, (["libtool"] + words[(start + 1)...]).joined(separator: " "))
    }
  }

  private static let names = Set(Libtool.program.tree.all.map { $0.path.joined(separator: " ") })

  @Test(arguments: try Repository.pages.map(Page.init)) func everyCommandLineParses(_ page: Page) {
    for (number, line) in Self.lines(of: page) {
      // A line that speaks of commands in general, and a command that is only named.
      if line.contains("COMMAND") || line.contains("…") || Self.names.contains(line) { continue }
      guard let words = ShellWords.split(line) else {
        Issue.record("\(page.path):\(number): a quote is left open: \(line)")
        continue
      }
      if case .usageError(let error) = Libtool.program.parse(Array(words.dropFirst())) {
        Issue.record("\(page.path):\(number): `\(line)` does not parse: \(error.message)")
      }
    }
  }

  /// Guards the test above against finding nothing.
  @Test func thereAreCommandLines() throws {
    let counts = try Repository.manuals.map { try Self.lines(of: Page($0)).count }
    #expect(counts.allSatisfy { $0 >= 5 }, "\(counts)")
  }

  @Test(arguments: try Repository.pages.map(Page.init)) func everyVerbOfMakeExists(_ page: Page) throws {
    let makefile = try Repository.read("Makefile")
    var typed = page.codeSpans.map { String($0.text) }
    for block in page.blocks where ["sh", "console"].contains(block.language) {
      typed += block.lines.map { String($0.hasPrefix("$ ") ? $0.dropFirst(2) : $0) }
    }
    for line in typed {
      let words = line.split(separator: " ")
      guard words.first == "make", words.count > 1, words[1].allSatisfy({ $0.isLowercase || $0 == "-" }) else {
        continue
      }
      #expect(makefile.contains("\n\(words[1]):"), "\(page.path): there is no `make \(words[1])`")
    }
  }
}
