import Testing

/// Output in the documentation is what the program prints: blocks after `<!-- output -->` are run on a fresh copy of the
/// sample library, at 100 columns, and compared.
@Suite struct OutputTests {
  private static func marked(_ page: Page) -> [Page.Block] {
    page.blocks.filter { $0.caption == "<!-- output -->" }
  }

  @Test(arguments: try Repository.pages.map(Page.init)) func outputIsReal(_ page: Page) async throws {
    for block in Self.marked(page) {
      let copy = try SampleCopy()
      var real = ""
      for line in block.lines where line.hasPrefix("$ ") {
        let result = try await copy.run(String(line.dropFirst(2)))
        real += line + "\n" + result.errors + result.output
      }
      // Lines of a table end in spaces where the last cell is empty.
      real = real.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.reversed().drop { $0 == " " }.reversed() }.map { String($0) }.joined(separator: "\n")
      if Repository.isUpdating {
        let old = "```console\n\(block.text)```"
        try Repository.update(page.path) { $0.replacing(old, with: "```console\n\(real)```") }
      } else {
        #expect(block.text == real, "\(page.path):\(block.line): \(Repository.mend)")
      }
    }
  }

  /// Guards the test above against finding nothing.
  @Test func thereIsOutput() throws {
    let counts = try Repository.manuals.map { try Self.marked(Page($0)).count }
    #expect(counts.reduce(0, +) >= 5)
  }
}
