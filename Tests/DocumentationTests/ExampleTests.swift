import Formats
import Testing

/// Examples in the documentation are what they say they are.
@Suite struct ExampleTests {
  @Test(arguments: try Repository.pages.map(Page.init)) func examplesCanBeRead(_ page: Page) throws {
    for block in page.blocks {
      switch block.language {
      case "json": _ = try JSON.parse(Array(block.text.utf8))
      case "jsonl": for line in block.lines { _ = try JSON.parse(Array(line.utf8)) }
      case "yaml": _ = try YAML.parse(block.text, file: "\(page.path):\(block.line)")
      case "csv": _ = try CSVTable.parse(Array(block.text.utf8), file: "\(page.path):\(block.line)")
      case "console", "sh", "text", "xml", "markdown", "": break
      default: Issue.record("\(page.path):\(block.line): no block of `\(block.language)` is expected here")
      }
    }
  }
}
