import Console
import ContentModel
import Formats
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
        Input tokens       9,487           17,060   44 %
        Output tokens      3,844
        Cost, EUR         0.0087           0.0117   26 %
        Time, about         22 s
        Regenerations come on top: about 2 calls and 0.0021 EUR, with 20 of 100 texts
        sent back (as the simulated provider is set). The time includes them.

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
      result.output.hasSuffix(
        "with 19 of 100 texts sent back (an assumption: no fill has shown it yet). The time includes them.\n"))
    let json = try await library.run("plan", "--section", "passiv", "--provider", "openai", "--model", "m", "--json")
      .json
    #expect(json["cost"] == .null && json["cost_single"] == .null && json["expected_cost"] == .null)
    #expect((json["seconds"]?.double ?? 0) >= 20)
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
