import Console
import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool fill`, through the command line. `tiny` lacks seven items: three each in passiv and relativsaetze, one lesson.
@Suite struct FillCommandTests {
  /// One call at a time: the same run to the letter.
  static let calm = ["--set", "fill.concurrency=1"]

  @Test func closingReportInAPipe() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["fill", "--kind", "gap_fill_exercise"] + Self.calm)
    #expect(result.code == .done && result.errors.isEmpty)
    #expect(
      result.output == """
        Run 658eec67  finished  rehearsal: simulated texts, made-up prices
        Gap closed    6 of 6, 6 drafted, 0 dropped
        Accepted      6: 6 at first, 0 after regeneration
        Calls         4: 2 generation, 2 assessment, 0 regeneration
        True batches  4; fallbacks to single calls: 0, halvings: 0
        Tokens        6,853 in, 2,092 out, 1,280 of the input cached; 7,724 in saved (53 %) against one item a call
        Cost          0.0050 EUR, 0.0008 an accepted item; one item a call: 0.0071, 0.0012 an item

        """)
  }

  @Test func closingReportOnANarrowTerminal() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(
      ["fill", "--budget", "0.02"] + Self.calm + ["--set", "providers.simulated.failed_assessment=0.6"], width: 80)
    #expect(result.output.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 })
    #expect(
      result.output == """
        Run 658eec67  finished  rehearsal: simulated texts, made-up prices
        Gap closed    7 of 7, 7 drafted, 0 dropped
        Accepted      7: 4 at first, 3 after regeneration
        Findings      3 assessment
        Calls         11: 3 generation, 5 assessment, 3 regeneration
        True batches  5; fallbacks to single calls: 0, halvings: 0
        Tokens        16,969 in, 3,662 out, 3,584 of the input cached; 8,343 in saved
                      (33 %) against one item a call
        Cost          0.0101 EUR, 0.0014 an accepted item; one item a call: 0.0125,
                      0.0018 an item; budget 0.02

        """)
  }

  @Test func closingReportOnAWideTerminal() async throws {
    let library = try TestLibrary(.tiny)
    let settings = ["--set", "kinds.gap_fill_exercise.retries=0", "--set", "providers.simulated.failed_assessment=0.6"]
    let result = await library.run(["fill", "--section", "passiv"] + Self.calm + settings, width: 200)
    #expect(
      result.output == """
        Run 658eec67  finished  rehearsal: simulated texts, made-up prices
        Gap closed    1 of 3, 6 drafted, 5 dropped
        Accepted      1: 1 at first, 0 after regeneration
        Dropped       5 assessment
        Findings      5 assessment
        Calls         6: 3 generation, 3 assessment, 0 regeneration
        True batches  4; fallbacks to single calls: 0, halvings: 0
        Tokens        9,055 in, 2,420 out; 5,718 in saved (39 %) against one item a call
        Cost          0.0066 EUR, 0.0066 an accepted item; one item a call: 0.0086, 0.0086 an item

        """)
  }

  @Test func coverageIsWholeAfterAFill() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("fill").code == .done)
    let totals = try await library.run("coverage", "--json").json["totals"]
    #expect(totals?["gap"] == 0 && totals?["missing"] == 0 && totals?["thin"] == 0)
    #expect(await library.run("fill").output == "Nothing to fill: every target is met, in flight or in review.\n")
  }

  // MARK: Options

  @Test func limitTakesTheWorstGapsFirst() async throws {
    let library = try TestLibrary(.tiny)
    let fill = try await library.run("fill", "--limit", "2", "--json").json
    #expect(fill["wanted"] == 2 && fill["accepted"] == 2)
    // Both cells have three too few and priority 1: the key decides.
    let items = try await library.run("items", "list", "--section", "passiv", "--json").json
    #expect(items.array?.count == 2)
  }

  @Test func pilotKeepsEverythingForAPerson() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["fill", "--section", "passiv", "--pilot", "2"] + Self.calm)
    #expect(result.code == .done)
    #expect(result.output.contains("\nAccepted      2: 2 at first, 0 after regeneration; 2 wait in review\n"))
    #expect(result.output.hasSuffix("\nWaiting for a person: libtool review list\n"))
    let coverage = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(coverage?["active"] == 0 && coverage?["in_review"] == 2 && coverage?["gap"] == 1)
    let waiting = try await library.run("review", "list", "--json").json
    #expect(waiting.array?.count == 2)
    // Accepted by a person, the run's report counts none that wait.
    let uuids = waiting.array?.compactMap { $0["uuid"]?.string } ?? []
    #expect(await library.run(["review", "accept"] + uuids).code == .done)
    let shown = try await library.run("runs", "show", "last", "--json").json
    #expect(shown["accepted"] == 2 && shown["in_review"] == 0)
  }

  @Test func dryRunSaysWhatThePlanSays() async throws {
    let library = try TestLibrary(.tiny)
    let options = ["--section", "passiv", "--limit", "2", "--batch-size", "1"]
    let plan = await library.run(["plan"] + options, width: 100)
    let dry = await library.run(["fill", "--dry-run"] + options, width: 100)
    #expect(dry.output == plan.output && dry.code == .done)
    #expect(dry.errors == "Dry run: nothing was sent, nothing was stored.\n")
    #expect(
      await library.run(["fill", "--dry-run", "--json"] + options).output
        == (await library.run(["plan", "--json"] + options).output))
    #expect(await library.run("runs").output == "No runs yet: `libtool fill` begins one.\n")
    #expect(try await library.run("coverage", "--section", "passiv", "--json").json["totals"]?["active"] == 0)
  }

  @Test func dryRunWeighsTheBudget() async throws {
    let library = try TestLibrary(.tiny)
    let enough = await library.run("fill", "--dry-run", "--budget", "1")
    #expect(enough.errors == "Dry run: nothing was sent, nothing was stored.\n")
    let tight = await library.run("fill", "--dry-run", "--budget", "0.001", "--json")
    #expect(tight.code == .done)
    let cost = try #require(try tight.json["expected_cost"]?.double)
    let shown = Money(billionths: Int64((cost * 1e9).rounded())).rounded(decimals: 4)
    #expect(
      tight.errors == "note: about \(shown) EUR is more than the budget of 0.001: the fill would pause\n")
    let unpriced = await library.run("fill", "--dry-run", "--budget", "1", "--provider", "openai", "--model", "m")
    #expect(unpriced.code == .failed && unpriced.output.isEmpty)
    #expect(
      unpriced.errors == """
        error: openai/m has no price, so a budget of 1.00 EUR cannot be kept
        add `openai/m: {input: …, output: …}` under `prices` in library/libtool.yaml, or leave --budget out

        """)
  }

  @Test func aBudgetThatIsTooSmallPauses() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["fill", "--section", "passiv", "--budget", "0.001"] + Self.calm)
    #expect(result.code == .budget)
    let lines = result.output.split(separator: "\n")
    let name = lines.first?.split(separator: " ").dropFirst().first ?? ""
    #expect(
      lines.first == """
        Run \(name)  paused: the budget of 0.001 EUR does not hold another call: 0.0010 is left, the next may cost \
        0.0075  rehearsal: simulated texts, made-up prices
        """)
    #expect(lines.last == "Go on with: libtool runs resume \(name) --budget AMOUNT")
    #expect(result.output.contains("\nPending       3 drafts\n"))
    // The next fill says that it waits.
    let next = await library.run("fill", "--section", "relativsaetze", "--limit", "1")
    #expect(
      next.errors == """
        note: run \(name) is paused: the budget of 0.001 EUR does not hold another call: 0.0010 is left, the next may cost \
        0.0075; `libtool runs resume \(name) --budget AMOUNT` goes on with it

        """)
    #expect(await library.run("runs", "resume", String(name), "--budget", "1").code == .done)
  }

  @Test(arguments: [
    (options: ["--max-drafts", "2"], accepted: 2, exit: ExitCode.partial), (["--max-drafts", "3"], 3, .done),
    (["--max-drafts", "2", "--min-accept", "66"], 2, .done),
    (["--max-drafts", "2", "--min-accept", "67"], 2, .partial),
    (["--max-drafts", "2", "--set", "fill.min_accept=50"], 2, .done),
    (["--set", "providers.simulated.failed_assessment=1", "--set", "kinds.gap_fill_exercise.retries=0"], 0, .partial),
    (
      [
        "--min-accept", "0", "--set", "providers.simulated.failed_assessment=1", "--set",
        "kinds.gap_fill_exercise.retries=0",
      ], 0, .partial
    ),
  ])
  func howMuchIsEnough(options: [String], accepted: Int, exit: ExitCode) async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["fill", "--section", "passiv", "--json"] + options)
    #expect(result.code == exit)
    #expect(try result.json["accepted"]?.integer == accepted)
    #expect(try result.json["wanted"] == 3)
  }

  @Test func batchSizeOneTurnsTrueBatchesOff() async throws {
    let library = try TestLibrary(.tiny)
    let fill = try await library.run("fill", "--section", "passiv", "--batch-size", "1", "--json").json
    #expect(fill["calls"] == 6 && fill["true_batches"] == 0 && fill["accepted"] == 3)
    #expect(fill["input_tokens_single"] == fill["input_tokens"])
    let grouped = try await library.run("fill", "--section", "relativsaetze", "--batch-size", "2", "--json").json
    #expect(grouped["true_batches"] == 2 && grouped["calls"] == 3)
  }

  @Test func providerAndModelGoIntoTheLedger() async throws {
    let library = try TestLibrary(.tiny)
    #expect(
      await library.run("fill", "--limit", "1", "--provider", "simulated", "--model", "other-2").code == .done)
    let uuid = try await library.run("items", "list", "--section", "passiv", "--json").json.array?.first?["uuid"]?
      .string
    let shown = try await library.run("items", "show", try #require(uuid), "--json").json
    #expect(shown["model"] == "other-2")
  }

  @Test func settingsAreOverlaidForOneCommand() async throws {
    let library = try TestLibrary(.tiny)
    let held = try await library.run("fill", "--limit", "1", "--set", "publish=review", "--json").json
    #expect(held["in_review"] == 1)
    let live = try await library.run("fill", "--limit", "1", "--json").json
    #expect(live["in_review"] == 0 && live["accepted"] == 1)
  }

  // MARK: Documents

  @Test func theDocumentHasTheFieldsThatStand() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("fill", "--section", "passiv", "--budget", "1", "--json")
    let fill = try result.json
    #expect(result.errors.isEmpty)
    for name in [
      "wanted", "drafted", "accepted", "accepted_first", "dropped", "in_review", "calls", "true_batches", "fallbacks",
      "halvings", "batch_jobs", "input_tokens", "input_tokens_single", "cached_input_tokens", "output_tokens",
      "unknown_calls",
    ] {
      #expect(fill[name]?.integer != nil, "\(name)")
    }
    #expect(fill["status"] == "finished" && fill["currency"] == "EUR" && fill["drop_reasons"] == .object([:]))
    #expect(
      fill["states"] == [
        "pending_generation": 0, "pending_assessment": 0, "pending_regeneration": 0, "completed": 3, "dropped": 0,
      ])
    let (cost, each) = (fill["cost"]?.double ?? 0, fill["cost_per_item"]?.double ?? 0)
    #expect(cost > 0 && abs(cost / 3 - each) < 1e-9)
    #expect(fill["run"]?.string?.count == 36)
    // The same document from `runs show`, but for what only the process knows.
    var shown = try await library.run("runs", "show", "last", "--json").json
    shown["commits"] = fill["commits"]
    #expect(shown == fill)
  }

  @Test func nothingToDoIsADocumentTooWithTheSameFields() async throws {
    let library = try TestLibrary(.tiny)
    let some = try await library.run("fill", "--section", "passiv", "--json").json
    let none = try await library.run("fill", "--section", "passiv", "--json").json
    #expect(none.object?.names == some.object?.names)
    #expect(none["run"] == .null && none["started"] == .null && none["status"] == "finished" && none["wanted"] == 0)
    #expect(none["cost_per_item"] == .null && none["selection"] == "--section passiv")
  }

  @Test(arguments: [
    (
      ["--section", "passiv", "--topic", "physics*"],
      "No target speaks of --section passiv --topic physics*: "
        + "`libtool targets list` shows what they speak of."
    ),
    (
      ["--section", "negation*"], "Nothing to fill: every target of --section negation* is met, in flight or in review."
    ),
  ])
  func whyThereIsNothingToFill(_ options: [String], _ text: String) async throws {
    let library = try TestLibrary(.tiny)
    for command in ["fill", "plan"] {
      let result = await library.run([command] + options)
      #expect(result.output == text + "\n" && result.code == .done && result.errors.isEmpty)
    }
  }

  @Test func noTargetsAtAll() async throws {
    let library = try TestLibrary(.tinyWith(["library/targets.csv": "section,topic,sku,language,target,priority\n"]))
    #expect(
      await library.run("fill").output
        == "There are no targets yet: `libtool targets set --section '*' 10` wants ten items of each section.\n")
  }

  // MARK: Refusals

  @Test(
    arguments: [
      (["--limit", "0"], "--limit must be at least 1"), (["--pilot", "0"], "--pilot must be at least 1"),
      (["--max-drafts", "0"], "--max-drafts must be at least 1"),
      (["--min-accept", "101"], "--min-accept must be from 0 to 100"),
      (["--min-accept", "-1"], "--min-accept must be from 0 to 100"),
      (["--batch-size", "0"], "--batch-size must be from 1 to 100"),
      (["--batch-size", "101"], "--batch-size must be from 1 to 100"),
      (["--limit", "x"], "'x' is not a whole number for '--limit'"),
      (["--budget", "abc"], "'abc' is not an amount such as 2.50 for '--budget'"),
      (["--budget", "1,50"], "'1,50' is not an amount such as 2.50 for '--budget'"),
      (["--budget", "-1"], "'-1' is not an amount such as 2.50 for '--budget'"),
      (["--budget", "0.0000000001"], "'0.0000000001' is not an amount such as 2.50 for '--budget'"),
      (["passiv"], "unexpected argument 'passiv'"),
    ])
  func wrongValues(_ options: [String], _ message: String) async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["fill"] + options)
    #expect(result.code == .usage && result.output.isEmpty)
    #expect(
      result.errors == "error: \(message)\nsee 'libtool fill --help'; usage: libtool fill [options]\n")
    let document = try JSON.parse(await library.run(["fill", "--json"] + options).errors)
    #expect(document["error"]?["code"] == 2 && document["error"]?["message"]?.string == message)
  }

  @Test(
    arguments: [
      (
        ["--provider", "nope"], "there is no provider 'nope'",
        "providers: simulated, openai, groq, cerebras, deepinfra, ollama, llamacpp, vllm, anthropic, dify; any other needs "
          + "providers.nope.base_url in the settings", .usage
      ),
      (
        ["--provider", "dify", "--model", "m"], "this version cannot call the provider 'dify' yet",
        "call its model through a gateway that speaks OpenAI's chat completions, or choose another provider", .usage
      ),
      (
        ["--provider", "anthropic", "--model", "m"], "no call to anthropic without a valid key: there is none",
        "set a valid key in ANTHROPIC_API_KEY, or with `libtool keys set anthropic`", .refused
      ),
      (
        ["--provider", "openai", "--model", "m"], "no call to openai without a valid key: there is none",
        "set a valid key in OPENAI_API_KEY, or with `libtool keys set openai`", .refused
      ),
      (["--provider", "simulate"], "there is no provider 'simulate'", "did you mean `simulated`?", .usage),
      (
        ["--provider", "openai"], "no model is set for the provider openai",
        "name one with --model, or set providers.openai.model in library/libtool.yaml", .usage
      ),
      (
        ["--section", "pasiv"], "no section matches 'pasiv'; did you mean 'passiv'?",
        "`libtool coverage` lists what there is", .usage
      ),
      (
        ["--set", "providers.simulated.latency=3"],
        "--set providers.simulated.latency=3: providers.simulated.latency: unknown setting",
        "did you mean `latency_ms`?", .usage
      ),
      (
        ["--set", "providers.simulated.refusal=2"],
        "--set providers.simulated.refusal=2: providers.simulated.refusal: 2 is no share from 0 to 1",
        "write a number such as 0.1", .usage
      ),
      (
        ["--set", "providers.simulatd.seed=2"], "--set providers.simulatd.seed=2: there is no provider `simulatd`",
        "did you mean `simulated`?", .usage
      ),
      (["--set", "fill.concurrency=0"], "--set fill.concurrency=0: 0 is not from 1 to 1000", nil, .usage),
      (
        ["--set", "mode=production"],
        "the simulated provider works only in a library in `mode: rehearsal`; this one is in production",
        "choose another with --provider, or set `mode: rehearsal` in library/libtool.yaml: all its reports and exports "
          + "will say so", .failed
      ),
    ] as [([String], String, String?, ExitCode)])
  func refusals(_ options: [String], _ message: String, _ hint: String?, _ code: ExitCode) async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["fill"] + options)
    #expect(result.errors == "error: \(message)\n" + (hint.map { $0 + "\n" } ?? ""))
    #expect(result.code == code && result.output.isEmpty)
    #expect(await library.run("runs").output == "No runs yet: `libtool fill` begins one.\n")
  }

  /// Nobody could keep a budget without a price; without a budget it is filled, and nobody knows at what cost.
  @Test func aModelWithoutAPriceRefusesABudget() async throws {
    let settings = TinyLibrary.settings.replacing("simulated/*:", with: "openai/*:")
    let library = try TestLibrary(.tinyWith(["library/libtool.yaml": settings]))
    let refused = await library.run("fill", "--budget", "1")
    #expect(
      refused.errors == """
        error: simulated/simulated-1 has no price, so a budget of 1.00 EUR cannot be kept
        add `simulated/simulated-1: {input: …, output: …}` under `prices` in library/libtool.yaml, or leave --budget out

        """)
    #expect(refused.code == .failed && refused.output.isEmpty)
    let filled = try await library.run("fill", "--section", "passiv", "--json").json
    #expect(filled["accepted"] == 3 && filled["cost"] == .null && filled["budget"] == .null)
  }

  /// A wrong setting of a provider in the file stops every command, with its place.
  @Test func wrongSettingsInTheFile() async throws {
    let settings = TinyLibrary.settings.replacing("latency_ms: 0", with: "latency_ms: soon")
    let library = try TestLibrary(.tinyWith(["library/libtool.yaml": settings]))
    for command in ["coverage", "plan", "fill", "runs"] {
      let result = await library.run(command)
      #expect(
        result.errors == """
          error: library/libtool.yaml:12:17: providers.simulated.latency_ms: "soon" is no whole number from 0 on
          write a number such as 300

          """)
      #expect(result.code == .failed && result.output.isEmpty)
    }
  }

  @Test func limitAndPilotExcludeEachOther() async throws {
    let result = await (try TestLibrary(.tiny)).run("fill", "--limit", "1", "--pilot", "1")
    #expect(
      result.code == .usage && result.errors.hasPrefix("error: '--limit' and '--pilot' cannot be given together\n"))
  }

  /// Every call fails: the run pauses, and says so in its exit code.
  @Test func aProviderThatFails() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["fill", "--set", "providers.simulated.server_error=1"] + Self.calm)
    #expect(result.code == .failed)
    #expect(
      result.output.contains("  paused: 10 calls failed one after the other, the last: simulated failed (HTTP 50"))
    #expect(result.output.contains("; 10 more failed and cost nothing\n"))
  }
}
