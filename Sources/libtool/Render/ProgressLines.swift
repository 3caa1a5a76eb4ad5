import Console
import ContentModel
import Formats
import Generation
import Synchronization
import World

/// Progress as JSON lines on standard error, for other programs: `--progress json`.
///
/// One line when the run is taken up, at most two a second while it works, one when it rests.
final class ProgressLines: Sendable {
  private static let interval = Duration.milliseconds(500)

  private struct State {
    var run = ""
    var latest: FillProgress?
    var shown: FillProgress?
    var shownAt: Duration?
  }

  private let terminal: Terminal
  private let world: World
  private let began: Duration
  private let state = Mutex(State())

  init(terminal: Terminal, world: World) {
    self.terminal = terminal
    self.world = world
    began = world.uptime()
  }

  /// Takes in how far the run is.
  func update(_ progress: FillProgress) {
    state.withLock { state in
      state.latest = progress
      // A run that waits for its batch jobs tells each second how far it is: nothing new is no line.
      if progress == state.shown { return }
      let now = world.uptime()
      if let last = state.shownAt, now - last < Self.interval { return }
      state.shownAt = now
      state.shown = progress
      show(progress, "progress", [], state)
    }
  }

  /// Takes in what happened.
  func take(_ event: FillEvent) {
    state.withLock { state in
      switch event {
      case .began(let run, _, _): state.run = run
      case .ended(let end):
        guard let progress = state.latest else { return }
        let more: [(String, JSON)] = [
          ("status", .string(end.status.rawValue)), ("reason", .string(end.reason)),
          ("exit_code", .integer(end.exitCode.rawValue)),
        ]
        show(progress, "ended", more, state)
      default: break
      }
    }
  }

  private func show(_ progress: FillProgress, _ event: String, _ more: [(String, JSON)], _ state: State) {
    let elapsed = (world.uptime() - began) / .seconds(1)
    let fields: [(String, JSON)] = [
      ("event", .string(event)), ("time", .string(world.now().description)), ("run", .string(state.run)),
      ("wanted", .integer(progress.wanted)), ("accepted", .integer(progress.accepted)),
      ("in_review", .integer(progress.inReview)), ("dropped", .integer(progress.dropped)),
      ("drafted", .integer(progress.drafted)), ("sent_back", .integer(progress.regenerated)),
      ("calls", .integer(progress.calls)), ("calls_in_flight", .integer(progress.callsSent)),
      ("batch_jobs", .integer(progress.openJobs.count)), ("true_batches", .integer(progress.trueBatches)),
      ("fallbacks", .integer(progress.fallbacks)),
      ("halvings", .integer(progress.halvings)), ("cost", progress.knownCost.map { .double($0.double) } ?? .null),
      ("unpriced_calls", .integer(progress.unpricedCalls)),
      ("elapsed_s", .double((elapsed * 1000).rounded() / 1000)),
      (
        "seconds_left",
        // At what pace batch jobs are answered nobody knows.
        progress.openJobs.isEmpty
          ? FillScreen.secondsLeft(progress, elapsed: elapsed).map { .integer(Int($0.rounded(.up))) } ?? .null : .null
      ),
      ("latest_finding", progress.lastFinding.map(JSON.string) ?? .null),
    ]
    // A reader that has gone away does not stop the work.
    try? terminal.note(JSON.object(JSON.Object(fields + more)).text)
  }
}
