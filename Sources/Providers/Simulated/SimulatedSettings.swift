import ContentModel
import Formats

/// How the simulated provider behaves: its seed, its speed and its faults.
///
/// The defaults have no faults and no latency; a library sets what its rehearsals should show.
public struct SimulatedSettings: Hashable, Sendable {
  /// With the request's seed and text, decides everything.
  public var seed: UInt64 = 1
  /// The mean time of an answer in milliseconds.
  public var latencyMilliseconds: Int = 0
  /// How far a single latency may be from the mean, as a share of it, 0 to 1.
  public var latencyJitter: Double = 0
  /// Where each call is appended before it is answered, synced; nil for no log.
  public var callLog: String?
  /// The share of each fault, 0 to 1.
  public var rates: [SimulatedFault: Double] = [:]

  public init() {}

  /// The share of a fault, 0 to 1.
  public func rate(_ fault: SimulatedFault) -> Double { rates[fault] ?? 0 }
}

/// A fault that the simulated provider can be told to show, by the name that the settings give it.
public enum SimulatedFault: String, Hashable, Sendable, CaseIterable {
  /// Of first drafts: the item is well-formed and breaks a quality rule.
  case ruleFailure = "rule_failure"
  /// The same, of regenerations.
  case regenerationFailure = "regeneration_failure"
  /// Of assessed items: the status is `fail`.
  case failedAssessment = "failed_assessment"
  /// Of slots in a batch: left out of the answer.
  case missingSlot = "missing_slot"
  /// Of slots in a batch: answered twice.
  case repeatedSlot = "repeated_slot"
  /// Of batch calls: one more item, under a slot that nobody asked for.
  case extraSlot = "extra_slot"
  /// Of batch calls: the items in another order.
  case shuffledSlots = "shuffled_slots"
  /// Of calls: the arguments end at a random byte, with `finish_reason` `length`.
  case truncation
  /// Of calls: a refusal instead of an answer.
  case refusal
  /// Of calls: an answer that a content filter stopped.
  case contentFilter = "content_filter"
  /// Of calls: the arguments are no JSON.
  case malformed
  /// Of calls: half a body with status 200.
  case brokenBody = "broken_body"
  /// Of calls: HTTP 500 or 503, without the model's latency: an error status reaches no model.
  case serverError = "server_error"
  /// Of calls: HTTP 429 with a `Retry-After` of a second, without the model's latency.
  case rateLimit = "rate_limit"
}

/// A setting of the simulated provider that makes no sense.
public struct SimulatedSettingsError: Failure, Hashable {
  /// The name of the setting.
  public var setting: String
  public var problem: String
  public var mend: String

  public var message: String { "providers.simulated.\(setting): \(problem)" }
  public var hint: String? { mend }
}

extension SimulatedSettings {
  /// The names of all settings, sorted.
  public static let names =
    (["seed", "latency_ms", "latency_jitter", "call_log"] + SimulatedFault.allCases.map(\.rawValue)).sorted()

  /// Reads the settings from the members of an object; what is left out keeps its default.
  /// - Throws: on an unknown name, a rate outside 0 to 1, or a value of another type.
  public init(_ json: JSON) throws(SimulatedSettingsError) {
    self.init()
    for (name, value) in json.object?.members ?? [] {
      switch name {
      case "seed": seed = UInt64(try Self.whole(name, value))
      case "latency_ms": latencyMilliseconds = try Self.whole(name, value)
      case "latency_jitter": latencyJitter = try Self.share(name, value)
      case "call_log":
        guard let path = value.string, !path.isEmpty else {
          throw SimulatedSettingsError(setting: name, problem: "\(value.text) is no path", mend: "write a file's path")
        }
        callLog = path
      default:
        guard let fault = SimulatedFault(rawValue: name) else {
          throw SimulatedSettingsError(
            setting: name, problem: "unknown setting",
            mend: Suggestion.hint(for: name, among: Self.names) ?? "known are \(Self.names.joined(separator: ", "))")
        }
        rates[fault] = try Self.share(name, value)
      }
    }
  }

  private static func whole(_ name: String, _ value: JSON) throws(SimulatedSettingsError) -> Int {
    guard let number = value.integer, number >= 0 else {
      throw SimulatedSettingsError(
        setting: name, problem: "\(value.text) is no whole number from 0 on", mend: "write a number such as 300")
    }
    return number
  }

  private static func share(_ name: String, _ value: JSON) throws(SimulatedSettingsError) -> Double {
    guard let share = value.double, (0...1).contains(share) else {
      throw SimulatedSettingsError(
        setting: name, problem: "\(value.text) is no share from 0 to 1", mend: "write a number such as 0.1")
    }
    return share
  }
}
