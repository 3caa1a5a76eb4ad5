import World

/// Reads the rate headers of an answer.
///
/// Two families: `x-ratelimit-{limit,remaining,reset}-{requests,tokens}`, whose resets are durations
/// (https://platform.openai.com/docs/guides/rate-limits), and
/// `anthropic-ratelimit-{requests,tokens,input-tokens,output-tokens}-{limit,remaining,reset}`, whose resets are dates of
/// RFC 3339 (https://docs.anthropic.com/en/api/rate-limits).
public enum RateHeaders {
  /// What the headers say, or nil where they say nothing that makes sense.
  ///
  /// Left out are values that are no whole number, negative or huge, limits of 0, and what remains of such a limit: gateways
  /// send them. Nothing left is believed only together with a time when it will be there again.
  /// - Parameters:
  ///   - headers: In the order in which they came; of a repeated name the first counts.
  ///   - now: What dates are compared with, where the answer's own `Date` is not far from it.
  public static func read(_ headers: [(String, String)], now: Timestamp) -> RateReport? {
    var values: [String: String] = [:]
    for (name, value) in headers {
      let name = name.lowercased()
      guard name.hasPrefix("x-ratelimit-") || name.hasPrefix("anthropic-ratelimit-") else { continue }
      if values[name] == nil { values[name] = value.trimmed }
    }
    if values.isEmpty { return nil }
    let now = ServerClock.now(of: headers, orElse: now)
    func part(_ name: String) -> RateReport.Part {
      let common = read(
        limit: values["x-ratelimit-limit-\(name)"], remaining: values["x-ratelimit-remaining-\(name)"],
        reset: values["x-ratelimit-reset-\(name)"], now: now)
      if common != RateReport.Part() { return common }
      let prefix = "anthropic-ratelimit-\(name)"
      return read(
        limit: values["\(prefix)-limit"], remaining: values["\(prefix)-remaining"], reset: values["\(prefix)-reset"],
        now: now)
    }
    var report = RateReport(requests: part("requests"), tokens: part("tokens"))
    if report.tokens == RateReport.Part() {
      // Two limits where we keep one: the lower one keeps both.
      let input = part("input-tokens")
      let output = part("output-tokens")
      report.tokens = (output.limit ?? .max) < (input.limit ?? .max) ? output : input
    }
    return report == RateReport() ? nil : report
  }

  private static func read(limit: String?, remaining: String?, reset: String?, now: Timestamp) -> RateReport.Part {
    let limitIsSent = limit != nil
    let limit = limit.flatMap(count).flatMap { $0 > 0 ? $0 : nil }
    let reset = reset.flatMap { RateReset.read($0, now: now) }
    var left = remaining.flatMap(count)
    if limitIsSent, limit == nil { left = nil }
    if let limit, let value = left, value > limit { left = nil }
    if left == 0, reset ?? .zero <= .zero { left = nil }
    guard limit != nil || left != nil else { return RateReport.Part() }
    return RateReport.Part(limit: limit, remaining: left, reset: reset)
  }

  /// A whole number from 0 to 10^12, also as `3000.0`.
  private static func count(_ text: String) -> Int? {
    guard let value = Double(text), value >= 0, value <= 1e12, value.rounded() == value else { return nil }
    return Int(value)
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  fileprivate var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
