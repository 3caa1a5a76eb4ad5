import ContentModel
import Costs
import Formats
import Testing

/// Reports of costs as JSON, CSV and HTML.
@Suite struct CostDocumentTests {
  private static func report(
    _ fields: [CostField], section: String = "passiv", mode: String = "production", prices: PersonPrices = .init()
  ) -> CostReport {
    var sum = CostSum(by: fields, personPrices: prices)
    for call in CostSumTests.ledger {
      var call = call
      for index in call.drafts.indices where call.drafts[index].key.section == "passiv" {
        call.drafts[index].key.section = section
      }
      sum.add(call)
    }
    return sum.report(
      CostReport.Frame(
        mode: mode, currency: "EUR", selection: "everything", since: "2026-11-01",
        hasPersonPrice: prices != PersonPrices()))
  }

  @Test func json() {
    let document = Self.report([.section]).json
    #expect(document["since"] == "2026-11-01" && document["until"] == .null && document["by"] == ["section"])
    #expect(
      document["totals"]?.text == """
        {"calls":5,"failed_calls":1,"open_calls":1,"open_reserved":0.000000077,"unknown_calls":1,\
        "unknown_reserved":0.000000501,"input_tokens":131,"cached_input_tokens":10,"cache_write_tokens":5,\
        "output_tokens":54,"cost":0.000001101,"cost_accepted":0.00000069,"cost_pending":0.00,"cost_lost":0.0000003,\
        "cost_overhead":0.000000111,"accepted":2,"gaps_closed":1,"dropped":1,"cost_per_item":0.00000055,\
        "cost_per_gap":0.000001101,"cost_single":0.0000021,"cost_per_item_single":0.00000105,"person_items":null,\
        "cost_person":null,"unpriced_calls":0,"estimated_calls":0}
        """)
    let rows = document["rows"]?.array ?? []
    #expect(rows.map { $0["section"]?.string } == ["passiv", "physics"])
    #expect(rows.map { $0["cost"]?.double } == [0.000001091, 0.00000001])
    #expect(rows.last?["cost_per_item"] == .null)
    #expect(Self.report([]).json["rows"] == [] && Self.report([]).json["by"] == [])
  }

  @Test func personPricesAreShownWhereTheyAreKnown() {
    let totals = Self.report([], prices: PersonPrices(any: Money("2.25"))).json["totals"]
    #expect(totals?["person_items"] == 2 && totals?["cost_person"]?.double == 4.5)
  }

  /// What nobody knows is no number, in either form.
  @Test func aCostThatIsNotKnownIsNoZero() {
    let report = CostSumTests.unpriced([.model])
    let rows = report.json["rows"]?.array ?? []
    #expect(rows.map { $0["model"] } == ["p/priced", "p/free", "p/unpriced"])
    #expect(rows.map { $0["unpriced_calls"] } == [0, 0, 1] && rows.map { $0["estimated_calls"] } == [1, 0, 0])
    for name in [
      "cost", "cost_accepted", "cost_pending", "cost_lost", "cost_overhead", "cost_per_item", "cost_per_gap",
      "cost_single", "cost_per_item_single",
    ] {
      #expect(rows.map { $0[name]?.isNull } == [false, false, true], "\(name)")
    }
    #expect(report.json["totals"]?["cost"]?.double == 0.0000001 && report.json["totals"]?["cost_per_item"] == .null)
    let lines = String(decoding: report.csv, as: UTF8.self).split(separator: "\n")
    #expect(lines.last == "p/unpriced,1,0,0,0.00,0,0.00,10,0,0,5,,,,,,1,1,0,,,,,,,1,0,EUR")
  }

  @Test func csvIsDefusedAndSaysThatItIsARehearsal() {
    let lines = String(decoding: Self.report([.section, .role], section: "=1+1", mode: "rehearsal").csv, as: UTF8.self)
      .split(separator: "\n")
    #expect(
      lines.first == """
        section,role,calls,failed_calls,open_calls,open_reserved,unknown_calls,unknown_reserved,input_tokens,\
        cached_input_tokens,cache_write_tokens,output_tokens,cost,cost_accepted,cost_pending,cost_lost,cost_overhead,\
        accepted,gaps_closed,dropped,cost_per_item,cost_per_gap,cost_single,cost_per_item_single,person_items,\
        cost_person,unpriced_calls,estimated_calls,currency,mode
        """)
    #expect(lines.count == 5)
    #expect(
      lines.dropFirst().first == """
        '=1+1,generation,1,0,0,0.00,0,0.00,101,10,5,50,0.000001001,0.0000006,0.00,0.0000003,0.000000101,2,1,1,\
        0.0000005,0.000001001,0.000002,0.000001,,,0,0,EUR,rehearsal
        """)
    let totals = String(decoding: Self.report([]).csv, as: UTF8.self).split(separator: "\n")
    #expect(totals.count == 2 && totals[1].hasPrefix("5,1,1,") && totals[1].hasSuffix(",,,0,0,EUR"))
  }

  @Test func thePageRunsNothingAndFetchesNothing() {
    let section = "<script>alert(1)</script>\" onload=\"x"
    let page = CostPage.html(
      Self.report([.section], section: section, mode: "rehearsal"), days: Self.report([.day]), title: "A & B",
      generatedAt: "2026-11-26 09:30 UTC")
    #expect(!page.contains("<script") && !page.contains(" onload=\"") && !page.contains(" style=\""))
    #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
    #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("href"))
    #expect(page.contains("<title>A &amp; B</title>") && page.contains("<strong>Rehearsal.</strong>"))
    #expect(page.contains("<th scope=\"row\">&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x</th>"))
    #expect(page.contains("since 2026-11-01 · EUR · made 2026-11-26 09:30 UTC"))
  }

  /// The parts of a bar are as long as the parts of its cost: the dearest bar is 620 long.
  @Test func barsAreToScale() {
    let page = CostPage.html(
      Self.report([.section]), days: Self.report([.day]), title: "T", generatedAt: "now")
    // The 19th cost 1001: 600 accepted, 300 lost, 101 overhead.
    #expect(page.contains("<rect x=\"230.0\" y=\"10\" width=\"371.6\" height=\"18\" fill=\"#4393c3\"/>"))
    #expect(page.contains("<rect x=\"601.6\" y=\"10\" width=\"185.8\" height=\"18\" fill=\"url(#lost)\"/>"))
    #expect(page.contains("<rect x=\"787.4\" y=\"10\" width=\"62.6\" height=\"18\" fill=\"url(#overhead)\"/>"))
    #expect(page.contains("2026-11-19: 0.0000 EUR: 0.0000 accepted, 0.0000 not decided yet"))
  }

  @Test func manyBarsAreSummedUp() {
    var sum = CostSum(by: [.day])
    for day in 0..<60 {
      var call = CostSumTests.ledger[0]
      call.day = "2026-\(10 + day / 30)-\(10 + day % 30)"
      sum.add(call)
    }
    let report = sum.report(CostSumTests.frame)
    let page = CostPage.html(report, days: report, title: "T", generatedAt: "now")
    #expect(page.contains(">21 earlier</text>") && page.split(separator: "<g>").count - 1 == 80)
    #expect(CostPage.html(.empty, days: .empty, title: "T", generatedAt: "now").contains("Nothing was spent."))
  }

  @Test func fields() throws {
    #expect(try CostField.list("run,kind,run") == [.run, .kind])
    let error = #expect(throws: UnknownCostField.self) { _ = try CostField.list("run,kinds") }
    #expect(error?.message == "costs cannot be grouped by 'kinds'")
    #expect(error?.hint == "the fields are run, section, kind, model, role, day")
    #expect(error?.exitCode == .usage)
  }
}

extension CostReport {
  fileprivate static let empty = CostSum(by: [.section]).report(CostSumTests.frame)
}
