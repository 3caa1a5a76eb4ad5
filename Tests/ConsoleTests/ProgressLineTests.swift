import Synchronization
import Testing

@testable import Console

@Suite struct ProgressLineTests {
  /// A clock that stands still until it is moved, and a width that can change.
  private final class Stage: Sendable {
    let now = Mutex<Duration>(.zero)
    let width = Mutex(40)
    let capture = OutputCapture()
    func move(_ milliseconds: Int) { now.withLock { $0 += .milliseconds(milliseconds) } }

    func line(isTerminal: Bool = true, mode: ProgressLine.Mode? = nil) -> ProgressLine {
      var terminal = Terminal.capturing(capture, errorsAreTerminal: isTerminal)
      terminal.currentWidth = { self.width.withLock { $0 } }
      return ProgressLine(terminal: terminal, mode: mode, uptime: { self.now.withLock { $0 } })
    }
  }

  private func work(_ done: Int) -> Progress { Progress(title: "fill", total: 10, done: done) }

  private func bar(_ done: Int) -> String {
    let halves = Int((Double(done) / 10 * 54).rounded())
    let full = String(repeating: "█", count: halves / 2) + (halves % 2 == 1 ? "▌" : "")
    return "fill  " + full + String(repeating: "░", count: 27 - (halves + 1) / 2) + "  \(done)/10"
  }

  @Test func framesAreRedrawnInPlace() {
    let stage = Stage()
    let line = stage.line()
    line.update(work(1))
    stage.move(100)
    line.update(work(2))
    #expect(stage.capture.errors == bar(1) + "\r\u{1B}[J" + bar(2))
    line.finish()
    #expect(stage.capture.errors == bar(1) + "\r\u{1B}[J" + bar(2) + "\r\u{1B}[J")
    #expect(stage.capture.output == "")
  }

  @Test func atMostTenFramesASecond() {
    let stage = Stage()
    let line = stage.line()
    for done in 0..<1000 {
      line.update(Progress(title: "fill", total: 1000, done: done))
      stage.move(1)
    }
    let frames = stage.capture.errors.split(separator: "fill").count
    #expect(frames == 10)
  }

  @Test func finishShowsTheNewestStateEvenWhenItCameTooSoon() {
    let stage = Stage()
    let line = stage.line()
    line.update(work(8))
    stage.move(5)
    line.update(work(9))
    line.finish(keepingLine: true)
    #expect(stage.capture.errors == bar(8) + "\r\u{1B}[J" + bar(9) + "\n")
    stage.capture.clear()
    line.finish()
    #expect(stage.capture.errors == "")
  }

  @Test func aLineWrappedByANarrowerWindowIsErasedWhole() {
    let stage = Stage()
    let line = stage.line()
    line.update(Progress(title: String(repeating: "x", count: 50), total: 0, done: 1))
    stage.width.withLock { $0 = 15 }
    stage.move(100)
    stage.capture.clear()
    line.update(Progress(title: "y", total: 0, done: 1))
    // 39 columns take three rows of 15.
    #expect(stage.capture.errors == "\u{1B}[2A\r\u{1B}[Jy  1")
  }

  @Test func notesStandAboveTheLine() throws {
    let stage = Stage()
    let line = stage.line()
    line.update(work(1))
    try line.note("paused")
    #expect(stage.capture.errors == bar(1) + "\r\u{1B}[Jpaused\n" + bar(1))
    line.clear()
    stage.capture.clear()
    line.clear()
    #expect(stage.capture.errors == "")
  }

  @Test func silentWithoutATerminal() throws {
    let stage = Stage()
    let line = stage.line(isTerminal: false)
    line.update(work(1))
    line.finish(keepingLine: true)
    line.clear()
    #expect(stage.capture.errors == "")
    try line.note("said all the same")
    #expect(stage.capture.errors == "said all the same\n")
  }

  @Test func coarseLines() {
    let stage = Stage()
    let line = stage.line(isTerminal: false, mode: .coarse(everyPercent: 25))
    for done in 0...10 { line.update(work(done)) }
    line.finish()
    #expect(
      stage.capture.errors == """
        fill: 30 %, 3 of 10
        fill: 50 %, 5 of 10
        fill: 80 %, 8 of 10
        fill: 100 %, 10 of 10

        """)
  }

  @Test func aLostTerminalSilencesTheLineAndIsRemembered() {
    let stage = Stage()
    var terminal = Terminal.capturing(stage.capture, errorsAreTerminal: true)
    let calls = Mutex(0)
    terminal.writeBytes = { (channel, _) throws(TerminalError) in
      calls.withLock { $0 += 1 }
      throw .failed(channel, code: 5, reason: "Input/output error")
    }
    let line = ProgressLine(terminal: terminal, uptime: { stage.now.withLock { $0 } })
    line.update(work(1))
    stage.move(200)
    line.update(work(2))
    line.finish()
    #expect(calls.withLock { $0 } == 1)
    #expect(line.failure == .failed(.errors, code: 5, reason: "Input/output error"))
    #expect(throws: TerminalError.failed(.errors, code: 5, reason: "Input/output error")) { try line.note("x") }
  }
}
