import ContentModel

/// Which mode a fill should have, and why: what `--mode auto` decides by.
///
/// A batch job may take up to 24 hours, and a run of them needs some after one another: what a text is assessed or written anew
/// for has to have come first. So a deadline holds only where it leaves that much time for each:
///
/// | what is expected | jobs after one another |
/// |---|---|
/// | texts | 1 |
/// | that they are assessed | 1 more |
/// | that some are sent back: written anew, and assessed again | as many more |
///
/// The first line that holds decides:
///
/// | what is known | mode |
/// |---|---|
/// | the provider has no batch interface | live |
/// | it is to be done before those jobs need be | live |
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

  /// How many batch jobs a run needs after one another, as far as it can be expected.
  ///
  /// - Parameters:
  ///   - assesses: Whether texts are assessed.
  ///   - textsSentBack: How many texts are expected to be written anew.
  public static func jobsInSequence(assesses: Bool, textsSentBack: Double) -> Int {
    let round = assesses ? 2 : 1
    // A run of many items has a second round as soon as one text is likely to need it.
    return textsSentBack >= 0.5 ? 2 * round : round
  }

  /// - Parameters:
  ///   - calls: What the plan expects.
  ///   - seconds: What they take live.
  ///   - cost: What they cost live, or nil.
  ///   - batchShare: The share of it that a batch costs, or nil.
  ///   - hasBatches: Whether the provider has a batch interface.
  ///   - jobsInSequence: How many jobs the run needs after one another, 1 or more.
  ///   - secondsLeft: Until it is to be done, or nil.
  public init(
    calls: Int, seconds: Double, cost: Money?, currency: String, batchShare: Double?, hasBatches: Bool,
    jobsInSequence: Int, secondsLeft: Double?
  ) {
    let liveTime = "live takes about \(Self.duration(seconds))"
    let wait =
      jobsInSequence == 1
      ? "a batch job may take 24 h"
      : "a run of batch jobs needs \(jobsInSequence) or more after one another, each of which may take 24 h"
    if !hasBatches {
      self.init(.live, "the provider has no batch interface")
    } else if let secondsLeft, secondsLeft < Self.window * Double(jobsInSequence) {
      let late = seconds > secondsLeft ? ", and even live takes about \(Self.duration(seconds))" : "; \(liveTime)"
      self.init(.live, "\(wait), and there are \(Self.duration(secondsLeft))\(late)")
    } else if let batchShare, let cost {
      if calls < Self.fewestCalls {
        self.init(
          .live, "\(calls) \(calls == 1 ? "call is" : "calls are") not worth waiting up to 24 h a job; \(liveTime)")
        return
      }
      let batch = Money(billionths: Int64((Double(cost.billionths) * batchShare).rounded(.up)))
      let jobs = jobsInSequence == 1 ? "" : " of \(jobsInSequence) or more after one another"
      self.init(
        .batch,
        "about \(batch.rounded(decimals: 4)) \(currency) instead of \(cost.rounded(decimals: 4)), each job\(jobs) within 24 h"
      )
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
