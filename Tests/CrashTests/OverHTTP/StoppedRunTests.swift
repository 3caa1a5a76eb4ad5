import Formats
import Foundation
import SQLiteKit
import Testing

#if DEBUG

  /// A process that is stopped (`SIGSTOP`) past its lease while others want its run, and let go on (`SIGCONT`). On one machine
  /// the lock of the run decides, whatever the clock says: nobody takes what the stopped one goes on with. The endpoint lives on,
  /// and its synced log judges.
  @Suite("A run whose process is stopped past its lease", .fewAtOnce) struct StoppedRunTests {
    /// The clock of the others is so far ahead: the lease of a minute is over for them.
    private static let pastTheLease = 120
    private static let section = ["--section", "adjektivdeklination_einstieg"]

    struct Stop: Sendable, CustomTestStringConvertible {
      var mode: String
      var step: String
      var testDescription: String { "\(mode), \(step)" }
    }

    /// Steps at which no write is on its way: a process that is stopped in one keeps the store's lock, and everybody waits for it.
    static let stops =
      ["reserved", "sent", "answered", "published"].map { Stop(mode: "live", step: $0 + ":2") }
      + ["gathered", "intended", "uploaded", "creating", "created", "submitted", "lines_stored", "job_ended"].map {
        Stop(mode: "batch", step: $0 + ":1")
      }

    @Test("goes on as if nothing had been, and nobody had it meanwhile", arguments: stops)
    func goesOn(_ stop: Stop) async throws {
      let simulator = try await SimulateProcess(
        ["--latency-ms", "15", "--batch-delay-ms", "300", "--fault", "rule_failure=0.2"])
      let library = try await Self.library(simulator.address, concurrency: 1)
      let fill = ["fill"] + Self.section + ["--mode", stop.mode]
      let holder = try library.start(fill, failpoint: stop.step + ":stop")
      try #require(await holder.isStopped())
      // Where another thread of it was in the middle of a write, everybody waits for it: that says nothing of the run.
      if try Self.isStoreFree(library) { try await expectNobodyGetsIt(library, holder) }
      holder.send(SIGCONT)
      let finished = try await holder.finish()
      #expect(finished.end == .code(0), "\(finished.errors)")
      try await judge(library)
      try await simulator.end()
    }

    /// Many calls are on their way when it is stopped; their answers wait for it in its sockets.
    @Test("reads the answers that came while it was stopped")
    func answersWait() async throws {
      let endpoint = try SimulatedEndpoint { $0.latencyMilliseconds = 500 }
      let library = try await Self.library(endpoint.address, concurrency: 8)
      let holder = try library.start(["fill"] + Self.section)
      try await stop(holder, library) { endpoint.simulator.tally.received >= 3 }
      try await expectNobodyGetsIt(library, holder)
      holder.send(SIGCONT)
      let finished = try await holder.finish()
      #expect(finished.end == .code(0), "\(finished.errors)")
      try await judge(library)
    }

    /// The lease runs out by the real clock.
    @Test("goes on after more than a minute", .enabled(if: isLong)) func reallyPast() async throws {
      let endpoint = try SimulatedEndpoint { $0.latencyMilliseconds = 500 }
      let library = try await Self.library(endpoint.address, concurrency: 8)
      let holder = try library.start(["fill"] + Self.section)
      try await stop(holder, library) { endpoint.simulator.tally.received >= 3 }
      try await Task.sleep(for: .seconds(65))
      try await expectNobodyGetsIt(library, holder, clock: nil)
      holder.send(SIGCONT)
      let finished = try await holder.finish()
      #expect(finished.end == .code(0), "\(finished.errors)")
      try await judge(library)
    }

    /// What the refusal says: after this the run is anybody's, at once and by every clock.
    @Test("leaves the run to others when it is killed", arguments: ["live", "batch"])
    func isKilled(_ mode: String) async throws {
      let simulator = try await SimulateProcess(["--batch-delay-ms", "300"])
      let library = try await Self.library(simulator.address, concurrency: 1)
      let step = mode == "live" ? "sent:2" : "created:1"
      let holder = try library.start(["fill"] + Self.section + ["--mode", mode], failpoint: step + ":stop")
      try #require(await holder.isStopped())
      holder.send(SIGKILL)
      #expect(await holder.wait() == .signal(SIGKILL))
      let lost = try StoreJudge(library).inFlight
      try await library.succeed(["runs", "resume", "last"] + (mode == "batch" ? ["--mode", "batch"] : []))
      // Its answer came and died with it: paid, and listed.
      try await judge(library, unknown: mode == "live" ? lost : [])
      #expect(mode == "batch" || lost.count == 1)
      try await simulator.end()
    }

    private static func library(_ endpoint: TestEndpoint, concurrency: Int) async throws -> TestLibrary {
      try await TestLibrary.synced(
        settings: ["prices.openai/*.batch=0.5", "fill.poll_s=1", "fill.concurrency=\(concurrency)"], calling: endpoint)
    }

    /// Stops a process between two writes: one that holds the store's lock would keep everybody from everything.
    private func stop(
      _ process: ChildProcess, _ library: TestLibrary, when condition: @escaping @Sendable () -> Bool
    ) async throws {
      _ = try await process.when(condition) {}
      while true {
        process.send(SIGSTOP)
        try #require(await process.isStopped())
        if try Self.isStoreFree(library) { return }
        process.send(SIGCONT)
      }
    }

    /// Whether somebody else can write, while the holder is stopped.
    private static func isStoreFree(_ library: TestLibrary) throws -> Bool {
      do {
        let connection = try Connection(path: library.storeFile, access: .readWrite, busyTimeout: 0)
        try connection.run("UPDATE runs SET holder = holder")
        return true
      } catch  where error.isBusy {
        return false
      }
    }

    private func expectNobodyGetsIt(
      _ library: TestLibrary, _ holder: ChildProcess, clock: Int? = pastTheLease
    ) async throws {
      let before = try Self.ledger(library)
      let run = try #require(try library.connect().first("SELECT uuid FROM runs") { String($0.text(0).suffix(8)) })
      for command in [
        ["runs", "resume", "last"], ["runs", "resume", "last", "--mode", "batch"], ["runs", "cancel", "last", "--yes"],
      ] {
        let refused = try await library.run(command, clock: clock)
        #expect(refused.end == .code(6), "\(command)")
        let lines = refused.errors.split(separator: "\n")
        #expect(
          lines.first?.hasPrefix(
            "error: run \(run) is being worked on by \(ProcessInfo.processInfo.hostName):\(holder.pid), "
              + "which has given no sign of life since ") == true, "\(refused.errors)")
        #expect(
          lines.last == """
            it may have been stopped: `kill -CONT \(holder.pid)` lets it go on; after `kill -KILL \(holder.pid)` the run \
            can be resumed
            """)
      }
      // The gap is taken as well: what the run is to make is planned by nobody else.
      for mode in ["live", "batch"] {
        let fill = try await library.run(["fill", "--mode", mode, "--json"] + Self.section, clock: clock)
        #expect(fill.end == .code(0), "\(fill.errors)")
        #expect(try JSON.parse(fill.output)["wanted"] == 0)
      }
      #expect(try Self.ledger(library) == before)
    }

    /// Runs, jobs, calls: nobody but the holder adds to them.
    private static func ledger(_ library: TestLibrary) throws -> [String] {
      try library.connect().all(
        """
        SELECT 'run ' || uuid || status || holder FROM runs UNION ALL SELECT 'job ' || uuid || state FROM batch_jobs
        UNION ALL SELECT 'call ' || uuid || state FROM attempts
        """
      ) { $0.text(0) }
    }

    private func judge(_ library: TestLibrary, unknown: Set<String> = []) async throws {
      var store = try StoreJudge(library)
      try store.judgeFinished()
      #expect(store.faults == [])
      #expect(store.unknown == unknown)
      #expect(try library.connect().first("SELECT count(*) FROM runs") { $0.int(0) } == 1)
      let log = try BatchLog(path: library.callLogFile)
      #expect(log.created.filter { $0.value != 1 } == [:], "second jobs")
      #expect(log.lines.filter { $0.value != 1 } == [:], "lines answered twice")
      let booked = try library.connect().all(
        "SELECT uuid FROM attempts WHERE job IS NOT NULL AND state = 'settled'"
      ) { $0.text(0) }
      #expect(Set(booked) == Set(log.cost.keys))
      let totals = try await library.json(["coverage"] + Self.section)["totals"]
      #expect(totals?["gap"] == 0 && totals?["active"] == totals?["target"] && totals?["in_flight"] ?? 0 == 0)
    }
  }

#endif
