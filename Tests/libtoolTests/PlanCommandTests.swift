import Console
import ContentModel
import Formats
import Generation
import Testing

@testable import libtool

@Suite struct PlanCommandTests {
  @Test func tableOnANarrowTerminal() async throws {
    let result = await (try TestLibrary(.tiny)).run(
      "plan", "--set", "providers.simulated.rule_failure=0.2", "--set", "providers.simulated.latency_ms=8000", width: 80
    )
    #expect(result.code == .done && result.errors.isEmpty)
    #expect(result.output.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 })
    #expect(
      result.output == """
        rehearsal: simulated texts, made-up prices
        Level  Section           Topic                   Language  Items  Priority
        B2     passiv            all                     de            3         1
        B1     relativsaetze     freizeit_10_wochenende  de            1         1
        B1     relativsaetze     all                     de            2         1
        -      everyday_physics  physics_02_levers       en            1         3

                       This plan  One item a call  Saved
        Items                  7                7
        Calls                  6               14   57 %
        Input tokens       9,486           17,059   44 %
        Output tokens      3,844
        Cost, EUR         0.0087           0.0117   26 %
        Time, about         22 s
        Regenerations come on top: about 2 calls and 0.0021 EUR, with 20 of 100 texts
        sent back (as the simulated provider is set). The time includes them.
        7 items, about 7 drafts, 0.0077–0.0139 EUR, 16 s–24 s: 8 of 10 such fills end
        within.

        """)
  }

  @Test func tableInAPipe() async throws {
    let result = await (try TestLibrary(.tiny)).run("plan", "--section", "relativsaetze")
    #expect(
      result.output == """
        rehearsal: simulated texts, made-up prices
        Level  Section        Topic                   Language  Items  Priority
        B1     relativsaetze  freizeit_10_wochenende  de            1         1
        B1     relativsaetze  all                     de            2         1

                       This plan  One item a call  Saved
        Items                  3                3
        Calls                  2                6   67 %
        Input tokens       3,726            7,519   50 %
        Output tokens      1,642
        Cost, EUR         0.0036           0.0051   29 %
        Time, about    under 1 s
        3 items, about 3 drafts, 0.0027–0.0045 EUR, under 1 s: 8 of 10 such fills end within.

        """)
  }

  @Test func theDocumentHasTheFieldsThatStand() async throws {
    let library = try TestLibrary(.tiny)
    let plan = try await library.run("plan", "--json").json
    for name in ["cells", "items", "calls", "calls_single", "input_tokens", "input_tokens_single", "output_tokens"] {
      #expect((plan[name]?.integer ?? 0) > 0, "\(name)")
    }
    for name in ["cost", "cost_single"] { #expect((plan[name]?.double ?? 0) > 0, "\(name)") }
    #expect(plan["items"] == 7 && plan["cells"] == 4 && plan["calls_single"] == 14)
    #expect(plan["currency"] == "EUR" && plan["seconds"]?.double == 0)
    // Nothing was done by looking.
    #expect(try await library.run("plan", "--json").json == plan)
    #expect(await library.run("runs").output == "No runs yet: `libtool fill` begins one.\n")
  }

  @Test func aModelWithoutAPrice() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("plan", "--section", "passiv", "--provider", "openai", "--model", "m")
    #expect(result.code == .done)
    #expect(result.output.contains("\nCost            no price\n"))
    // Nobody knows this model yet.
    #expect(
      result.output.contains(
        "with 19 of 100 texts sent back (an assumption: no fill has shown it yet). The time includes them.\n"))
    #expect(result.output.hasSuffix("3 items, about 3 drafts, 8 s–67 s: 8 of 10 such fills end within.\n"))
    let json = try await library.run("plan", "--section", "passiv", "--provider", "openai", "--model", "m", "--json")
      .json
    #expect(json["cost"] == .null && json["cost_single"] == .null && json["expected_cost"] == .null)
    #expect((json["seconds"]?.double ?? 0) >= 20)
    #expect(json["intervals"]?["cost"] == .null)
  }

  /// As batch jobs a plan costs the batch price, its interval as well; one item a call stays what it costs live.
  @Test func theCostOfBatchJobs() async throws {
    let library = try TestLibrary(.tiny)
    let plan = [
      "plan", "--section", "passiv", "--provider", "openai", "--model", "m", "--set", "prices.openai/m.input=2",
      "--set",
      "prices.openai/m.output=8", "--set", "prices.openai/m.batch=0.25",
    ]
    let live = try await library.run(plan + ["--json"]).json
    let batch = try await library.run(plan + ["--json", "--mode", "batch"]).json
    #expect(live["mode"] == "live" && batch["mode"] == "batch")
    func cost(_ json: JSON?) -> Double { json?.double ?? -1 }
    for name in ["cost", "expected_cost"] {
      #expect(cost(live[name]) > 0 && abs(cost(batch[name]) - cost(live[name]) / 4) < 1e-8, "\(name)")
    }
    for end in 0...1 {
      let (liveEnd, batchEnd) = (live["intervals"]?["cost"]?.array?[end], batch["intervals"]?["cost"]?.array?[end])
      #expect(cost(liveEnd) > 0 && abs(cost(batchEnd) - cost(liveEnd) / 4) < 1e-8)
    }
    #expect(batch["cost_single"] == live["cost_single"] && batch["calls"] == live["calls"])
    // When they come back nobody can say but that it is within a day each.
    #expect(batch["seconds"] == 172_800 && batch["intervals"]?["seconds"] == .null)
    let text = await library.run(plan + ["--mode", "batch"]).output
    #expect(text.contains("\nTime, at most  ") && text.contains(" 48 h\n"), "\(text)")
    #expect(text.contains("Each job may take 24 h") && !text.contains("The time includes them"))
    #expect(text.hasSuffix(" EUR: 8 of 10 such fills end within.\n"), "\(text)")
    // A dry run of a fill is the same plan.
    let dry = try await library.run(["fill", "--dry-run"] + plan.dropFirst() + ["--json", "--mode", "batch"]).json
    #expect(dry == batch)
  }

  @Test func theModeThatSuits() async throws {
    let library = try TestLibrary(.tiny)
    let plan = [
      "plan", "--provider", "openai", "--model", "m", "--set", "prices.openai/m.input=2", "--set",
      "prices.openai/m.output=8", "--batch-size", "1", "--mode", "auto", "--json",
    ]
    let dear = await library.run(plan)
    #expect(try dear.json["mode"] == "live")
    #expect(dear.errors.hasPrefix("mode live: the price table has no batch price for the model"), "\(dear.errors)")
    let soon = await library.run(plan + ["--set", "prices.openai/m.batch=0.5", "--within", "2h"])
    #expect(try soon.json["mode"] == "live")
    let none = await library.run("plan", "--mode", "batch")
    #expect(none.code == .usage && none.errors.hasPrefix("error: simulated has no batch interface\n"), "\(none.errors)")
  }

  @Test func intervalsInTheDocument() async throws {
    let plan = try await (try TestLibrary(.tiny)).run(
      "plan", "--set", "providers.simulated.failed_assessment=0.5", "--set", "kinds.gap_fill_exercise.retries=0",
      "--section", "passiv", "--json"
    ).json
    // Half of the drafts are dropped at once: three items take six drafts, which is all that a fill may begin.
    #expect(plan["expected_drafts"] == 5)
    let intervals = plan["intervals"]
    #expect(intervals?["confidence"]?.double == 0.8)
    #expect(intervals?["drafts"]?.array?.map(\.integer) == [3, 6])
    #expect(intervals?["items"]?.array?.map(\.integer) == [1, 3])
    let cost = intervals?["cost"]?.array?.compactMap(\.double) ?? []
    #expect(cost.count == 2 && cost[0] > 0 && cost[0] < cost[1])
    #expect(plan["learned"]?.array?.first?["section"] == "passiv")
    #expect(plan["learned"]?.array?.first?["accepted_first"]?.double == 0.5)
    #expect(plan["learned"]?.array?.first?["dropped"]?.double == 0.5)
  }

  @Test func whatTheFiguresRestOn() async throws {
    let library = try TestLibrary(.tiny)
    let explained = await library.run(
      "plan", "--section", "passiv", "--explain", "--set", "providers.simulated.failed_assessment=0.2")
    #expect(
      explained.output.hasSuffix(
        """

        Of 100 drafts in  first text  regenerated  dropped  Tokens an item  Drafts known
        passiv                    80           20        0         not yet             0
        The shares are those that the simulated provider is set to.

        """), "\(explained.output)")
    let unknown = await library.run(
      "plan", "--section", "passiv", "--explain", "--provider", "openai", "--model", "m")
    #expect(
      unknown.output.hasSuffix(
        """

        Of 100 drafts in  first text  regenerated  dropped  Tokens an item  Drafts known
        passiv                    81           18        1         not yet             0
        The shares are an assumption: no fill with this model has shown any yet.

        """), "\(unknown.output)")
  }

  @Test func whatTheLedgerHasShown() {
    var rates = PassRates.assumption
    (rates.known.model, rates.known.prompt, rates.known.section) = (312, 200, 40)
    let part = YieldForecast.Part(kind: "gap_fill_exercise", section: "passiv", items: 3, rates: rates, retries: 5)
    let expectation = CallExpectation(
      seconds: 1, jitter: 0, failedFirst: 0, failedLater: 0, failedAssessment: 0, source: .ledger, parts: [part])
    #expect(
      LearnedRow.text(
        [LearnedRow(part: part, output: nil)], expectation, width: nil,
        style: Style(usesColour: false, usesUnicode: true)) == """
          Of 100 drafts in  first text  regenerated  dropped  Tokens an item  Drafts known
          passiv                    81           18        1         not yet            40
          The model is known from 312 drafts of gap_fill_exercise, 200 of them with the prompt of now. A section's own drafts count beside those of all, for which 20 stand at most.

          """)
  }

  @Test(arguments: [1, 2, 5])
  func batchSize(size: Int) async throws {
    let plan = try await (try TestLibrary(.tiny)).run(
      "plan", "--section", "passiv", "--batch-size", "\(size)", "--json"
    ).json
    #expect(plan["calls"]?.integer == [1: 6, 2: 3, 5: 2][size])
    #expect(plan["calls_single"] == 6)
    if size == 1 { #expect(plan["input_tokens"] == plan["input_tokens_single"] && plan["cost"] == plan["cost_single"]) }
  }

  /// What a selection narrows: the floor of the weekend is asked for in its topic.
  @Test func aSelectionNarrows() async throws {
    let library = try TestLibrary(.tiny)
    let weekend = await library.run("plan", "--section", "relativsaetze", "--topic", "freizeit*", "--json")
    #expect(try weekend.json["items"] == 3)
    let levels = try await library.run("plan", "--level", "B?", "--json").json
    #expect(levels["items"] == 6 && levels["cells"] == 3)
  }

  @Test func usageErrors() async throws {
    let library = try TestLibrary(.tiny)
    for (options, message) in [
      (["--limit", "0"], "--limit must be at least 1"), (["--budget", "1"], "unknown option '--budget'"),
      (["--batch-size", "x"], "'x' is not a whole number for '--batch-size'"),
    ] {
      let result = await library.run(["plan"] + options)
      #expect(result.code == .usage)
      #expect(result.errors.hasPrefix("error: \(message)"), "\(result.errors)")
    }
  }
}
