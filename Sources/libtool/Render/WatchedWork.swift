import ContentModel
import ContentStore
import Formats
import Generation
import Synchronization

/// The work on a run that waited for its batch jobs and that a watcher has taken up.
///
/// The watcher shows what the store says of the run, as of any other; this only works. Ctrl-C lets the run wait again.
final class WatchedWork: Sendable {
  /// The run's row, and its short name.
  let run: Int64
  let name: String
  private let task: Task<FillEnd, any Error>
  private let state: State

  /// Whether the run has come to rest, and whether that was seen from outside the task.
  private final class State: Sendable {
    let isDone = Atomic(false)
  }

  /// Nil where another process has taken the run up meanwhile.
  init?(takingUp run: StoredRun, _ open: OpenLibrary, _ context: LibtoolContext) async throws {
    let configuration = try FillConfiguration(json: try JSON.parse(run.configuration))
    var fill = try FillContext(
      library: open.library, store: open.store, catalogue: open.catalogue, configuration: configuration)
    let screen = try FillScreen(context, open, progress: .none, quiet: true)
    fill.onEvent = screen.onEvent
    let executor: FillExecutor
    do {
      executor = try await screen.whileOpen { [fill] in
        try await fill.resume(run, configuration: configuration, stop: screen.stop, onProgress: screen.onProgress)
      }
    } catch is RunConflict {
      return nil
    }
    self.run = run.id
    name = run.uuid.shortUUID
    let state = State()
    self.state = state
    task = Task {
      defer { state.isDone.store(true, ordering: .releasing) }
      return try await screen.rest(executor, open: open).end
    }
  }

  /// Whether the run has come to rest, or the work on it has failed.
  var isDone: Bool { state.isDone.load(ordering: .acquiring) }

  /// How it came to rest.
  func end() async throws -> FillEnd { try await task.value }
}
