import Synchronization

/// Shows progress on standard error: one line that is redrawn on a terminal, a few plain lines elsewhere.
///
/// A display that cannot be written falls silent and keeps its ``failure``: a lost terminal must not stop the work
/// that it shows. All methods may be called from any task.
public final class ProgressLine: Sendable {
  /// How progress is shown.
  public enum Mode: Hashable, Sendable {
    /// One line, redrawn in place.
    case live
    /// A line each time that many more per cent are done; 1 to 100.
    case coarse(everyPercent: Int)
    /// Nothing.
    case silent
  }

  /// The least time between two drawings: ten a second.
  public static let interval: Duration = .milliseconds(100)

  private struct State {
    var latest: Progress?
    /// When the line was last drawn, by the clock given.
    var drawnAt: Duration?
    /// The columns that the line on the screen takes, and 0 where there is none.
    var shown = 0
    /// The last step of per cent that was printed.
    var step = 0
    var failure: TerminalError?
  }

  private let terminal: Terminal
  private let mode: Mode
  private let uptime: @Sendable () -> Duration
  private let state = Mutex(State())

  /// - Parameters:
  ///   - mode: nil for a live line on a terminal that can move its cursor, and nothing elsewhere.
  ///   - uptime: a clock that never goes back, `World.uptime`.
  public init(terminal: Terminal, mode: Mode? = nil, uptime: @escaping @Sendable () -> Duration) {
    self.terminal = terminal
    self.mode = mode ?? (terminal.errors.movesCursor ? .live : .silent)
    self.uptime = uptime
  }

  /// Why the display fell silent, or nil.
  public var failure: TerminalError? { state.withLock { $0.failure } }

  /// Takes the newest state of the work; draws it when a tenth of a second has passed since the last drawing.
  public func update(_ progress: Progress) {
    state.withLock { state in
      state.latest = progress
      switch mode {
      case .silent: return
      case .coarse(let every): printStep(progress, every: min(100, max(1, every)), &state)
      case .live:
        let now = uptime()
        if let last = state.drawnAt, now - last < Self.interval { return }
        state.drawnAt = now
        draw(progress, &state)
      }
    }
  }

  /// Writes a line of notes; a live line steps aside for it and is drawn again below.
  public func note(_ text: String) throws(TerminalError) {
    let failure = state.withLock { (state) -> TerminalError? in
      let erasing = eraseText(&state)
      do throws(TerminalError) {
        try terminal.writeBytes(.errors, Array((erasing + text + "\n").utf8))
      } catch {
        return error
      }
      if mode == .live, let latest = state.latest { draw(latest, &state) }
      return nil
    }
    if let failure { throw failure }
  }

  /// Takes the live line off the screen; further updates bring it back.
  public func clear() {
    state.withLock { state in
      send(eraseText(&state), &state)
      state.drawnAt = nil
    }
  }

  /// Ends the display. `keepingLine` leaves the newest state on the screen, else a live line is taken away.
  public func finish(keepingLine: Bool = false) {
    state.withLock { state in
      guard mode == .live else { return }
      if keepingLine, let latest = state.latest {
        draw(latest, &state)
        send("\n", &state)
        state.shown = 0
      } else {
        send(eraseText(&state), &state)
      }
      state.latest = nil
      state.drawnAt = nil
    }
  }

  private func draw(_ progress: Progress, _ state: inout State) {
    // The last column stays empty: writing there would wrap the line on some terminals.
    let width = max(1, terminal.proseWidth - 1)
    let line = progress.line(width: width, style: terminal.errors.style)
    let columns = min(width, DisplayWidth.of(SafeText.forTerminal(line)))
    send(eraseText(&state) + line, &state)
    state.shown = columns
  }

  /// Moves to the beginning of the line and erases it, with the rows it may have been wrapped into when the
  /// terminal became narrower since.
  private func eraseText(_ state: inout State) -> String {
    guard state.shown > 0 else { return "" }
    let width = max(1, terminal.proseWidth)
    let rowsAbove = (state.shown - 1) / width
    state.shown = 0
    return (rowsAbove > 0 ? "\u{1B}[\(rowsAbove)A" : "") + "\r\u{1B}[J"
  }

  private func printStep(_ progress: Progress, every: Int, _ state: inout State) {
    guard let percent = progress.percent else { return }
    let step = percent / every
    guard step > state.step else { return }
    state.step = step
    send(progress.plainLine + "\n", &state)
  }

  private func send(_ text: String, _ state: inout State) {
    guard state.failure == nil, !text.isEmpty else { return }
    do throws(TerminalError) {
      try terminal.writeBytes(.errors, Array(text.utf8))
    } catch {
      state.failure = error
    }
  }
}
