/// Where a library's provider is, for `openai` or `anthropic`.
struct TestEndpoint: Sendable {
  /// Up to `/v1`; for `anthropic` without it.
  var baseURL: String
  /// Its record of calls; a path without a file where it keeps none.
  var callLog = "/nowhere"
  var key = "sk-crash-test-key"
  /// More variables for the program.
  var more: [String: String] = [:]
  var provider = "openai"

  var environment: [String: String] {
    let prefix = provider.uppercased()
    return ["\(prefix)_BASE_URL": baseURL, "\(prefix)_API_KEY": key].merging(more) { $1 }
  }

  /// Settings with which a library calls it; prices as the sample has them for its own provider.
  var settings: [String] {
    [
      "provider=\(provider)", "providers.\(provider).model=simulated-1", "prices.\(provider)/*.input=0.35",
      "prices.\(provider)/*.cached_input=0.09", "prices.\(provider)/*.output=1.40",
    ]
  }

  /// The same server as Anthropic's clients see it.
  var anthropic: TestEndpoint {
    var other = self
    other.provider = "anthropic"
    if baseURL.hasSuffix("/v1") { other.baseURL.removeLast(3) }
    return other
  }
}
