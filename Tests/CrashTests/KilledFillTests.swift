import Testing

#if DEBUG

  /// A fill whose process is killed, again and again, until it is let live.
  @Suite("A killed fill", .fewAtOnce, .reports(.simulated, kills: isLong ? 200 : 10))
  struct KilledFillTests {
    @Test(
      "is resumed: nothing lost, nothing doubled, calls in flight listed",
      arguments: KillScenario.make(kills: isLong ? 280 : 20))
    func isResumed(_ scenario: KillScenario) async throws {
      let library = try TestLibrary(settings: ["fill.concurrency=\(scenario.concurrency)"])
      try await KilledFill(scenario: scenario, library: library, figures: .simulated).judge()
    }
  }

#endif
