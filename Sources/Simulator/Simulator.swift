import ContentModel
import Formats
import Providers
import Synchronization
import WebServer
import World

/// An endpoint around the simulated model that speaks OpenAI's and Anthropic's interfaces, with limits and faults that are
/// told to it: for rehearsals and tests of any client. It is a handler of `WebServer`.
public final class Simulator: Sendable {
  let settings: SimulatorSettings
  let world: World
  private let material: [SimulatedMaterial]
  let log: CallLog?
  /// Files and batch jobs.
  let archive: Archive
  private let state: Mutex<State>

  struct State: Sendable {
    var plan: FaultPlan
    var minute: SlidingMinute
    var desk: AnswerDesk
    /// How batch jobs go.
    var batches: BatchSettings
    /// What Anthropic's interface has cached.
    var cache = MessagesCache()
    var tally = SimulatorTally()
    /// How often the same body has come, by its digest: the same request again may meet another fate.
    var occurrences: [UInt64: Int] = [:]
    /// Calls since the start, also before a reset: the call log counts on.
    var calls = 0
  }

  /// - Parameter material: of the kinds that this program's own prompts may ask for.
  /// - Throws: `CallLogError` where the call log cannot be opened, `StateFolderError` where the folder of the state cannot be
  ///   used.
  public init(settings: SimulatorSettings, material: [SimulatedMaterial], world: World) throws {
    self.settings = settings
    self.material = material
    self.world = world
    var log: CallLog?
    if let path = settings.callLog { log = try CallLog(path: path) }
    self.log = log
    archive = try Archive(
      folder: settings.stateFolder, temporaryFolder: Self.temporaryFolder(world))
    state = Mutex(Self.fresh(settings, material))
    // Jobs of an earlier life go on, the oldest first.
    for job in archive.jobs().reversed() {
      log?.submit(job.entry("batch_kept", world.now()))
      if !job.phase.isFinal { startWork(on: job.id) }
    }
  }

  /// The limits of a server around a simulator: batches of 200 MiB and more come in, by way of the disk.
  public static func webLimits(world: World) -> WebLimits {
    var limits = WebLimits()
    limits.bodyBytes = 512 << 20
    limits.bodyFolder = temporaryFolder(world)
    return limits
  }

  private static func temporaryFolder(_ world: World) -> String {
    world.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }

  private static func fresh(_ settings: SimulatorSettings, _ material: [SimulatedMaterial]) -> State {
    State(
      plan: FaultPlan(rates: settings.rates, next: settings.next),
      minute: SlidingMinute(requestLimit: settings.requestsPerMinute, tokenLimit: settings.tokensPerMinute),
      desk: AnswerDesk(SimulatedModel(material: material)), batches: settings.batches)
  }

  /// What has happened so far.
  public var tally: SimulatorTally { state.withLock { $0.tally } }

  /// Does something with the state, under its lock.
  func inState<Result: Sendable, Problem: Error>(
    _ body: (inout State) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    try state.withLock { state throws(Problem) -> Result in try body(&state) }
  }

  /// Begins anew: the faults of the start, empty limits, no memory. Calls that are worked on end as they began; files and
  /// batch jobs stay.
  func reset() {
    state.withLock { state in
      let calls = state.calls
      state = Self.fresh(settings, material)
      state.calls = calls
    }
  }
}
