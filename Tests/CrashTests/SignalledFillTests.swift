import Foundation
import Testing
import World

/// A fill that is asked to end: Ctrl-C, or the SIGTERM of a service manager.
@Suite("A fill that gets a signal")
struct SignalledFillTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var number: Int
    var signal: Int32
    var concurrency: Int
    /// How much of the provider's log there is when the signal comes, in bytes, and microseconds later.
    var bytes: Int
    var microseconds: Int

    var testDescription: String {
      "\(number): \(signal == SIGINT ? "SIGINT" : "SIGTERM"), \(concurrency) at once, after \(bytes) bytes + \(microseconds) µs"
    }

    static func make(_ count: Int) -> [Case] {
      var random = SeededGenerator(seed: 31)
      return (0..<count).map { number in
        Case(
          number: number, signal: number % 2 == 0 ? SIGINT : SIGTERM,
          concurrency: [8, 1, 4].randomElement(using: &random) ?? 8,
          // The first may come before there is a run.
          bytes: number == 0 ? 0 : Int.random(in: 1...3000, using: &random),
          microseconds: Int.random(in: 0...100_000, using: &random))
      }
    }
  }

  private static let fill = ["fill", "--section", "adjektivdeklination_einstieg"]

  @Test(
    "finishes its calls in flight, pauses, and goes on when resumed", .fewAtOnce, arguments: Case.make(isLong ? 60 : 3))
  func drains(_ scenario: Case) async throws {
    let library = try await TestLibrary.synced(latency: 200, settings: ["fill.concurrency=\(scenario.concurrency)"])
    let process = try library.start(Self.fill)
    let signalled = try await process.when({ library.callLogSize >= scenario.bytes }) { () -> (Date, Int) in
      usleep(UInt32(scenario.microseconds))
      let calls = try library.callLog.received.count
      process.send(scenario.signal)
      return (Date(), calls)
    }
    let finished = try await process.finish()
    let (time, before) = try #require(signalled)
    #expect(finished.time.timeIntervalSince(time) < 10)
    if try library.hasRun() == false {
      // Nothing had begun: the signal ends the program as it ends any.
      #expect(finished.end == .signal(scenario.signal) || finished.end == .code(130))
      try await library.succeed(Self.fill)
      return
    }
    // The calls in flight may have been the last ones.
    if finished.end == .code(0) { return #expect(try library.isFinished()) }
    #expect(finished.end == .code(130), "\(finished.errors)")
    #expect(finished.errors.contains("Stopping after the calls in flight. Ctrl-C again breaks off at once.\n"))
    #expect(finished.output.contains("paused: interrupted"))
    #expect(finished.output.contains("Go on with: libtool runs resume"))
    // The signal takes its time to the one who plans calls; what was planned before may still be sent.
    let late = try library.callLog.received.filter { $0.time > time.addingTimeInterval(0.5) }
    #expect(late.isEmpty)
    #expect(try library.callLog.received.count - before <= scenario.concurrency)
    // All answers came and are booked: nothing is in flight, nothing unknown.
    let paused = try StoreJudge(library)
    #expect(paused.faults == [])
    #expect(paused.inFlight.isEmpty && paused.unknown.isEmpty && paused.calls["answered"] == nil)
    try await library.expectResumed(unknown: [])
  }

  /// As `timeout` does, which signals the process and then its group.
  @Test("takes two signals at once for one", .fewAtOnce) func twoAtOnce() async throws {
    let library = try await TestLibrary.synced(latency: 500)
    let process = try library.start(Self.fill)
    _ = try await process.when({ library.callLogSize > 0 }) {
      process.send(SIGTERM)
      process.send(SIGINT)
    }
    let finished = try await process.finish()
    #expect(finished.end == .code(130) && finished.output.contains("paused: interrupted"), "\(finished.errors)")
    let paused = try StoreJudge(library)
    #expect(paused.faults == [] && paused.inFlight.isEmpty && paused.unknown.isEmpty)
    try await library.expectResumed(unknown: [])
  }

  @Test("gives slow calls seven seconds", .fewAtOnce)
  func breaksOffSlowCalls() async throws {
    let library = try await TestLibrary.synced(latency: 120_000)
    let process = try library.start(Self.fill)
    let time = try await process.when({ library.callLogSize > 0 }) {
      process.send(SIGTERM)
      return Date()
    }
    let finished = try await process.finish()
    let seconds = finished.time.timeIntervalSince(try #require(time))
    #expect(finished.end == .code(130), "\(finished.errors)")
    #expect(seconds > 6 && seconds < 10, "\(seconds)")
    let judge = try StoreJudge(library)
    #expect(judge.faults == [])
    #expect(judge.inFlight.isEmpty)
    #expect(judge.unknown == (try library.callLog.calls))
    try await library.expectResumed(unknown: judge.unknown)
  }

  @Test("breaks off at once at the second signal", arguments: [false, true])
  func secondSignal(errorsAreStuck: Bool) async throws {
    let library = try await TestLibrary.synced(latency: 120_000)
    let stuck = errorsAreStuck ? try StuckPipe(in: library.logs) : nil
    let process = try library.start(Self.fill, errors: stuck?.path)
    _ = try await process.when({ library.callLogSize > 0 }) { process.send(SIGINT) }
    // It has come once it is no longer pending; two that wait are one.
    _ = try await process.when({ !process.hasPendingSignal }) {}
    // Two within a tenth of a second are one as well.
    try await Task.sleep(for: .milliseconds(150))
    let time = Date()
    process.send(SIGINT)
    #expect(await process.wait() == .code(130))
    #expect(Date().timeIntervalSince(time) < 5)
    let judge = try StoreJudge(library)
    #expect(judge.faults == [])
    // Those that were about to be sent look the same from here, and some may have been noted as unknown before it broke off.
    let uncertain = judge.inFlight.union(judge.unknown)
    #expect(uncertain.isSuperset(of: try library.callLog.calls))
    try await library.expectResumed(unknown: uncertain)
  }
}

/// A pipe that is full and that nobody reads.
private final class StuckPipe: Sendable {
  let path: String
  private let descriptor: Int32

  init(in folder: String) throws {
    path = folder + "/stuck"
    guard mkfifo(path, 0o600) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    descriptor = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    let bytes = [UInt8](repeating: 0, count: 4096)
    while write(descriptor, bytes, bytes.count) > 0 {}
  }

  deinit { close(descriptor) }
}

extension ChildProcess {
  /// Whether a signal was sent to it and has not yet reached its handler.
  var hasPendingSignal: Bool {
    let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    return status.split(separator: "\n").contains { line in
      ["SigPnd:", "ShdPnd:"].contains { line.hasPrefix($0) } && line.hasSuffix("0000000000000000") == false
    }
  }
}

extension TestLibrary {
  /// Goes on with the last run, with a quick provider, to its end.
  ///
  /// - Parameter unknown: The calls that are lost for good.
  func expectResumed(unknown: Set<String>, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    try await succeed(
      ["runs", "resume", "last", "--set", "providers.simulated.latency_ms=15"], sourceLocation: sourceLocation)
    var judge = try StoreJudge(self)
    try judge.judgeFinished()
    #expect(judge.faults == [], sourceLocation: sourceLocation)
    #expect(judge.unknown == unknown, sourceLocation: sourceLocation)
    let coverage = try await json(["coverage", "--section", "adjektivdeklination_einstieg"])
    #expect(coverage["totals"]?["gap"] == 0, sourceLocation: sourceLocation)
    #expect(coverage["totals"]?["active"] == coverage["totals"]?["target"], sourceLocation: sourceLocation)
  }
}
