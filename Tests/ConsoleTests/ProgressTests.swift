import Testing

@testable import Console

@Suite struct ProgressTests {
  private let style = Style(usesColour: false, usesUnicode: true)
  private let sample = Progress(
    title: "fill passiv", total: 40, done: 21,
    segments: [.init(18, role: .good), .init(3, mark: .medium, role: .bad)],
    details: ["3 dropped", "2.1/s", "0.42 EUR", "ETA 0:09"], message: "assessing 5 drafts of passiv")

  @Test(arguments: [
    (
      150,
      "fill passiv  █████████████▒▒▒░░░░░░░░░░░░░░  21/40  3 dropped  2.1/s  0.42 EUR  ETA 0:09  assessing 5 drafts of passiv"
    ),
    (99, "fill passiv  █████████████▒▒▒░░░░░░░░░░░░░░  21/40  3 dropped  2.1/s  0.42 EUR  ETA 0:09  assessin…"),
    (79, "fill passiv  █████████▒▒░░░░░░░░░░  21/40  3 dropped  2.1/s  0.42 EUR  ETA 0:09"),
    (60, "fill passiv  █████▒▌░░░░░  21/40  3 dropped  2.1/s  0.42 EUR"), (30, "fill passiv  ████▒▌░░░░  21/40"),
    (20, "fill passiv  21/40…"), (8, "fill pa…"),
  ])
  func lines(width: Int, expected: String) {
    #expect(sample.line(width: width, style: style) == expected)
  }

  @Test func neverTooWide() {
    for width in 1...160 {
      #expect(DisplayWidth.of(sample.line(width: width, style: style)) <= width)
    }
  }

  @Test func unknownTotal() {
    let progress = Progress(title: "import", total: 0, done: 1200, details: ["900/s"], message: "items.jsonl")
    #expect(progress.line(width: 60, style: style) == "import  1200  900/s  items.jsonl")
    #expect(progress.percent == nil)
    #expect(progress.plainLine == "import: 1200, 900/s")
  }

  @Test func hostileMessages() {
    let progress = Progress(title: "a\u{1B}[2J", total: 2, done: 1, details: ["b\nc"], message: "d\u{202E}e")
    #expect(progress.line(width: 80, style: .plain) == "a  ###############---------------  1/2  b c  de")
    #expect(progress.plainLine == "a: 50 %, 1 of 2, b c")
  }

  @Test(arguments: [(0, 0), (1, 0), (199, 99), (200, 100), (300, 100), (-5, 0)]) func percent(done: Int, expected: Int)
  {
    #expect(Progress(title: "", total: 200, done: done).percent == expected)
  }
}
