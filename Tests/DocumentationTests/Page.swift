import Testing

/// One page of the documentation, taken apart as far as its tests need it.
struct Page: CustomTestStringConvertible {
  /// From the repository's root.
  let path: String
  let lines: [Substring]

  var testDescription: String { path }

  init(_ path: String) throws {
    self.path = path
    lines = try Repository.read(path).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// A fenced block.
  struct Block {
    /// What stands after the fence: `console`, `sh`, `json`.
    var language: String
    /// The line of the fence, from 1.
    var line: Int
    var lines: [Substring]
    /// The last line of prose before the fence that is not empty; none where another block stands between.
    var caption: Substring

    var text: String { lines.map { $0 + "\n" }.joined() }
  }

  /// Its fenced blocks, in order.
  var blocks: [Block] {
    var blocks: [Block] = []
    var open: Block?
    var caption: Substring = ""
    for (index, line) in lines.enumerated() {
      if let block = open {
        if line.hasPrefix("```") {
          blocks.append(block)
          open = nil
          caption = ""
        } else {
          open?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        open = Block(language: String(line.dropFirst(3)), line: index + 1, lines: [], caption: caption)
      } else if !line.isEmpty {
        caption = line
      }
    }
    return blocks
  }

  /// Its lines outside fenced blocks, with their numbers from 1.
  var prose: [(number: Int, text: Substring)] {
    var isOpen = false
    return lines.enumerated().compactMap { index, line in
      if line.hasPrefix("```") {
        isOpen.toggle()
        return nil
      }
      return isOpen ? nil : (index + 1, line)
    }
  }

  /// What stands between backticks outside fenced blocks, with the number of its line.
  var codeSpans: [(number: Int, text: Substring)] {
    prose.flatMap { number, line in
      line.split(separator: "`", omittingEmptySubsequences: false).enumerated().compactMap { index, part in
        index % 2 == 1 ? (number, part) : nil
      }
    }
  }

  /// The targets of its links and images, with the numbers of their lines.
  var links: [(number: Int, target: Substring)] {
    prose.flatMap { number, line in
      line.matches(of: #/\]\(([^)\s]+)\)/#).map { (number, $0.output.1) }
    }
  }

  /// What its headings are called in links.
  var anchors: Set<String> {
    Set(
      prose.filter { $0.text.hasPrefix("#") }.map { _, line in
        line.drop { $0 == "#" || $0 == " " }.lowercased().filter {
          $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_"
        }.replacing(" ", with: "-")
      })
  }

  /// The text between `<!-- begin: NAME -->` and `<!-- end: NAME -->`.
  func region(_ name: String) throws -> String {
    let begin = try #require(
      lines.firstIndex { $0 == "<!-- begin: \(name) -->" }, "\(path) has no line `<!-- begin: \(name) -->`")
    let end = try #require(
      lines.firstIndex { $0 == "<!-- end: \(name) -->" }, "\(path) has no line `<!-- end: \(name) -->`")
    return lines[(begin + 1)..<end].map { $0 + "\n" }.joined()
  }

  /// Compares a region with what it should say, or writes it anew.
  static func expectRegion(_ name: String, of path: String, is text: String) throws {
    if Repository.isUpdating {
      try Repository.update(path) { page in
        let begin = "<!-- begin: \(name) -->\n"
        guard let start = page.firstRange(of: begin), let end = page.firstRange(of: "<!-- end: \(name) -->\n") else {
          return page
        }
        return page[..<start.upperBound] + text + page[end.lowerBound...]
      }
    }
    #expect(try Page(path).region(name) == text, "\(path): \(Repository.mend)")
  }

  /// The rows of the Markdown tables in a text: the cells of each, without header and rule.
  static func rows(of table: String) -> [[String]] {
    var rows: [[String]] = []
    var isBody = false
    for line in table.split(separator: "\n", omittingEmptySubsequences: false) {
      if !line.hasPrefix("|") {
        isBody = false
      } else if line.hasPrefix("|-") {
        isBody = true
      } else if isBody {
        let cells = line.replacing("\\|", with: "\u{1}").split(separator: "|", omittingEmptySubsequences: false)
        rows.append(
          cells.dropFirst().dropLast().map { cell in
            String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
              .replacing("\u{1}", with: "|")
          })
      }
    }
    return rows
  }

  /// What stands between backticks in a text.
  static func code(in text: String) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
  }
}
