import Providers
import Testing

@testable import libtool

@Suite struct DiagnosisReachabilityTests {
  private static let url = "https://api.openai.com/v1"

  private static func check(
    models: [String]? = nil, problem: ProviderError? = nil, isReachable: Bool = true
  ) -> ProviderAnswer {
    .checked(
      EndpointCheck(
        baseURL: url, isReachable: isReachable, keyIsAccepted: problem == nil ? true : nil, models: models,
        problem: problem), milliseconds: 42)
  }

  private static func lines(_ answer: ProviderAnswer?, isDefault: Bool = true, model: String? = "big-1") throws
    -> [String]
  {
    let provider = try ProviderInUse.test("openai", model: model, isDefault: isDefault, key: "sk-0123456789")
    return Diagnosis.reachability(of: provider, answer).map(\.line)
  }

  @Test func whatIsInOrder() throws {
    #expect(
      try Self.lines(Self.check(models: ["big-1", "small-1"])) == [
        "reachability ok: openai at \(Self.url) answers in 42 ms and offers the model big-1"
      ])
    #expect(
      try Self.lines(Self.check(models: ["big-1"]), model: nil) == [
        "reachability ok: openai at \(Self.url) answers in 42 ms and offers 1 model"
      ])
    #expect(
      try Self.lines(Self.check(models: ["big-1:latest"])) == [
        "reachability ok: openai at \(Self.url) answers in 42 ms and offers the model big-1"
      ])
  }

  @Test func aModelThatIsNotOffered() throws {
    #expect(
      try Self.lines(Self.check(models: ["big-2", "small-1"])) == [
        "reachability warning: openai does not list the model big-1 among its 2 "
          + "-> did you mean `big-2`? Set providers.openai.model to one that it offers"
      ])
    #expect(
      try Self.lines(Self.check(models: [])) == [
        "reachability warning: openai does not list the model big-1 among its 0 "
          + "-> Set providers.openai.model to one that it offers"
      ])
  }

  @Test(arguments: [
    (
      ProviderError(.refusedKey, provider: "openai", status: 401, mend: "set a valid key, then resume the run"),
      "error: openai refuses the key (HTTP 401) -> set a valid key"
    ),
    (
      ProviderError(.unreachable, provider: "openai", detail: "no such host"),
      "error: openai cannot be reached: no such host -> check the network and the provider's base URL"
    ),
    (
      ProviderError(.serverError, provider: "openai", status: 503),
      "error: openai failed (HTTP 503) -> run `libtool doctor` again later"
    ),
    (
      ProviderError(.timeout, provider: "openai", detail: "no whole answer within 10 s"),
      "error: openai did not answer in time: no whole answer within 10 s -> run `libtool doctor` again later"
    ),
    (
      ProviderError(.badRequest, provider: "openai", status: 404),
      "info: openai at \(url) answers, but does not list its models (HTTP 404)"
    ),
  ])
  func whatIsWrong(problem: ProviderError, line: String) throws {
    #expect(try Self.lines(Self.check(problem: problem)) == ["reachability \(line)"])
  }

  /// Fills need the default provider; the others are asked for by name.
  @Test func anotherProviderIsAWarning() throws {
    let lines = try Self.lines(
      Self.check(problem: ProviderError(.quota, provider: "openai", status: 429)), isDefault: false)
    #expect(
      lines == [
        "reachability warning: the quota at openai is used up (HTTP 429) -> add credit or raise the limit at the provider"
      ])
  }

  @Test func whoIsNotAsked() throws {
    #expect(try Self.lines(.offline) == ["reachability info: openai at \(Self.url) was not asked: --offline"])
    let keyless = try ProviderInUse.test("openai")
    #expect(
      Diagnosis.reachability(of: keyless, .offline).map(\.line) == [
        "reachability info: openai was not asked: it answers nobody without a key"
      ])
    #expect(Diagnosis.reachability(of: .simulated, nil).isEmpty)
  }

  /// No run waits for what the doctor finds.
  @Test(arguments: [
    ProviderError.Kind.unreachable, .connection, .timeout, .refusedKey, .quota, .rateLimited, .serverError, .badRequest,
    .unreadable,
  ])
  func noMendSpeaksOfARun(kind: ProviderError.Kind) throws {
    let lines = try Self.lines(Self.check(problem: ProviderError(kind, provider: "openai")))
    #expect(lines.count == 1 && !lines[0].contains("resume"), "\(lines)")
    #expect(lines[0].contains(" -> "))
  }
}
