import Console
import Generation
import Testing
import World

@testable import ContentStore
@testable import libtool

/// What a person who waits for batch jobs sees of them.
@Suite struct BatchScreenTests {
  private static let now = Timestamp(milliseconds: 1_795_167_000_000)

  private static func ago(_ minutes: Int64) -> Timestamp { now.advanced(byMilliseconds: -minutes * 60_000) }

  private static func job(
    _ status: String, lines: Int, done: Int, minutes: Int64 = 12, lookIn seconds: Int64? = 40, problem: String? = nil
  ) -> JobFigures {
    let job = StoredBatchJob(
      id: 1, uuid: "intent", run: 1, state: .submitted, provider: "openai", account: "a", model: "m", lines: lines,
      bytes: 0, inputTokens: 0, job: "batch_1f2e3d4c", status: status, strangers: [], count: .init(), reason: "",
      intendedAt: ago(minutes), createdAt: ago(minutes))
    let look = JobLook(
      answered: done, failed: 0, expiresAt: ago(minutes - 1440), lookedAt: now,
      nextLook: now.advanced(byMilliseconds: (seconds ?? 0) * 1000), problem: problem)
    return JobFigures(job: job, look: look)
  }

  private static func line(_ jobs: [JobFigures], width: Int) -> String {
    var progress = FillProgress(wanted: 8)
    progress.openJobs = jobs
    progress.drafted = 8
    return FillScreen.progress(progress, elapsed: .seconds(60), now: now)
      .line(width: width, style: Style(usesColour: false, usesUnicode: true))
  }

  /// The line that a fill draws on a terminal: what is known of the jobs gives way from the end.
  @Test func theLineOfAFill() {
    let one = [Self.job("in_progress", lines: 8, done: 3)]
    #expect(
      Self.line(one, width: 79)
        == "fill  ░░░░░░░░░░░░░  0/8  accepted  in_progress 3/8 lines  12 min  look in 40 s")
    #expect(
      Self.line(one, width: 199)
        == "fill  \(String(repeating: "░", count: 30))  0/8  accepted  in_progress 3/8 lines  12 min  look in 40 s  0 calls  0.0000"
    )
    #expect(Self.line([], width: 79) == "fill  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  0/8  accepted  0 calls  0.0000")
  }

  @Test(arguments: [
    ([job("validating", lines: 1, done: 0)], "validating 0/1 line"),
    ([job("in_progress", lines: 1200, done: 1100)], "in_progress 1,100/1,200 lines"),
    // A provider that counts more than there is: its figures are no reason to doubt ours.
    ([job("finalizing", lines: 8, done: 9)], "finalizing 8/8 lines"),
    (
      [
        job("in_progress", lines: 8, done: 3), job("validating", lines: 4, done: 0),
        job("in_progress", lines: 8, done: 1),
      ],
      "3 jobs in_progress, validating 4/20 lines"
    ),
  ])
  func howJobsStand(jobs: [JobFigures], text: String) {
    #expect(JobText(jobs)?.standing == text)
  }

  @Test func theOldestTheNextAndTheFirstToExpire() throws {
    let text = try #require(
      JobText([
        Self.job("in_progress", lines: 1, done: 0, minutes: 12),
        Self.job("in_progress", lines: 1, done: 0, minutes: 130, lookIn: 5, problem: "connection\nrefused"),
      ]))
    #expect(text.age(at: Self.now) == "2 h 10 min" && text.nextLook(at: Self.now) == "look in 5 s")
    #expect(text.expiry == "expires 2026-11-21 07:20" && text.problem == "last look: connection refused")
    // Nobody means to look where the time of the next look is over.
    #expect(JobText([Self.job("in_progress", lines: 1, done: 0, lookIn: nil)])?.nextLook(at: Self.now) == nil)
    #expect(JobText([]) == nil)
  }

  @Test(arguments: [80, 200]) func theScreenOfAWatcher(columns: Int) {
    var figures = RunFigures()
    figures.jobs = (0..<8).map {
      Self.job("in_progress", lines: 10, done: $0, problem: $0 == 2 ? "openai cannot be reached" : nil)
    }
    var run = StoredRun.notBegun(selection: "--section passiv", actor: "ada", budget: nil, currency: "EUR")
    run.uuid = "01a2177a-9f06-7946-ad57-00000000000a"
    run.status = .running
    run.wanted = 8
    let view = WatchView(
      run: run, figures: figures, pulse: RunPulse(), provider: "openai", mode: "production", now: Self.now,
      isWorkedOn: true)
    let lines = view.lines(width: columns - 1, style: Style(usesColour: false, usesUnicode: true))
    #expect(lines.allSatisfy { DisplayWidth.of($0) < columns })
    let (start, end) = ("in_progress 0/10 lines, 12 min old, look in 40 s", "expires 2026-11-21 09:18, batch_1f2e3d4c")
    if columns == 200 {
      #expect(lines.contains("Batch jobs    \(start), \(end)"), "\(lines)")
    } else {
      #expect(lines.contains("Batch jobs    \(start)") && lines.contains("                " + end), "\(lines)")
    }
    #expect(lines.count { $0.hasPrefix("              in_progress ") } == 2)
    #expect(lines.count { $0.hasSuffix("batch_1f2e3d4c") } == 3)
    #expect(lines.contains("              and 5 jobs in_progress 25/50 lines"))
    #expect(lines.contains("                last look: openai cannot be reached"))
    #expect(lines.contains("Left          until the batch jobs have come back, and what follows from them"))
    #expect(lines.last == "Ctrl-C leaves, the batch jobs go on. libtool runs pause 0000000a")
  }
}
