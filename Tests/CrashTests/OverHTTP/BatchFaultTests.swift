import Formats
import Foundation
import SQLiteKit
import Testing

/// What comes of a run of batch jobs at an endpoint that fails, by fault: outcome, jobs, ledger, drafts. Four items are wanted
/// of one section, one a line; without a fault that is a job for the texts and one to assess them.
@Suite("A batch interface that fails", .fewAtOnce) struct BatchFaultTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var options: [String]
    var filled: String
    /// What the run says of why it rests, or a part of it.
    var reason = ""
    /// Further settings of the library.
    var settings: [String] = []
    /// After `runs resume`, the fault being gone; nil where nothing is left to resume.
    var resumed: String?
    var testDescription: String { name }

    init(
      _ name: String, _ options: [String], _ filled: String, reason: String = "", settings: [String] = [],
      resumed: String? = nil
    ) {
      self.name = name
      self.options = options
      self.filled = filled
      self.reason = reason
      self.settings = settings
      self.resumed = resumed
    }

    /// A fault of the next request, job or line.
    static func next(_ faults: String...) -> [String] { faults.flatMap { ["--next", $0] } }
  }

  static let rows: [Row] = [
    Row("no fault", [], "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "a line with an error", Row.next("line.error"),
      "0 finished; jobs: 3 collected; lines: 1 failed, 8 settled; 4 accepted"),
    Row(
      "a line that timed out", Row.next("line.request_timeout"),
      "0 finished; jobs: 3 collected; lines: 1 failed, 8 settled; 4 accepted"),
    Row(
      "a line with status 0", Row.next("line.no_answer"),
      "0 finished; jobs: 3 collected; lines: 8 settled, 1 unknown; 4 accepted"),
    Row(
      "a line that is cut off", Row.next("line.malformed"),
      "0 finished; jobs: 3 collected; lines: 8 settled, 1 unknown; 1 malformed, 0 repeated, 0 stray, 1 missing; 4 accepted"
    ),
    Row(
      "a line that comes twice", Row.next("line.repeated"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 0 malformed, 1 repeated, 0 stray, 0 missing; 4 accepted"),
    Row(
      "a line of nobody", Row.next("line.unknown"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 0 malformed, 0 repeated, 1 stray, 0 missing; 4 accepted"),
    Row(
      "a line that is in no file", Row.next("line.missing"),
      "0 finished; jobs: 3 collected; lines: 8 settled, 1 unknown; 0 malformed, 0 repeated, 0 stray, 1 missing; 4 accepted"
    ),
    Row(
      "every line with an error", Row.next("line.error=4"),
      "1 paused; jobs: 1 collected; lines: 4 failed; 0 accepted; 4 open, asked 0x",
      reason: "openai has answered nothing of the batch job", settings: ["fill.failures_before_pause=4"],
      resumed: "0 finished; jobs: 3 collected; lines: 4 failed, 8 settled; 4 accepted"),
    Row(
      "every line timed out", Row.next("line.request_timeout=4"),
      "1 paused; jobs: 1 collected; lines: 4 failed; 0 accepted; 4 open, asked 0x",
      reason: "openai has answered nothing of the batch job", settings: ["fill.failures_before_pause=4"],
      resumed: "0 finished; jobs: 3 collected; lines: 4 failed, 8 settled; 4 accepted"),
    Row(
      "lines without quota", ["--fault", "quota=1"],
      "7 paused; jobs: 1 collected; lines: 4 failed; 0 accepted; 4 open, asked 0x",
      reason: "the quota at openai is used up",
      resumed: "0 finished; jobs: 3 collected; lines: 4 failed, 8 settled; 4 accepted"),
    Row(
      "lines whose key is refused", ["--fault", "unauthorized=1"],
      "7 paused; jobs: 1 collected; lines: 4 failed; 0 accepted; 4 open, asked 0x", reason: "openai refuses the key",
      resumed: "0 finished; jobs: 3 collected; lines: 4 failed, 8 settled; 4 accepted"),
    Row(
      "a job of too many lines", Row.next("job.too_many_tasks"),
      "0 finished; jobs: 4 collected, 1 refused; lines: 4 failed, 8 settled; 4 accepted"),
    Row(
      "a job that expires", Row.next("job.expired"),
      "0 finished; jobs: 3 collected; lines: 2 failed, 8 settled; 4 accepted"),
    Row(
      "a job that is refused", Row.next("job.invalid_json_line"),
      "1 paused; jobs: 1 refused; lines: 4 failed; 0 accepted; 4 open, asked 0x",
      reason: "openai refused a batch job: invalid_json_line",
      resumed: "0 finished; jobs: 2 collected, 1 refused; lines: 4 failed, 8 settled; 4 accepted"),
    Row(
      "too many tokens", Row.next("job.token_limit_exceeded"),
      "0 finished; jobs: 5 collected, 1 refused; lines: 4 failed, 8 settled; 4 accepted"),
    Row(
      "a file that is late", Row.next("poll.late_file_id"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "an empty file id", Row.next("poll.empty_file_id"), "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "a look with Retry-After", Row.next("poll.retry_after"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "a look that fails", Row.next("poll.unavailable"), "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "a create whose answer is lost", Row.next("create.reset_before_headers"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "a create that fails", Row.next("create.unavailable"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "a create with 429", Row.next("create.rate_limit_ms"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "an upload that fails", Row.next("upload.unavailable"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "an upload whose answer is lost", Row.next("upload.reset_before_headers"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "a download that breaks", Row.next("download.reset_in_body"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
    Row(
      "a list that fails", Row.next("create.reset_before_headers", "list.unavailable"),
      "0 finished; jobs: 2 collected; lines: 8 settled; 4 accepted"),
  ]

  @Test("costs what is promised, and no more", arguments: rows)
  func table(_ row: Row) async throws {
    let simulator = try await SimulateProcess(row.options)
    let library = try await TestLibrary.synced(
      settings: ["prices.openai/*.batch=0.5", "fill.poll_s=1", "kinds.gap_fill_exercise.retries=1"] + row.settings,
      calling: simulator.address)
    let command = ["fill", "--section", "passiv", "--limit", "4", "--batch-size", "1", "--mode", "batch", "--json"]
    let filled = try await outcome(command, library, simulator)
    #expect(filled.text == row.filled)
    #expect(filled.reason.hasPrefix(row.reason) && filled.reason.isEmpty == row.reason.isEmpty, "\(filled.reason)")
    if filled.isFinished {
      #expect(row.resumed == nil)
    } else {
      try await simulator.heal()
      let resumed = try await outcome(["runs", "resume", "last", "--json"], library, simulator)
      #expect(resumed.text == row.resumed)
    }
    let log = try BatchLog(path: simulator.address.callLog)
    #expect(log.created.filter { $0.value != 1 } == [:], "second jobs")
    try judge(library, log)
    try await simulator.end()
  }

  /// Every line that was paid is booked with what it cost, or is listed as unknown.
  private func judge(_ library: TestLibrary, _ log: BatchLog) throws {
    #expect(try StoreJudge(library).faults == [])
    let ledger = try library.connect().all("SELECT uuid, state, coalesce(cost, 0) FROM attempts") {
      (call: $0.text(0), state: $0.text(1), cost: $0.integer(2))
    }
    for line in ledger where line.state == "settled" {
      #expect(log.cost[line.call].map { (0...3).contains(line.cost - $0) } == true, "\(line)")
    }
    let booked = Set(ledger.filter { ["settled", "unknown"].contains($0.state) }.map(\.call))
    #expect(Set(log.cost.keys).isSubset(of: booked), "paid and forgotten")
  }

  private func outcome(
    _ command: [String], _ library: TestLibrary, _ simulator: SimulateProcess
  ) async throws -> (text: String, reason: String, isFinished: Bool) {
    let finished = try await library.run(command)
    let report = finished.output.isEmpty ? .null : try JSON.parse(finished.output)
    let connection = try library.connect()
    func text(_ sql: String) throws -> String {
      try connection.all(sql) { $0.text(0) }.joined(separator: ", ")
    }
    let jobs = try text("SELECT count(*) || ' ' || state FROM batch_jobs GROUP BY state ORDER BY state")
    let ledger = try text("SELECT count(*) || ' ' || state FROM attempts GROUP BY state ORDER BY state")
    let odd = try text(
      """
      SELECT sum(malformed) || ' malformed, ' || sum(repeated) || ' repeated, ' || sum(stray) || ' stray, ' || sum(missing)
        || ' missing' FROM batch_jobs HAVING sum(malformed + repeated + stray + missing) > 0
      """)
    let open = try text(
      "SELECT '; ' || count(*) || ' open, asked ' || asked || 'x' FROM drafts WHERE state LIKE 'pending%' GROUP BY asked"
    )
    let status = report["status"]?.string ?? finished.errors
    guard case .code(let code) = finished.end else { return ("\(finished.end)", "", false) }
    return (
      "\(code) \(status); jobs: \(jobs); lines: \(ledger)\(odd.isEmpty ? "" : "; \(odd)"); "
        + "\(report["accepted"]?.text ?? "-") accepted\(open)", report["reason"]?.string ?? "", status == "finished"
    )
  }
}
