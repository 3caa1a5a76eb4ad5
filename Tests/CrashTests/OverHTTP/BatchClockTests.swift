import Formats
import Foundation
import SQLiteKit
import Testing

#if DEBUG

  /// Batch jobs whose run is begun under one clock and gone on with under another: one that is a day ahead, or an hour back. The
  /// endpoint has its own clock, which is right, and its log judges: no job is created twice, no line is lost.
  @Suite("A batch run under clocks that are wrong", .fewAtOnce) struct BatchClockTests {
    struct Case: Sendable, CustomTestStringConvertible {
      /// Where the first process dies.
      var step: String
      /// Seconds by which the clocks of the first and of the second process are ahead.
      var first: Int
      var second: Int
      var testDescription: String { "\(step), clock \(first) s, then \(second) s" }
    }

    private static let day = 86_400
    private static let hour = 3600

    /// After `created` the job is looked for by when it was made; after `submitted` it is only looked at.
    static let cases: [Case] = {
      let clocks = [(day, 0), (0, day), (0, -hour), (-hour, 0), (day, day), (-day, -day), (-day, day)]
      var cases: [Case] = []
      for step in ["created", "submitted"] {
        for (first, second) in clocks { cases.append(Case(step: step, first: first, second: second)) }
      }
      return cases
    }()

    @Test("creates no second job and loses no line", arguments: cases)
    func isFound(_ sample: Case) async throws {
      let simulator = try await SimulateProcess(["--batch-delay-ms", "300"])
      let library = try await TestLibrary.synced(
        settings: ["prices.openai/*.batch=0.5", "fill.poll_s=1"], calling: simulator.address)
      let fill = ["fill", "--section", "passiv", "--limit", "4", "--mode", "batch"]
      let killed = try await library.run(fill, failpoint: sample.step + ":1", clock: sample.first)
      #expect(killed.end == .signal(SIGKILL))
      // The dead process holds nothing, by whatever clock.
      let resumed = try await library.run(["runs", "resume", "last", "--mode", "batch"], clock: sample.second)
      #expect(resumed.end == .code(0), "\(resumed.errors)")
      var judge = try StoreJudge(library)
      try judge.judgeFinished()
      #expect(judge.faults == [] && judge.unknown == [])
      let log = try BatchLog(path: library.callLogFile)
      #expect(log.created.values.allSatisfy { $0 == 1 } && log.created["none"] == nil, "second jobs")
      let jobs = try library.connect().first("SELECT count(*) FROM batch_jobs") { $0.int(0) }
      #expect(log.created.count == jobs)
      #expect(log.lines.values.allSatisfy { $0 == 1 }, "lines answered twice")
      let booked = try library.connect().all("SELECT uuid FROM attempts WHERE state = 'settled'") { $0.text(0) }
      #expect(Set(booked) == Set(log.lines.keys))
      try await simulator.end()
    }
  }

#endif
