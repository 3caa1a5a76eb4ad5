import ContentModel
import ContentStore
import Formats
import Generation
import Providers
import World

extension Diagnosis {
  /// What the settings say of a provider's limits, beside what its headers said last.
  ///
  /// - Parameter rates: What the store knows of the account; nil before its first call.
  static func limits(of provider: ProviderInUse, _ rates: StoredRates?, now: Timestamp) -> [Diagnosis] {
    guard let endpoint = provider.endpoint else { return [] }
    let name = provider.name
    let told = RateQuota(requests: rates?.providerRequests, tokens: rates?.providerTokens)
    let effective = endpoint.limits.effective(provider: told)
    let details: JSON = [
      "provider": .string(name), "model": provider.model.json,
      "requests_per_minute": effective.requests.json, "tokens_per_minute": effective.tokens.json,
      "provider_requests_per_minute": told.requests.json, "provider_tokens_per_minute": told.tokens.json,
    ]
    var found: [Diagnosis] = []
    if let rates, rates.notBefore > now {
      found.append(
        Diagnosis(
          .limits, .warning, "\(name) wants no calls before \(rates.notBefore.shortDescription) UTC",
          mend: "begin runs after that", details: details))
    }
    for (own, theirs, noun, setting) in [
      (endpoint.limits.quota.requests, told.requests, "requests", "requests_per_minute"),
      (endpoint.limits.quota.tokens, told.tokens, "tokens", "tokens_per_minute"),
    ] {
      guard let own, let theirs, own > theirs else { continue }
      found.append(
        Diagnosis(
          .limits, .warning,
          "providers.\(name).\(setting) is \(Quantity.grouped(own)), but its headers allow \(Quantity.grouped(theirs)) "
            + "\(noun) a minute, which is what counts",
          mend: "set it to \(theirs), or leave it out", details: details))
    }
    let limits = [
      effective.requests.map { Quantity.of($0, "request", "requests") },
      effective.tokens.map { Quantity.of($0, "token", "tokens") },
    ].compactMap { $0 }
    let share = Int((endpoint.limits.keptBack * 100).rounded())
    let text =
      limits.isEmpty
      ? "\(name): no limit is known; what its headers say will be kept"
      : "\(name): \(limits.joined(separator: " and ")) a minute"
        + (share > 0 ? ", the \(share) % for others taken off" : "")
    found.append(Diagnosis(.limits, .ok, text, details: details))
    return found
  }
}
