import ContentModel
import Formats
import Testing

@testable import Coverage

@Suite struct CoveragePageTests {
  private func page(
    _ catalogue: Catalogue, _ inventory: Inventory = Inventory(), _ selection: Selection = Selection(),
    mode: String = "production", title: String = "Library"
  ) throws -> String {
    let report = try CoverageReport.make(
      catalogue: catalogue, inventory: inventory, selection: selection, publishEvent: 7, mode: mode)
    return CoveragePage.html(
      report, catalogue: catalogue, inventory: inventory, selection: selection, title: title,
      generatedAt: "2025-06-03 14:05 UTC")
  }

  /// The page without style and script, which have no other test than the eye.
  private func bare(_ page: String) -> String {
    var text = page
    for (open, close) in [("<style>", "</style>"), ("<script>", "</script>")] {
      guard let start = text.firstRange(of: open), let end = text.firstRange(of: close) else { continue }
      text.replaceSubrange(start.upperBound..<end.lowerBound, with: "…")
    }
    return text
  }

  @Test func snapshotOfASmallPage() throws {
    let page = try page(
      .small("a1,,,de,4,1", "a1,t1,,de,2,2", "b1,,,de,0,3"), Inventory(active: ["drill a1,t1,-,de": 1]),
      Selection(levels: ["A1", "B1"]), mode: "rehearsal")
    // An element a line, so that a difference shows where it is.
    #expect(bare(page).replacing("><", with: ">\n<") == coveragePageSnapshot)
  }

  @Test func aRehearsalSaysSoAndNothingElseDoes() throws {
    #expect(try page(.small("a1,,,de,4"), mode: "rehearsal").contains("rehearsal mode"))
    #expect(try !bare(page(.small("a1,,,de,4"))).lowercased().contains("rehearsal"))
  }

  @Test func textIsEscaped() throws {
    var catalogue = Catalogue.small("a1,,,de,4", "a1,t1,,de,1")
    catalogue.sections["a1"]?.title = "<script>alert('x')</script> & \"quotes\""
    catalogue.topics["t1"]?.title = "\"><img src=x>"
    catalogue.topics["t1"]?.theme = "<b>"
    let page = try bare(page(catalogue, Inventory(), Selection(sections: ["<a>", "a1"]), title: "</title><i>"))
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quotes&quot;"))
    for leak in ["<script>a", "<img", "</title><i>", "<b></", "section <a>"] {
      #expect(!page.contains(leak), "\(leak)")
    }
  }

  @Test func theSamplePageIsOneWholeThing() throws {
    let page = try page(SampleLibrary.catalogue, SampleLibrary.inventory)
    for outside in ["http:", "https:", "src=", "href=", "@import", "url("] { #expect(!page.contains(outside)) }
    let table = try #require(page.firstRange(of: "<table class=\"heat\">"))
    let map = page[table.lowerBound...]
    let rows = map[..<(try #require(map.firstRange(of: "</table>"))).lowerBound]
    // Every row has a square for each topic and one for the whole; the levels head their groups.
    #expect(rows.split(separator: "<td ").count - 1 == 32 * (48 + 1))
    #expect(rows.split(separator: "scope=\"col\" class=\"topic").count - 1 == 48)
    #expect(rows.split(separator: "scope=\"colgroup\" colspan=\"6\"").count - 1 == 8)
    #expect(rows.split(separator: "scope=\"rowgroup\"").count - 1 == 5)
    #expect(rows.contains(">1/2</b><i aria-hidden=\"true\">◑</i><span class=\"vh\"> thin</span>"))
    #expect(page.split(separator: "aria-sort=\"none\"").count - 1 >= 9)
  }

  @Test func aPageWithoutGapsAndOneWithTooMany() throws {
    #expect(try page(.small()).contains("No gap: nothing is to be made."))
    var catalogue = Catalogue.small("a1,*,,de,1")
    for number in 0..<600 { catalogue.topics["u\(number)"] = Topic(topic: "u\(number)", theme: "u", title: "U") }
    let page = try page(catalogue)
    #expect(page.contains("The worst 500 of 603 are shown."))
  }

  @Test(arguments: [
    (0, 4, "missing", "○"), (1, 4, "thin low", "◔"), (2, 4, "thin half", "◑"), (3, 4, "thin high", "◕"),
    (9, 4, "thin high", "◕"), (1, 100, "thin low", "◔"),
  ])
  func looksOfShortSquares(_ active: Int, _ target: Int, _ name: String, _ sign: String) {
    let look = CoveragePage.look(.init(target: target, active: active, satisfied: false))
    #expect(look.name == name && look.sign == sign)
  }
}
