import Testing
import Workspace

/// Links within the documentation lead somewhere.
@Suite struct LinkTests {
  @Test(arguments: try Repository.pages.map(Page.init)) func everyLinkResolves(_ page: Page) throws {
    for (number, target) in page.links where !target.contains("://") {
      let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let place = "\(page.path):\(number): \(target)"
      var path = page.path
      if !parts[0].isEmpty {
        path = FilePath.absolute(String(parts[0]), from: "/" + FilePath.folder(of: page.path))
        path = String(path.drop { $0 == "/" })
        #expect(FilePath.exists("\(Repository.root)/\(path)"), "\(place) leads nowhere")
      }
      if parts.count == 2, path.hasSuffix(".md"), FilePath.exists("\(Repository.root)/\(path)") {
        #expect(try Page(path).anchors.contains(String(parts[1])), "\(place): there is no such heading")
      }
    }
  }

  /// A page that nothing leads to is not found.
  @Test func everyPageIsLinkedFromTheReadme() throws {
    let links = try Page("README.md").links.map { String($0.target) }
    for path in Repository.pages where path.hasPrefix("docs/") && !path.hasPrefix("docs/decisions/") {
      #expect(links.contains { $0 == path || $0.hasPrefix(path + "#") }, "README.md does not lead to \(path)")
    }
    #expect(links.contains("docs/decisions") || links.contains("docs/decisions/"))
  }
}
