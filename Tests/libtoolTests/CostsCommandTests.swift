import Console
import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool costs`, through the command line.
@Suite struct CostsCommandTests {
  /// One finished fill of two kinds.
  private func library(_ settings: String = "") async throws -> TestLibrary {
    let library = try TestLibrary(.tinyWith(["library/libtool.yaml": TinyLibrary.settings + settings]))
    let fill = await library.run(
      ["fill", "--set", "providers.simulated.failed_assessment=0.3"] + FillCommandTests.calm)
    #expect(fill.code == .done)
    return library
  }

  @Test func beforeTheFirstCall() async throws {
    let library = try TestLibrary(.tiny)
    #expect(
      await library.run("costs").output == """
        Rehearsal: prices may be made up, for simulated calls.
        No calls yet: `libtool fill` makes some.

        """)
    #expect(
      await library.run("costs", "--section", "passiv", "--since", "2026-11-01").output == """
        Rehearsal: prices may be made up, for simulated calls.
        No calls: --section passiv, since 2026-11-01.

        """)
  }

  @Test func figuresOneBelowTheOther() async throws {
    let library = try await library("costs: {person_price: {micro_lesson: 12}}\n")
    let result = await library.run("costs", width: 80)
    #expect(result.code == .done && result.errors.isEmpty)
    #expect(
      result.output == """
        Rehearsal: prices may be made up, for simulated calls.
        Costs of everything, all days
        Cost           0.0145 EUR in 18 calls
        Tokens         31,360 in, 4,789 out; 12,288 of the input from the cache
        Accepted       7 items, 0.0021 each
        Gaps closed    7, 0.0021 each
        Lost to drops  0.0000 (0 %) in 0 drafts
        Overhead       0.0001 (0 %) that no draft can be blamed for
        One a call     0.0171, 0.0024 each, live
        By a person    12.00 for 1 item; 6 more of kinds without a price

        """)
  }

  /// What the ledger says of a run is what `runs show` says of it.
  @Test func theTotalIsTheRuns() async throws {
    let library = try await library()
    let run = try await library.run("runs", "show", "last", "--json").json
    let report = try await library.run("costs", "--by", "run,role", "--json").json
    let totals = try #require(report["totals"])
    for name in [
      "calls", "failed_calls", "unknown_calls", "input_tokens", "cached_input_tokens", "output_tokens", "accepted",
    ] {
      #expect(totals[name] == run[name], "\(name)")
    }
    for name in ["cost", "cost_per_item", "cost_single"] {
      #expect(totals[name]?.double == run[name]?.double, "\(name)")
    }
    let rows = report["rows"]?.array ?? []
    #expect(rows.map { $0["run"] } == Array(repeating: run["run"], count: rows.count))
    #expect(Set(rows.compactMap { $0["role"]?.string }) == ["generation", "assessment", "regeneration"])
    #expect(totals["gaps_closed"] == totals["accepted"] && totals["cost_person"] == .null)
    // What is taken back was paid for, and closes no gap any more.
    #expect(await library.run("rollback", "--run", "last", "--yes").code == .done)
    let after = try #require(try await library.run("costs", "--json").json["totals"])
    #expect(after["gaps_closed"] == 0 && after["accepted"] == totals["accepted"] && after["cost"] == totals["cost"])
    #expect(after["cost_per_gap"] == .null)
  }

  /// One section was filled while its model had no price, another with one: nothing that is not known is told as zero.
  @Test func whatHadNoPriceIsNotKnown() async throws {
    let unpriced = TinyLibrary.settings.replacing("simulated/*:", with: "openai/*:")
    let library = try TestLibrary(.tinyWith(["library/libtool.yaml": unpriced]))
    let fill = ["fill", "--section", "passiv"] + FillCommandTests.calm
    let filled = await library.run(fill, width: 80)
    #expect(filled.output.contains("\nCost          not known: 2 calls without a price\n"), "\(filled.output)")
    #expect(
      await library.run("costs", width: 80).output == """
        Rehearsal: prices may be made up, for simulated calls.
        Costs of everything, all days
        Cost           not known
        No price       2 calls without a price: what they cost is not known
        Tokens         3,536 in, 1,162 out
        Accepted       3 items; what one cost is not known
        Gaps closed    3
        Lost to drops  0 drafts

        """)
    let run = try await library.run("runs", "show", "last", "--json").json
    #expect(run["unpriced_calls"] == 2 && run["estimated_calls"] == 0)
    for name in ["cost", "cost_per_item", "cost_single", "cost_per_item_single"] { #expect(run[name] == .null) }
    let list = await library.run("runs")
    #expect(list.output.split(separator: "\n").last?.hasSuffix("3/3  not known") == true, "\(list.output)")
    #expect(try await library.run("runs", "list", "--json").json.array?.first?["cost"] == .null)
    #expect(await library.run("runs", "watch", "last").output.contains(", cost not known"))
    let calls = await library.run("runs", "calls", "last")
    #expect(calls.output.matches(of: #/ no price  tool_calls/#).count == 2, "\(calls.output)")
    let items = try await library.run("items", "--section", "passiv", "--json").json.array ?? []
    let uuid = try #require(items.first { $0["origin"] == "run" }?["uuid"]?.string)
    #expect(await library.run("items", "show", uuid).output.contains(", cost not known\n"))
    #expect(try await library.run("items", "show", uuid, "--json").json["cost"] == .null)

    let price = ["--set", "prices.simulated/simulated-1={input: 0.35, output: 1.40}"]
    #expect(await library.run(["fill", "--section", "everyday_physics"] + FillCommandTests.calm + price).code == .done)
    let whole = await library.run("costs", width: 80).output
    #expect(
      whole == """
        Rehearsal: prices may be made up, for simulated calls.
        Costs of everything, all days
        Cost           0.0012 EUR in 2 calls
        No price       2 calls without a price: what they cost is not known
        Tokens         5,560 in, 1,533 out
        Accepted       4 items; what one cost is not known
        Gaps closed    4
        Lost to drops  0.0000 (0 %) in 0 drafts
        Overhead       0.0000 (0 %) that no draft can be blamed for
        One a call     0.0012, live

        """)
    let sections = await library.run("costs", "--by", "section", width: 120).output
    #expect(
      sections == """
        Rehearsal: prices may be made up, for simulated calls.
        Section           Calls     In    Out    Cost  Items  An item  Gaps   A gap    Lost  Overhead  No price  One a call
        everyday_physics      2  2,024    371  0.0012      1   0.0012     1  0.0012  0.0000    0.0000         -      0.0012
        passiv                2  3,536  1,162       -      3        -     3       -       -         -         2           -
        \(String(repeating: "─", count: 115))
        all, EUR              4  5,560  1,533  0.0012      4        -     4       -  0.0000    0.0000         2      0.0012

        """)
  }

  @Test func groupsOnANarrowTerminal() async throws {
    let result = await (try await library()).run("costs", "--by", "kind,role", width: 80)
    #expect(result.output.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 })
    #expect(
      result.output == """
        Rehearsal: prices may be made up, for simulated calls.
        Kind               Role          Calls    Cost  Items  An item   A gap    Lost
        gap_fill_exercise  regeneration      6  0.0051      2   0.0025  0.0025  0.0000
        gap_fill_exercise  generation        2  0.0035      6   0.0006  0.0006  0.0000
        gap_fill_exercise  assessment        6  0.0034      6   0.0006  0.0006  0.0000
        micro_lesson       generation        1  0.0009      1   0.0009  0.0009  0.0000
        micro_lesson       regeneration      1  0.0008      1   0.0008  0.0008  0.0000
        micro_lesson       assessment        2  0.0008      1   0.0008  0.0008  0.0000
        \(String(repeating: "─", count: 78))
        all, EUR                            18  0.0145      7   0.0021  0.0021  0.0000
        No room for In, Cached, Out, Gaps, Overhead, One a call: a wider terminal shows
        them, and so does --format csv.

        """)
  }

  /// At every width each column is there or named, and no line is longer.
  @Test func whatHasNoRoomIsNamed() async throws {
    let library = try await library()
    let all = [
      "Calls", "In", "Cached", "Out", "Cost", "Items", "An item", "Gaps", "A gap", "Lost", "Overhead", "One a call",
    ]
    for width in [40, 60, 79, 80, 81, 100, 120, 200] {
      let output = await library.run("costs", "--by", "section,role", width: width).output
      let lines = output.split(separator: "\n").map(String.init)
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(width)")
      let header = lines.first { $0.contains("Cost") && $0.contains("Role") } ?? ""
      let shown = header.split(separator: #/ {2,}/#).dropFirst(2).map(String.init)
      let note = output.firstMatch(of: #/No room for (?s:(.*)): a wider/#)?.output.1.replacing("\n", with: " ") ?? ""
      let named = note.split(separator: ", ").map(String.init)
      #expect(Set(shown).isDisjoint(with: named) && all.filter((shown + named).contains) == all, "\(width): \(output)")
      #expect(named.isEmpty == (width == 200), "\(width)")
    }
    // A pipe has room for everything.
    #expect(await library.run("costs", "--by", "section,role").output.contains("No room") == false)
  }

  @Test func groupsOnAWideTerminal() async throws {
    let library = try await library("costs: {person_price: 4.50}\n")
    let result = await library.run("costs", "--by", "section,day", width: 200)
    #expect(
      result.output == """
        Rehearsal: prices may be made up, for simulated calls.
        Section           Day         Calls      In  Cached    Out    Cost  Items  An item  Gaps   A gap    Lost  Overhead  One a call  By a person
        relativsaetze     2026-11-20     12  23,206  11,264  2,853  0.0092      3   0.0031     3  0.0031  0.0000    0.0000      0.0104        13.50
        passiv            2026-11-20      2   3,536       0  1,162  0.0029      3   0.0010     3  0.0010  0.0000    0.0000      0.0042        13.50
        everyday_physics  2026-11-20      4   4,618   1,024    774  0.0024      1   0.0024     1  0.0024  0.0000    0.0000      0.0024         4.50
        \(String(repeating: "─", count: 139))
        all, EUR                         18  31,360  12,288  4,789  0.0145      7   0.0021     7  0.0021  0.0000    0.0001      0.0171        31.50

        """)
  }

  @Test func days() async throws {
    let library = try await library()
    library.advance(byMilliseconds: 86_400_000)
    #expect(await library.run(["fill", "--section", "passiv", "--limit", "1"] + FillCommandTests.calm).code == .done)
    func calls(_ options: String...) async throws -> Int? {
      try await library.run(["costs", "--json"] + options).json["totals"]?["calls"]?.integer
    }
    let all = try #require(try await calls())
    let first = try #require(try await calls("--until", "2026-11-20"))
    #expect(try await calls("--since", "2026-11-21") == all - first && first > 0)
    #expect(try await calls("--since", "2026-11-20", "--until", "2026-11-20") == first)
    #expect(try await calls("--since", "2026-11-22") == 0)
  }

  @Test func aFileIsWrittenInTheFormOfItsName() async throws {
    let library = try await library()
    let page = await library.run("costs", "--output", "\(library.root)/costs.html")
    #expect(page.output.isEmpty && page.errors.hasPrefix("wrote \(library.root)/costs.html: costs as html, "))
    let html = try library.read("costs.html")
    #expect(html.contains("<strong>Rehearsal.</strong>") && html.contains("<h2 id=\"groups\">By section</h2>"))
    #expect(html.contains("<th scope=\"row\">passiv</th>") && !html.contains("<script"))
    _ = await library.run("costs", "--by", "model", "--output", "\(library.root)/costs.csv")
    let csv = try library.read("costs.csv").split(separator: "\n")
    #expect(csv.count == 2 && csv[0].hasSuffix(",currency,mode") && csv[1].hasPrefix("simulated/simulated-1,"))
    _ = await library.run("costs", "--output", "\(library.root)/costs.txt")
    #expect(try library.read("costs.txt").hasPrefix("Rehearsal: prices may be made up"))
  }

  @Test func anotherCurrencyIsLeftOutAndSaidSo() async throws {
    let library = try await library()
    let result = await library.run("costs", "--set", "currency=USD")
    #expect(result.output.hasSuffix("No calls yet: `libtool fill` makes some.\n"))
    #expect(
      result.errors.firstMatch(
        of: #/^note: [0-9]+ calls in another currency than USD are left out: the ledger has one currency\n$/#) != nil)
  }

  @Test(arguments: [
    (
      ["--by", "kinds"], "costs cannot be grouped by 'kinds'; did you mean 'kind'?",
      "the fields are run, section, kind, model, role, day"
    ),
    (
      ["--since", "2026-11-20", "--until", "2026-11-19"], "'--until' is before '--since'",
      "give the earlier day to --since"
    ),
    (
      ["--output", "costs"], "the name 'costs' does not say which form the report has",
      "let it end in .html, .csv, .json or .txt, or add --format"
    ),
  ])
  func misuse(options: [String], message: String, hint: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["costs"] + options)
    #expect(result.code == .usage && result.output.isEmpty)
    #expect(result.errors.hasPrefix("error: \(message)\n\(hint)"), "\(result.errors)")
  }

  @Test func aDayIsADay() async throws {
    let result = await (try TestLibrary(.tiny)).run("costs", "--since", "20.11.2026")
    #expect(result.code == .usage && result.errors.contains("a day such as 2026-11-20"), "\(result.errors)")
  }

  // MARK: - Budgets of a day and a month

  @Test func aRunPausesOnTheDaysBudget() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(
      ["fill", "--section", "passiv", "--set", "budgets.day=0.0001"] + FillCommandTests.calm)
    #expect(result.code == .budget)
    #expect(
      result.output.contains(
        "paused: the day's budget of 0.0001 EUR does not hold another call: 0.0001 is left, the next"))
    #expect(result.output.contains("; it is renewed at 2026-11-21 00:00 UTC"))
    let name = try #require(try await library.run("runs", "show", "last", "--json").json["run"]?.string).suffix(8)
    #expect(result.output.hasSuffix("Go on with: libtool runs resume \(name)\n"))
    #expect(
      result.errors == """
        the call is dearer than the whole budget: raise budgets.day in library/libtool.yaml, then `libtool runs resume \
        \(name)` goes on

        """)
    #expect(await library.run("runs", "resume", "last").code == .done)
  }

  @Test func aPlanSaysWhatTheBudgetDoesNotHold() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("plan", "--set", "budgets.month=80").errors.isEmpty)
    let note =
      "note: about 0.0087 EUR is more than what is left of the day's budget of 0.005 EUR for tester, 0.0050: "
      + "the fill would pause; it is renewed at 2026-11-21 00:00 UTC\n"
    let setting = ["--set", "budgets.actors.tester.day=0.005"]
    #expect(await library.run(["plan"] + setting).errors == note)
    #expect(await library.run(["plan", "--json"] + setting).errors == note)
    #expect(
      await library.run(["fill", "--dry-run"] + setting).errors
        == "Dry run: nothing was sent, nothing was stored.\n" + note)
    #expect(await library.run(["plan", "--as", "ben"] + setting).errors.isEmpty)
    let unpriced = ["--provider", "openai", "--model", "m", "--set", "budgets.day=5"]
    let plan = await library.run(["plan"] + unpriced)
    #expect(plan.code == .done)
    #expect(
      plan.errors
        == "note: openai/m has no price, so the day's budget of 5.00 EUR cannot be kept: the fill would be refused\n")
    let dry = await library.run(["fill", "--dry-run"] + unpriced)
    #expect(dry.code == .failed)
    #expect(
      dry.errors == """
        error: openai/m has no price, so the day's budget of 5.00 EUR cannot be kept
        add `openai/m: {input: …, output: …}` under `prices` in library/libtool.yaml

        """)
  }
}
