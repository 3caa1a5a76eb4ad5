/// Where a library's provider is, for `openai`.
struct TestEndpoint: Sendable {
  /// Up to `/v1`.
  var baseURL: String
  /// Its record of calls; a path without a file where it keeps none.
  var callLog = "/nowhere"
  var key = "sk-crash-test-key"
  /// More variables for the program.
  var more: [String: String] = [:]

  var environment: [String: String] {
    ["OPENAI_BASE_URL": baseURL, "OPENAI_API_KEY": key].merging(more) { $1 }
  }

  /// Settings with which a library calls it; prices as the sample has them for its own provider.
  static let settings = [
    "provider=openai", "providers.openai.model=simulated-1", "prices.openai/*.input=0.35",
    "prices.openai/*.cached_input=0.09", "prices.openai/*.output=1.40",
  ]
}
