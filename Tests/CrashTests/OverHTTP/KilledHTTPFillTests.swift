import Testing

#if DEBUG

  /// A fill over HTTP whose process is killed, again and again; the endpoint lives on, and its synced log of calls judges.
  @Suite("A killed fill over HTTP", .fewAtOnce, .reports(.overHTTP, kills: isLong ? 100 : 10))
  struct KilledHTTPFillTests {
    /// Those of the sample's own provider, and failures of a connection on top.
    private static let faults = [
      "rule_failure=0.12", "regeneration_failure=0.08", "failed_assessment=0.1", "missing_slot=0.03",
      "repeated_slot=0.02", "extra_slot=0.02", "shuffled_slots=0.2", "truncation=0.03", "refusal=0.01",
      "server_error=0.03", "rate_limit_ms=0.02", "reset_in_body=0.02",
    ]

    @Test(
      "is resumed: nothing lost, nothing doubled, calls in flight listed",
      arguments: KillScenario.make(kills: isLong ? 140 : 14))
    func isResumed(_ scenario: KillScenario) async throws {
      let simulator = try await SimulateProcess(
        ["--latency-ms", "15", "--jitter", "0.4", "--seed", "\(scenario.number)"]
          + Self.faults.flatMap { ["--fault", $0] })
      let library = try TestLibrary(
        settings: ["fill.concurrency=\(scenario.concurrency)"], calling: simulator.address)
      try await KilledFill(scenario: scenario, library: library, figures: .overHTTP).judge()
      try await simulator.end()
    }
  }

#endif
