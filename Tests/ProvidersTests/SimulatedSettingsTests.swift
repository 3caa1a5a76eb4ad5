import Formats
import Providers
import Testing

@Suite struct SimulatedSettingsTests {
  @Test func everySettingIsRead() throws {
    let settings = try SimulatedSettings(
      JSON.parse(
        """
        {"seed": 7, "latency_ms": 300, "latency_jitter": 0.5, "call_log": "/tmp/calls", "rule_failure": 0.12, "refusal": 1}
        """))
    #expect(settings.seed == 7 && settings.latencyMilliseconds == 300 && settings.latencyJitter == 0.5)
    #expect(settings.callLog == "/tmp/calls")
    #expect(settings.rates == [.ruleFailure: 0.12, .refusal: 1])
    #expect(settings.rate(.truncation) == 0)
    #expect(try SimulatedSettings([:]) == SimulatedSettings())
  }

  @Test(arguments: [
    ("rule_failure", "1.5", "providers.simulated.rule_failure: 1.5 is no share from 0 to 1"),
    ("refusal", "\"often\"", "providers.simulated.refusal: \"often\" is no share from 0 to 1"),
    ("latency_ms", "-1", "providers.simulated.latency_ms: -1 is no whole number from 0 on"),
    ("call_log", "3", "providers.simulated.call_log: 3 is no path"),
    ("rule_falure", "0.1", "providers.simulated.rule_falure: unknown setting"),
  ])
  func nonsenseIsRefused(name: String, value: String, message: String) throws {
    let value = try JSON.parse(value)
    do {
      _ = try SimulatedSettings(.object(JSON.Object([(name, value)])))
      Issue.record("\(name) was taken")
    } catch {
      #expect(error.message == message)
      #expect(error.hint != nil)
    }
  }

  @Test func aTypoIsToldFromNonsense() throws {
    func hint(_ name: String) throws -> String? {
      try #require(throws: SimulatedSettingsError.self) {
        try SimulatedSettings(.object(JSON.Object([(name, .double(0.1))])))
      }.hint
    }
    #expect(try hint("rule_falure") == "did you mean `rule_failure`?")
    #expect(try hint("temperature")?.hasPrefix("known are broken_body, call_log, ") == true)
  }

  @Test func everyFaultIsASetting() {
    for fault in SimulatedFault.allCases { #expect(SimulatedSettings.names.contains(fault.rawValue)) }
  }
}
