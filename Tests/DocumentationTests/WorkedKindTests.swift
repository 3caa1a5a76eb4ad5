import ContentModel
import Formats
import Testing

/// The worked example of the manual of kinds: its files make a kind that fills and exports.
@Suite struct WorkedKindTests {
  /// Blocks after a line such as **`prompts/word_card/kind.yaml`** are files; after `add to` they are further lines.
  private static func apply(_ page: Page, to copy: SampleCopy) throws -> Int {
    var files = 0
    for block in page.blocks where block.caption.hasPrefix("**`") {
      let name = try #require(Page.code(in: String(block.caption)).first)
      if block.caption.contains("add") {
        let old = try copy.text(of: name)
        // Settings: a line below the mapping that the first line of the block names.
        if name.hasSuffix(".yaml"), let key = block.lines.first {
          let added = block.lines.dropFirst().map { $0 + "\n" }.joined()
          #expect(old.contains("\(key)\n"))
          try copy.write(old.replacing("\(key)\n", with: "\(key)\n\(added)", maxReplacements: 1), to: name)
        } else {
          // Columns by name: the sample has further ones.
          let header = try #require(old.split(separator: "\n").first)
          let ours = try #require(block.lines.first)
          #expect(header.hasPrefix(ours), "\(name): the columns \(ours) do not begin \(header)")
          try copy.write(old + block.lines.dropFirst().map { $0 + "\n" }.joined(), to: name)
        }
      } else {
        try copy.write(block.text, to: name)
      }
      files += 1
    }
    return files
  }

  @Test func theExampleFillsAndExports() async throws {
    let copy = try SampleCopy()
    let page = try Page("docs/manual-kinds.md")
    #expect(try Self.apply(page, to: copy) >= 12)
    for line in [
      "libtool coverage --kind word_card --json", "libtool prompts render word_card --section kitchen_words",
      "libtool fill --kind word_card --json", "libtool check --kind word_card --fail-on critical",
      "libtool export --kind word_card --output cards.xml",
    ] {
      let result = try await copy.run(line.replacing("cards.xml", with: "\(copy.path)/cards.xml"))
      #expect(result.code == .done, "\(line): \(result.errors)")
      if line.contains("fill") {
        let document = try JSON.parse(result.output)
        #expect(document["wanted"]?.integer == 4)
        #expect(document["accepted"]?.integer == 4)
      }
    }
  }
}
