import ContentModel
import Formats
import Providers
import Synchronization
import WebServer
import World

/// An OpenAI-compatible endpoint around the simulated model, with limits and faults that are told to it: for rehearsals
/// and tests of any client. It is a handler of `WebServer`.
public final class Simulator: Sendable {
  let settings: SimulatorSettings
  let world: World
  private let material: [SimulatedMaterial]
  private let log: CallLog?
  private let state: Mutex<State>

  struct State: Sendable {
    var plan: FaultPlan
    var minute: SlidingMinute
    var desk: AnswerDesk
    var tally = SimulatorTally()
    /// How often the same body has come, by its digest: the same request again may meet another fate.
    var occurrences: [UInt64: Int] = [:]
    /// Calls since the start, also before a reset: the call log counts on.
    var calls = 0
  }

  /// - Parameter material: of the kinds that this program's own prompts may ask for.
  /// - Throws: `CallLogError` where the call log cannot be opened.
  public init(settings: SimulatorSettings, material: [SimulatedMaterial], world: World) throws(CallLogError) {
    self.settings = settings
    self.material = material
    self.world = world
    var log: CallLog?
    if let path = settings.callLog { log = try CallLog(path: path) }
    self.log = log
    state = Mutex(Self.fresh(settings, material))
  }

  private static func fresh(_ settings: SimulatorSettings, _ material: [SimulatedMaterial]) -> State {
    State(
      plan: FaultPlan(rates: settings.rates),
      minute: SlidingMinute(requestLimit: settings.requestsPerMinute, tokenLimit: settings.tokensPerMinute),
      desk: AnswerDesk(SimulatedModel(material: material)))
  }

  /// What has happened so far.
  public var tally: SimulatorTally { state.withLock { $0.tally } }

  /// Does something with the state, under its lock.
  func inState<Result: Sendable, Problem: Error>(
    _ body: (inout State) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    try state.withLock { state throws(Problem) -> Result in try body(&state) }
  }

  /// Begins anew: the faults of the start, empty limits, no memory. Calls that are worked on end as they began.
  func reset() {
    state.withLock { state in
      let calls = state.calls
      state = Self.fresh(settings, material)
      state.calls = calls
    }
  }

  /// Answers a request.
  public func answer(_ request: WebRequest) async -> WebResponse {
    switch (request.method, request.path) {
    case (_, "/simulator"), (_, "/simulator/faults"), (_, "/simulator/reset"): return control(request)
    default: break
    }
    if let refusal = refusal(ofKeyIn: request) { return refusal.response }
    switch (request.method, request.path) {
    case ("POST", "/v1/chat/completions"): return await complete(request)
    case ("GET", "/v1/models"): return WebResponse(json: ["object": "list", "data": [Self.model]])
    case ("GET", let path) where path.hasPrefix("/v1/models/"):
      let name = String(path.dropFirst("/v1/models/".count))
      return name == SimulatorSettings.model
        ? WebResponse(json: Self.model) : EndpointError.unknownModel(name).response
    case (_, "/v1/chat/completions"), (_, "/v1/models"):
      return EndpointError(status: 405, message: "Not allowed to \(request.method) on \(request.path) (simulated)")
        .response
    default:
      return EndpointError(
        status: 404,
        message: "Invalid URL (\(request.method) \(request.path)); there are /v1/models, /v1/chat/completions and "
          + "/simulator (simulated)"
      ).response
    }
  }

  private static let model: JSON = [
    "id": .string(SimulatorSettings.model), "object": "model", "created": 1_767_225_600, "owned_by": "libtool-simulate",
  ]

  private func refusal(ofKeyIn request: WebRequest) -> EndpointError? {
    guard let key = settings.key else { return nil }
    guard let given = request.header("Authorization"), given.hasPrefix("Bearer ") else { return .missingKey }
    return given.dropFirst("Bearer ".count) == key ? nil : .wrongKey
  }

  private func complete(_ request: WebRequest) async -> WebResponse {
    let chat: ChatRequest
    do throws(EndpointError) { chat = try ChatRequest(request.body) } catch {
      state.withLock { $0.tally.count(status: error.status) }
      return error.response
    }
    let call = SimulatorCall(chat, request, simulator: self)
    return await call.answer(log: log)
  }
}
