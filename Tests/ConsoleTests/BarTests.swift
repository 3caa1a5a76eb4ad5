import Testing
import World

@testable import Console

@Suite struct BarTests {
  private let unicode = Style(usesColour: false, usesUnicode: true)

  @Test(arguments: [
    (0, 10, "░░░░░░░░░░", "----------"), (10, 10, "██████████", "##########"), (5, 10, "█████░░░░░", "#####-----"),
    (1, 1000, "▌░░░░░░░░░", "=---------"), (999, 1000, "█████████▌", "#########="),
    (25, 100, "██▌░░░░░░░", "##=-------"),
    (12, 10, "██████████", "##########"), (-3, 10, "░░░░░░░░░░", "----------"), (0, 0, "░░░░░░░░░░", "----------"),
  ])
  func oneSegment(amount: Int, total: Int, drawn: String, ascii: String) {
    #expect(Bar(amount, of: total).text(width: 10, style: unicode) == drawn)
    #expect(Bar(amount, of: total).text(width: 10, style: .plain) == ascii)
  }

  @Test func severalSegments() {
    let bar = Bar(
      segments: [.init(40, role: .good), .init(10, mark: .medium, role: .warn), .init(1, mark: .full, role: .bad)],
      total: 100)
    #expect(bar.text(width: 20, style: unicode) == "████████▒▒░░░░░░░░░░")
    #expect(bar.text(width: 20, style: .plain) == "########++----------")
    let colour = Style(usesColour: true, usesUnicode: true)
    #expect(
      Bar(1, of: 2, role: .good).text(width: 4, style: colour) == "\u{1B}[32m██\u{1B}[0m\u{1B}[2m░░\u{1B}[0m")
  }

  /// The bar has its width always, is full exactly when the whole is reached, and grows with the amounts.
  @Test func properties() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let width = Int.random(in: 1...40, using: &random)
      let total = Int.random(in: 1...200, using: &random)
      let amounts = (0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 0...80, using: &random) }
      let bar = Bar(segments: amounts.map { Bar.Segment($0) }, total: total)
      let text = bar.text(width: width, style: .plain)
      #expect(text.utf8.count == width)
      let sum = amounts.reduce(0, +)
      #expect(text.allSatisfy { $0 == "#" } == (sum >= total), "\(amounts) of \(total) in \(width)")
      #expect(text.allSatisfy { $0 == "-" } == (sum == 0))
    }
  }
}
