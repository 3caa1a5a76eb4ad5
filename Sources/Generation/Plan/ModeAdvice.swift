import ContentModel

/// Which mode a fill should have, and why: what `--mode auto` decides by.
///
/// The first line that holds decides:
///
/// | what is known | mode |
/// |---|---|
/// | the provider has no batch interface | live |
/// | it is to be done before a batch job need be, within 24 hours | live |
/// | the price table has no batch price, so that nothing is saved for certain | live |
/// | fewer than 20 calls, which are soon made | live |
/// | else | batch |
public struct ModeAdvice: Hashable, Sendable {
  public var mode: FillMode
  /// One sentence without a full stop.
  public var reason: String

  /// Seconds within which a provider answers a batch job. Source: `completion_window: 24h` of OpenAI's Batch API; Anthropic
  /// expires what is older.
  static let window = 86_400.0
  /// Below this a batch job is not worth the wait.
  static let fewestCalls = 20

  /// - Parameters:
  ///   - calls: What the plan expects.
  ///   - seconds: What they take live.
  ///   - cost: What they cost live, or nil.
  ///   - batchShare: The share of it that a batch costs, or nil.
  ///   - hasBatches: Whether the provider has a batch interface.
  ///   - secondsLeft: Until it is to be done, or nil.
  public init(
    calls: Int, seconds: Double, cost: Money?, currency: String, batchShare: Double?, hasBatches: Bool,
    secondsLeft: Double?
  ) {
    let liveTime = "live takes about \(Self.duration(seconds))"
    if !hasBatches {
      self.init(.live, "the provider has no batch interface")
    } else if let secondsLeft, secondsLeft < Self.window {
      let late = seconds > secondsLeft ? ", and even live takes about \(Self.duration(seconds))" : "; \(liveTime)"
      self.init(.live, "a batch job may take 24 h, and there are \(Self.duration(secondsLeft))\(late)")
    } else if let batchShare, let cost {
      if calls < Self.fewestCalls {
        self.init(.live, "\(calls) \(calls == 1 ? "call is" : "calls are") not worth waiting up to 24 h; \(liveTime)")
        return
      }
      let batch = Money(billionths: Int64((Double(cost.billionths) * batchShare).rounded(.up)))
      self.init(
        .batch,
        "about \(batch.rounded(decimals: 4)) \(currency) instead of \(cost.rounded(decimals: 4)), within 24 h")
    } else {
      self.init(.live, "the price table has no batch price for the model, so nothing is saved for certain")
    }
  }

  private init(_ mode: FillMode, _ reason: String) {
    self.mode = mode
    self.reason = reason
  }

  private static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(max(0, seconds).rounded(.up))) s"
    case ..<5400: "\(Int((seconds / 60).rounded(.up))) min"
    default: "\((seconds / 3600 * 10).rounded(.up) / 10) h"
    }
  }
}
