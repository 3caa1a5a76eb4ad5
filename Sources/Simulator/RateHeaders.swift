import ContentModel
import Providers
import World

/// Limits as headers and as refusals, in OpenAI's words.
///
/// Source: https://platform.openai.com/docs/guides/rate-limits.
enum RateHeaders {
  /// `x-ratelimit-{limit,remaining,reset}-{requests,tokens}`, for the limits that there are; Anthropic's names are
  /// `anthropic-ratelimit-{requests,tokens}-{limit,remaining,reset}`, with the time of the reset.
  static func headers(
    requests: SlidingMinute.Standing?, tokens: SlidingMinute.Standing?, in dialect: Dialect, now: Timestamp
  ) -> [(String, String)] {
    var headers: [(String, String)] = []
    for (name, standing) in [("requests", requests), ("tokens", tokens)] {
      guard let standing else { continue }
      if dialect == .anthropic {
        headers.append(("anthropic-ratelimit-\(name)-limit", "\(standing.limit)"))
        headers.append(("anthropic-ratelimit-\(name)-remaining", "\(standing.remaining)"))
        let reset = now.advanced(byMilliseconds: Int64(standing.reset.wholeMilliseconds))
        headers.append(("anthropic-ratelimit-\(name)-reset", reset.description))
        continue
      }
      headers.append(("x-ratelimit-limit-\(name)", "\(standing.limit)"))
      headers.append(("x-ratelimit-remaining-\(name)", "\(standing.remaining)"))
      headers.append(("x-ratelimit-reset-\(name)", duration(standing.reset)))
    }
    return headers
  }

  /// The 429 of a call that is not let through; one that never will be tells clients not to try again.
  static func refusal(_ refusal: SlidingMinute.Refusal) -> EndpointError {
    let unit = refusal.limit == .requests ? "requests per min (RPM)" : "tokens per min (TPM)"
    let figures = "Limit \(refusal.most), Used \(refusal.used), Requested \(refusal.wanted)"
    var error = EndpointError(
      status: 429, type: refusal.limit.rawValue, code: "rate_limit_exceeded",
      message: "Request too large for \(SimulatorSettings.model) on \(unit): \(figures). (simulated)",
      headers: [("x-should-retry", "false")])
    if let wait = refusal.wait {
      let milliseconds = max(1, wait.wholeMilliseconds)
      error.message =
        "Rate limit reached for \(SimulatorSettings.model) on \(unit): \(figures). Please try again in "
        + "\(duration(wait)). (simulated)"
      error.headers = [("Retry-After", "\((milliseconds + 999) / 1000)"), ("retry-after-ms", "\(milliseconds)")]
    }
    return error
  }

  /// A duration as OpenAI writes it, rounded up to milliseconds: `12ms`, `1.5s`, `6m0s`.
  static func duration(_ duration: Duration) -> String {
    let milliseconds = duration.wholeMilliseconds
    if milliseconds < 1000 { return "\(milliseconds)ms" }
    let (minutes, rest) = milliseconds.quotientAndRemainder(dividingBy: 60_000)
    let fraction = rest % 1000
    var digits = "\(1000 + fraction)".dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return (minutes > 0 ? "\(minutes)m" : "") + "\(rest / 1000)" + (digits.isEmpty ? "" : ".\(digits)") + "s"
  }
}

extension Duration {
  /// Rounded up.
  var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
