import Console
import ContentModel
import Formats
import Synchronization
import Workspace
import World

/// How far a check is: a line on a terminal, or JSON lines on standard error.
final class CheckScreen: Sendable {
  private static let interval = Duration.milliseconds(500)

  private struct State {
    var title = "check"
    var began = Duration.zero
    var shownAt: Duration?
  }

  private let line: ProgressLine?
  private let lines: Terminal?
  private let world: World
  private let state = Mutex(State())

  /// - Parameter quiet: Whether to show no line, because a program reads the output.
  init(_ context: LibtoolContext, form: ProgressOptions.Form, quiet: Bool) {
    world = context.world
    line = form == .auto && !quiet ? ProgressLine(terminal: context.terminal, uptime: context.world.uptime) : nil
    lines = form == .json ? context.terminal : nil
  }

  /// The index of near-duplicates is being brought up to date.
  func prepare() {
    line?.update(Progress(title: "check", total: 0, done: 0, message: "reading what is new"))
  }

  /// A pass begins.
  func begin(_ title: String, _ progress: CheckProgress) {
    state.withLock { $0 = State(title: title, began: world.uptime()) }
    update(progress)
  }

  /// Takes in how far the pass is.
  func update(_ progress: CheckProgress) {
    let now = world.uptime()
    let (title, elapsed, isDue) = state.withLock { state -> (String, Double, Bool) in
      let isDue = state.shownAt.map { now - $0 >= Self.interval } ?? true
      if isDue { state.shownAt = now }
      return (state.title, (now - state.began) / .seconds(1), isDue)
    }
    line?.update(Self.progress(title, progress, elapsed: elapsed))
    if isDue { show("progress", title, progress, elapsed: elapsed) }
  }

  /// The pass is over.
  func end(_ progress: CheckProgress) {
    let (title, began) = state.withLock { ($0.title, $0.began) }
    show("ended", title, progress, elapsed: (world.uptime() - began) / .seconds(1))
    clear()
  }

  /// Takes the line off the screen, until there is news.
  func clear() { line?.clear() }

  /// Seconds until all is judged at the pace so far; nil while nothing is.
  static func secondsLeft(_ progress: CheckProgress, elapsed: Double) -> Double? {
    if progress.judged == 0 { return nil }
    return elapsed / Double(progress.judged) * Double(max(0, progress.total - progress.judged))
  }

  private static func progress(_ title: String, _ progress: CheckProgress, elapsed: Double) -> Progress {
    var details = ["judged"]
    for severity in Severity.allCases.reversed() {
      if let count = progress.findings[severity], count > 0 {
        details.append(severity.counted(count))
      }
    }
    if let left = secondsLeft(progress, elapsed: elapsed), left > 0 {
      details.append(PlanRendering.duration(left) + " left")
    }
    return Progress(title: title, total: progress.total, done: progress.judged, details: details)
  }

  private func show(_ event: String, _ title: String, _ progress: CheckProgress, elapsed: Double) {
    guard let lines else { return }
    func count(_ severity: Severity) -> JSON { .integer(progress.findings[severity, default: 0]) }
    let document: JSON = [
      "event": .string(event), "time": .string(world.now().description), "pass": .string(title),
      "items": .integer(progress.total), "judged": .integer(progress.judged), "critical": count(.critical),
      "warning": count(.warning), "info": count(.info), "elapsed_s": .double((elapsed * 1000).rounded() / 1000),
      "seconds_left": Self.secondsLeft(progress, elapsed: elapsed).map { .integer(Int($0.rounded(.up))) } ?? .null,
    ]
    // A reader that has gone away does not stop the work.
    try? lines.note(document.text)
  }
}
