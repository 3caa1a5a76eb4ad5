import Testing

#if DEBUG

  /// A run whose process was killed, before somebody goes on with it: what it may have paid for is not hidden.
  @Suite("A run that was cut short", .fewAtOnce) struct CutShortRunTests {
    @Test("says how many calls were in flight, and how it is found out what became of them") func tells() async throws {
      let endpoint = try SimulatedEndpoint { $0.latencyMilliseconds = 120_000 }
      let library = try await TestLibrary.synced(settings: ["fill.concurrency=3"], calling: endpoint.address)
      let process = try library.start(["fill", "--section", "adjektivdeklination_einstieg"])
      _ = try await process.when({ endpoint.simulator.tally.received >= 3 }) { process.send(9) }
      _ = await process.wait()
      let run = try await library.json(["runs", "show", "last"])
      #expect(run["open_calls"] == 3 && run["unknown_calls"] == 0)
      let name = (run["run"]?.string ?? "").suffix(8)
      let shown = try await library.run(["runs", "show", "last"]).output
      #expect(
        shown.contains(
          #/\nIn flight     3 calls, 0\.\d+ reserved; after a crash, going on or `libtool runs cancel [0-9a-f]{8}` finds out which may have been paid\n/#
        ), "\(shown)")
      let settled = try await library.run(["runs", "settle", "last", "--all", "--release"])
      #expect(settled.end == .code(1))
      #expect(
        settled.errors == """
          error: run \(name) has no unknown call
          3 calls are in flight; where its process died, `libtool runs resume \(name)` or `libtool runs cancel \(name)` finds out which may have been paid

          """)
      try await library.succeed(["runs", "cancel", "last", "--yes"])
      let cancelled = try await library.json(["runs", "show", "last"])
      #expect(cancelled["open_calls"] == 0 && cancelled["unknown_calls"] == 3)
      try await library.succeed(["runs", "settle", "last", "--all", "--release"])
    }
  }

#endif
