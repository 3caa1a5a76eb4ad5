import Console
import ContentModel
import Formats
import Glibc
import Testing

@testable import libtool

/// `--log`, `--progress json`, and the settings of notifications.
@Suite struct LogAndProgressTests {
  private static let calm = ["--set", "fill.concurrency=1"]

  private func lines(_ text: String) throws -> [JSON] {
    try text.split(separator: "\n").map { try JSON.parse(String($0)) }
  }

  @Test func aLogTellsOfAllThatHappens() async throws {
    let library = try TestLibrary(.tiny, environment: ["OPENAI_API_KEY": "sk-sentinel-0123456789"])
    let log = library.root + "/fill.log"
    let result = await library.run(
      ["fill", "--section", "passiv", "--as", "sk-sentinel-0123456789", "--log", log] + Self.calm)
    #expect(result.code == .done)
    let lines = try lines(try library.read("fill.log"))
    #expect(
      lines.map { $0["event"]?.string ?? "" } == [
        "command", "run_began", "call_sent", "call_answered", "call_sent", "call_answered", "draft_accepted",
        "draft_accepted", "draft_accepted", "run_finished", "exit",
      ])
    #expect(lines.allSatisfy { $0["time"]?.string?.hasSuffix("Z") == true && $0["level"] != nil })
    #expect(lines[0]["actor"] == "[redacted]" && lines[0]["version"]?.string == Libtool.version)
    #expect(
      lines[3]["role"] == "generation" && lines[3]["drafts"] == 3 && (lines[3]["output_tokens"]?.integer ?? 0) > 0)
    #expect(lines[10]["code"] == 0)
    let run = lines[1]["run"]?.string ?? ""
    #expect(run.count == 36 && lines[1...9].allSatisfy { $0["run"]?.string == run })
    #expect(try !library.read("fill.log").contains("sentinel"))
    var status = stat()
    #expect(stat(log, &status) == 0 && status.st_mode & 0o777 == 0o600)
  }

  @Test func aLogIsAppendedToAndKnowsOfErrors() async throws {
    let library = try TestLibrary(.tiny)
    let log = library.root + "/all.log"
    #expect(await library.run("coverage", "--log", log).code == .done)
    #expect(await library.run("coverage", "--section", "pasiv", "--log", log).code == .usage)
    let lines = try lines(try library.read("all.log"))
    #expect(lines.map { $0["event"]?.string ?? "" } == ["command", "exit", "command", "error", "exit"])
    #expect(lines[3]["level"] == "error" && lines[3]["message"] == "no section matches 'pasiv'; did you mean 'passiv'?")
    #expect(lines[4]["code"] == 2)
  }

  @Test func aLogThatCannotBeWritten() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("coverage", "--log", library.root + "/nowhere/all.log")
    #expect(
      result.errors == """
        error: cannot write the log \(library.root)/nowhere/all.log: no such file or directory
        name a file that can be written with --log, or leave it out

        """)
    #expect(result.code == .usage && result.output.isEmpty)
  }

  @Test func progressAsJSONLines() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(
      ["fill", "--section", "passiv", "--progress", "json", "--set", "providers.simulated.latency_ms=700"] + Self.calm)
    #expect(result.code == .done && result.output.hasPrefix("Run "))
    let lines = try lines(result.errors)
    #expect(lines.count >= 3 && lines.dropLast().allSatisfy { $0["event"] == "progress" })
    let end = try #require(lines.last)
    #expect(end["event"] == "ended" && end["status"] == "finished" && end["exit_code"] == 0 && end["reason"] == "")
    #expect(end["accepted"] == 3 && end["wanted"] == 3 && end["calls"] == 2 && end["seconds_left"] == 0)
    #expect(Set(lines.compactMap { $0["run"]?.string }).count == 1)
    #expect(lines.first?["accepted"] == 0 && lines.first?["seconds_left"] == .null)
  }

  /// What a model without a price cost is told as not known while the run works, in its log, in notices and at its end.
  @Test func aCostThatIsNotKnown() async throws {
    let settings =
      TinyLibrary.settings.replacing("simulated/*:", with: "openai/*:")
      + "notifications: {desk: {command: 'printf \"%s\" \"$LIBTOOL_TEXT\" > \"$HOME/told\"', on: finished}}\n"
    let library = try TestLibrary(.tinyWith(["library/libtool.yaml": settings]))
    let result = await library.run(
      ["fill", "--section", "passiv", "--progress", "json", "--log", "\(library.root)/all.log"]
        + Self.calm)
    let lines = try lines(result.errors)
    // Before the first answer nothing is spent, and that is known.
    #expect(lines.first?["cost"] == 0 && lines.first?["unpriced_calls"] == 0)
    #expect(lines.last?["cost"] == .null && lines.last?["unpriced_calls"] == 2)
    let answered = try self.lines(try library.read("all.log")).filter { $0["event"] == "call_answered" }
    #expect(answered.map { $0["cost"] } == [.null, .null])
    #expect(try library.read("told").hasSuffix(", 0 dropped, cost not known"))
    let idle = await library.run(["fill", "--idle"] + Self.calm)
    #expect(idle.output.hasPrefix("Idle fill: 1 run, 4 items accepted, cost not known.\n"), "\(idle.output)")
  }

  @Test func noProgressAtAll() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["fill", "--progress", "none"] + Self.calm, width: 80, answers: [])
    #expect(result.code == .done && result.errors.isEmpty)
  }

  @Test func aNoticeThatDoesNotGetThereIsToldAndChangesNothing() async throws {
    let settings = TinyLibrary.settings + "notifications:\n  desk:\n    command: exit 3\n    on: finished\n"
    let library = try TestLibrary(.tinyWith(["library/libtool.yaml": settings]))
    let result = await library.run(["fill", "--section", "passiv"] + Self.calm)
    #expect(result.code == .done && result.output.hasPrefix("Run "))
    #expect(
      result.errors
        == "note: the notification desk did not get there: its command ends with exit code 3; mend its command: exit 3\n"
    )
  }

  @Test func aCommandIsToldOfTheBudgetAndOfThePause() async throws {
    let settings =
      TinyLibrary.settings
      + "notifications: {desk: {command: 'printf \"%s: %s\\n\" \"$LIBTOOL_EVENT\" \"$LIBTOOL_TEXT\" >> \"$HOME/told\"'}}\n"
    let library = try TestLibrary(.tinyWith(["library/libtool.yaml": settings]))
    let result = await library.run(["fill", "--budget", "0.005"] + Self.calm)
    #expect(result.code == .budget && result.errors.isEmpty, "\(result.errors)")
    let told = try library.read("told").split(separator: "\n").map(String.init)
    #expect(
      told.contains {
        $0.hasPrefix("budget_100: ") && $0.contains("the budget of 0.005 EUR does not hold another call")
      })
    #expect(told.last?.hasPrefix("paused: ") == true)
    #expect(told.last?.contains("does not hold another call") == true)
  }

  /// The budgets of days, months and actors are told of as the run's own, in notices and in the log.
  @Test(arguments: [
    ("budgets.day=0.005", "the day's budget of 0.005 EUR", "day", nil as String?),
    ("budgets.month=0.005", "the month's budget of 0.005 EUR", "month", nil),
    ("budgets.actors.tester.day=0.005", "the day's budget of 0.005 EUR for tester", "day", "tester"),
  ])
  func aCommandIsToldOfTheBudgetsOfAll(setting: String, words: String, period: String, actor: String?) async throws {
    let settings =
      TinyLibrary.settings
      + "notifications: {desk: {command: 'printf \"%s: %s\\n\" \"$LIBTOOL_EVENT\" \"$LIBTOOL_TEXT\" >> \"$HOME/told\"'}}\n"
    let library = try TestLibrary(.tinyWith(["library/libtool.yaml": settings]))
    let log = library.root + "/log.jsonl"
    let result = await library.run(
      ["fill", "--set", setting, "--set", "fill.concurrency=1", "--batch-size", "1", "--log", log] + Self.calm)
    #expect(result.code == .budget)
    let told = try library.read("told").split(separator: "\n").map(String.init)
    #expect(
      told.contains { $0.hasPrefix("budget_100: ") && $0.contains(words + " does not hold another call: 0.00") },
      "\(told)")
    let marks = try lines(try library.read("log.jsonl")).filter { $0["event"] == "budget_reached" }
    #expect(marks.last?["percent"] == 100 && marks.last?["budget"]?.double == 0.005, "\(marks)")
    #expect(marks.allSatisfy { $0["period"]?.string == period && $0["actor"]?.string == actor })
    // The 80 percent are told of where they are reached.
    let spent = try await library.run("runs", "show", "last", "--json").json["cost"]?.double ?? 0
    #expect(told.contains { $0.hasPrefix("budget_80: ") && $0.contains(" of \(words) is spent") } == (spent >= 0.004))
  }

  @Test(
    arguments: [
      (
        "desk: {}", "notifications.desk needs a command or a webhook, and not both",
        "write `command: LINE` or `webhook: URL`"
      ),
      (
        "desk: {command: a, webhook: 'http://b'}", "notifications.desk needs a command or a webhook, and not both",
        "write `command: LINE` or `webhook: URL`"
      ),
      (
        "desk: {webhook: 'ftp://b'}", "`ftp://b` is no http or https URL",
        "write one, or ${NAME} for a variable of the environment that holds it"
      ),
      (
        "desk: {command: a, on: finishd}", "`finishd` is none of finished, paused, budget_80, budget_100",
        "did you mean `finished`?"
      ),
      ("desk: {command: ''}", "the command is empty", "write a line for /bin/sh"),
    ])
  func wrongSettings(yaml: String, problem: String, hint: String) async throws {
    let library = try TestLibrary(
      .tinyWith(["library/libtool.yaml": TinyLibrary.settings + "notifications: {\(yaml)}\n"]))
    let result = await library.run("coverage")
    #expect(result.errors.contains(problem) && result.errors.hasSuffix(hint + "\n"), "\(result.errors)")
    #expect(result.errors.hasPrefix("error: library/libtool.yaml:"))
  }
}
