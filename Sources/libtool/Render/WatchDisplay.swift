import Console
import Synchronization

/// Where `runs watch` shows one look after the other: a screen that is drawn anew, or a line each.
final class WatchDisplay: Sendable {
  private let terminal: Terminal
  private let isLive: Bool
  private let json: Bool
  /// The lines on the screen.
  private let shown = Mutex(0)

  init(_ terminal: Terminal, isLive: Bool, json: Bool) {
    self.terminal = terminal
    self.isLive = isLive
    self.json = json
  }

  func show(_ view: WatchView) throws {
    if json { return try terminal.writeLine(view.json.text) }
    if !isLive { return try terminal.writeLine(view.plainLine) }
    let lines = view.lines(width: terminal.proseWidth - 1, style: terminal.output.style)
    let before = shown.withLock { shown in
      defer { shown = lines.count }
      return shown
    }
    try terminal.write(Self.eraseText(before) + lines.map { $0 + "\n" }.joined())
  }

  /// Moves the cursor back over what was drawn last, and clears from there.
  private static func eraseText(_ lines: Int) -> String { lines == 0 ? "" : "\u{1B}[\(lines)A\r\u{1B}[J" }
}
