import ContentModel
import Providers

/// How the simulator behaves.
public struct SimulatorSettings: Hashable, Sendable {
  /// The only model that it serves.
  public static let model = "simulated-1"

  /// With the text of a request and how often it came, decides everything.
  public var seed: UInt64 = 1
  /// The mean time of an answer in milliseconds.
  public var latencyMilliseconds = 0
  /// How far a single latency may be from the mean, as a share of it, 0 to 1.
  public var latencyJitter = 0.0
  /// The share of each fault, 0 to 1.
  public var rates: [SimulatorFault: Double] = [:]
  /// The most requests in any 60 seconds; nil for no limit.
  public var requestsPerMinute: Int?
  /// The most tokens, of input and output, in any 60 seconds; nil for no limit.
  public var tokensPerMinute: Int?
  /// What clients must send as their key; nil where any will do, or none.
  public var key: String?
  /// Where each call is appended before it is answered; nil for no log.
  public var callLog: String?

  /// What the first calls show, one entry a call; nil for a call that shows what the rates say.
  public var next: [SimulatorFault?] = []
  /// How batch jobs go.
  public var batches = BatchSettings()
  /// The folder where files and batch jobs are kept beyond the end of the program; nil to forget them.
  public var stateFolder: String?

  public init() {}
}
