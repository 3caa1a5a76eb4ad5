import Formats
import Foundation
import SQLiteKit
import Testing

#if DEBUG

  /// An interface that keeps no intent (Anthropic's message batches): after a create whose answer is lost, the provider's list
  /// holds a job of this run and one that another library made with the same key, of the same size. Their results tell whose they
  /// are.
  @Suite("A batch job that looks like another's", .fewAtOnce) struct StrangerJobTests {
    private static let fill = ["fill", "--section", "passiv", "--limit", "4", "--batch-size", "1", "--mode", "batch"]

    /// Where the first process dies: with its job created, or before it was.
    @Test("is told apart by its results", arguments: ["created:1", "creating:1"]) func isToldApart(step: String)
      async throws
    {
      let simulator = try await SimulateProcess(["--batch-delay-ms", "300"])
      let settings = ["prices.anthropic/*.batch=0.5", "fill.poll_s=1"]
      let first = try await TestLibrary.synced(settings: settings, calling: simulator.address.anthropic)
      let second = try await TestLibrary.synced(settings: settings, calling: simulator.address.anthropic)
      let killed = try await first.run(Self.fill, failpoint: step)
      #expect(killed.end == .signal(SIGKILL), "\(killed.errors)")
      // The newest job in the list is the other library's.
      try await second.succeed(Self.fill + ["--detach"])
      let stranger = try #require(try second.connect().first("SELECT job FROM batch_jobs") { $0.text(0) })

      try await first.succeed(["runs", "resume", "last"])
      let strangers = try first.connect().all("SELECT strangers FROM batch_jobs ORDER BY id") { $0.text(0) }
      #expect(strangers.first.map { $0.contains("\"\(stranger)\"") } == true, "\(strangers)")
      #expect(try first.connect().all("SELECT 1 FROM batch_jobs WHERE job = \(quoted(stranger))") { $0.int(0) } == [])
      try await second.succeed(["runs", "resume", "last"])

      var booked: [String] = []
      var jobs: [String] = []
      for library in [first, second] {
        var judge = try StoreJudge(library)
        try judge.judgeFinished()
        #expect(judge.faults == [] && judge.unknown == [])
        booked += try library.connect().all("SELECT uuid FROM attempts WHERE state = 'settled'") { $0.text(0) }
        jobs += try library.connect().all("SELECT job FROM batch_jobs") { $0.text(0) }
      }
      let log = try BatchLog(path: simulator.address.callLog)
      #expect(Set(jobs).count == jobs.count && log.created.values.reduce(0, +) == jobs.count, "\(log.created), \(jobs)")
      #expect(log.lines.values.allSatisfy { $0 == 1 } && Set(log.lines.keys) == Set(booked))
      #expect(Set(booked).count == booked.count)
      try await simulator.end()
    }

    private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
  }

#endif
