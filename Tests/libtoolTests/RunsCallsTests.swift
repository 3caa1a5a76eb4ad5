import ContentModel
import Formats
import Testing

@testable import libtool

@Suite struct RunsCallsTests {
  private static let faultless = [
    "--set", "providers.simulated.rule_failure=0", "--set", "providers.simulated.failed_assessment=0",
    "--set", "providers.simulated.missing_slot=0", "--set", "providers.simulated.truncation=0",
    "--set", "providers.simulated.refusal=0", "--set", "providers.simulated.server_error=0",
    "--set", "providers.simulated.latency_ms=0",
  ]

  private static func filled(_ settings: String...) async throws -> TestLibrary {
    let library = try TestLibrary(.sample)
    let fill = await library.run(["fill", "--section", "reflexive_verben", "--json"] + faultless + settings)
    try #require(fill.code == .done, "\(fill.errors)")
    return library
  }

  @Test func everyCallIsListedWithItsFigures() async throws {
    let library = try await Self.filled()
    let run = try await library.run("runs", "show", "last", "--json").json
    let calls = try await library.run("runs", "calls", "last", "--json").json.array ?? []
    #expect(calls.count == run["calls"]?.integer)
    for (name, total) in [("input_tokens", "input_tokens"), ("output_tokens", "output_tokens")] {
      #expect(calls.reduce(0) { $0 + ($1[name]?.integer ?? 0) } == run[total]?.integer)
    }
    #expect(abs(calls.reduce(0) { $0 + ($1["cost"]?.double ?? 0) } - (run["cost"]?.double ?? -1)) < 1e-9)
    #expect(calls.allSatisfy { $0["state"] == "settled" && $0["finish_reason"] == "tool_calls" })
    let assessments = try await library.run("runs", "calls", "last", "--role", "assessment", "--json").json.array ?? []
    #expect(assessments.count == calls.count { $0["role"] == "assessment" } && !assessments.isEmpty)
    let failed = await library.run("runs", "calls", "last", "--state", "failed")
    #expect(failed.output == "No such calls in run \((run["run"]?.string ?? "").suffix(8)).\n")
    let table = await library.run("runs", "calls", "last", width: 80)
    #expect(table.output.split(separator: "\n").count == calls.count + 1)
    #expect(table.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: [true, false]) func oneCallIsShownAsItWasSentAndAnswered(compressed: Bool) async throws {
    let library = try await Self.filled("--set", "answers.compress=\(compressed)")
    let first = try #require(try await library.run("runs", "calls", "last", "--json").json.array?.first)
    let uuid = try #require(first["call"]?.string)
    let call = try await library.run("runs", "calls", "last", String(uuid.suffix(8)), "--json").json
    #expect(call["status"] == 200)
    #expect(call["request"]?["model"] == "simulated-1")
    #expect(call["request"]?["messages"]?.array?.first?["role"] == "system")
    let function = call["answer"]?["choices"]?.array?.first?["message"]?["tool_calls"]?.array?.first?["function"]
    #expect(function?["name"] == "create_gap_fill_exercise_batch")
    let slots = try #require(call["slots"]?.array)
    #expect(slots.count == call["drafts"]?.integer && slots.first?["slot"] == "s1")

    let text = await library.run("runs", "calls", "last", uuid).output
    #expect(text.hasPrefix("Call \(uuid)\nasked     generation of"))
    for part in ["\nRequest\nsystem:\nYou write gap-fill", "\nuser:\n", "\nAnswer (HTTP 200)\n", "\"slot\": \"s1\""] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func whatNobodyMeantIsSaid() async throws {
    let library = try await Self.filled()
    let unknown = await library.run("runs", "calls", "last", "zzzz")
    #expect(unknown.code == .failed)
    #expect(
      unknown.errors == """
        error: the run has no call 'zzzz'
        `libtool runs calls RUN` lists them; any unique beginning or end of an identifier will do

        """)
    let calls = try await library.run("runs", "calls", "last", "--json").json.array ?? []
    let ambiguous = await library.run("runs", "calls", "last", "0")
    #expect(ambiguous.errors == "error: '0' names \(calls.count) calls\ngive more of the identifier\n")
    let state = await library.run("runs", "calls", "last", "--state", "fialed")
    #expect(state.code == .usage)
    #expect(state.errors.contains("did you mean 'failed'?"), "\(state.errors)")
  }

  @Test func requestsAndAnswersAreForgottenInTimeTheLedgerIsNot() async throws {
    let library = try await Self.filled()
    let before = try await library.run("runs", "calls", "last", "--json").json
    let old = try #require(before.array?.first?["call"]?.string)
    // Two days and a further run later.
    library.advance(byMilliseconds: 2 * 86_400_000)
    let settings = Self.faultless + ["--set", "answers.keep_days=1"]
    #expect(await library.run(["fill", "--section", "negation_nicht_kein"] + settings).code == .done)
    let runs = try await library.run("runs", "list", "--json").json.array ?? []
    let first = try #require(runs.last?["run"]?.string)
    #expect(try await library.run("runs", "calls", first, "--json").json == before)
    let call = try await library.run("runs", "calls", first, old, "--json").json
    #expect(call["request"] == .null && call["answer"] == .null && call["status"] == .null)
    #expect(await library.run("runs", "calls", first, old).output.contains("\nRequest\nnot kept\n\nAnswer\nnot kept\n"))
    let young = try #require(
      try await library.run("runs", "calls", "last", "--json").json.array?.first?["call"]?.string)
    #expect(try await library.run("runs", "calls", "last", young, "--json").json["request"] != .null)
  }
}
