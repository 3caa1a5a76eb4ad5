/// Everything the program asks of the machine it runs on, as closures: the clock, randomness and the process environment.
///
/// `World` lies below every other module, so that any test can fix the time, the random numbers and the environment.
/// Network access comes in the same way, as the `Provider` values of the `Providers` module.
public struct World: Sendable {
  /// The wall clock: what is written beside events.
  public var now: @Sendable () -> Timestamp
  /// A clock that never goes back: what durations are measured with.
  public var uptime: @Sendable () -> Duration
  /// Sixty-four random bits.
  public var randomBits: @Sendable () -> UInt64
  /// Waits; throws `CancellationError` when the task is cancelled meanwhile.
  public var sleep: @Sendable (Duration) async throws -> Void
  /// The environment variables of the process.
  public var environment: [String: String]
  /// The process identifier.
  public var processID: Int32
  /// The name of this machine.
  public var hostName: String
  /// The name of the system user.
  public var userName: String
  /// Names the time since the machine was started; empty where that cannot be told.
  public var bootID: String

  public init(
    now: @escaping @Sendable () -> Timestamp,
    uptime: @escaping @Sendable () -> Duration,
    randomBits: @escaping @Sendable () -> UInt64,
    sleep: @escaping @Sendable (Duration) async throws -> Void,
    environment: [String: String],
    processID: Int32,
    hostName: String,
    userName: String,
    bootID: String
  ) {
    self.now = now
    self.uptime = uptime
    self.randomBits = randomBits
    self.sleep = sleep
    self.environment = environment
    self.processID = processID
    self.hostName = hostName
    self.userName = userName
    self.bootID = bootID
  }
}
