import Console

/// Texts below each other, each under a heading with a rule to the end of the line.
struct Headed {
  private(set) var text = ""
  private let style: Style
  private let width: Int

  init(_ terminal: Terminal) {
    style = terminal.output.style
    width = min(100, terminal.proseWidth)
  }

  /// A line of its own.
  mutating func add(_ line: String) { text += SafeText.forTerminal(line) + "\n" }

  /// A text under its heading.
  mutating func add(heading: String, _ body: String) {
    let head = (style.usesUnicode ? "── " : "-- ") + SafeText.line(heading) + " "
    text += "\n" + style.apply(.bold, to: head + style.rule(width - DisplayWidth.of(head))) + "\n"
    let safe = SafeText.forTerminal(body)
    text += safe.hasSuffix("\n") ? safe : safe + "\n"
  }
}
