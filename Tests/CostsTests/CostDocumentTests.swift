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
    #expect(page.contains("<th scope=\"row\">&lt;script&gt;alert(1)&lt;/<wbr>script&gt;&quot; onload=&quot;x</th>"))
    #expect(page.contains("since 2026-11-01 · EUR · made 2026-11-26 09:30 UTC"))
  }

  /// The parts of a bar are as long as the parts of its cost: the dearest bar takes all the room.
  @Test func barsAreToScale() {
    let page = CostPage.html(
      Self.report([.section]), days: Self.report([.day]), title: "T", generatedAt: "now")
    // The 19th cost 1001: 600 accepted, 300 lost, 101 overhead.
    #expect(
      page.contains(
        """
        <rect class="accepted" x="0.0%" width="59.94%" height="100%"/>\
        <rect class="lost" x="59.94%" width="29.97%" height="100%"/>\
        <rect class="overhead" x="89.91%" width="10.09%" height="100%"/></svg><span class="n">0.0000</span></li>
        """))
    #expect(page.contains("2026-11-19: 0.0000 EUR: 0.0000 accepted, 0.0000 not decided yet"))
  }

  /// Names are never cut, identifiers are unique, and each reference has its target.
  @Test func namesAndIdentifiers() throws {
    let section = "adjektivdeklination_einstieg_mit_sehr_langem_namen"
    let page = CostPage.html(
      Self.report([.section, .role], section: section), days: Self.report([.day]), title: "T", generatedAt: "now")
    let shown = section.replacing("_", with: "_<wbr>")
    #expect(page.contains("<span class=\"label\">\(shown) · generation</span>"))
    #expect(page.contains("<th scope=\"row\">\(shown)</th>"))
    let identifiers = page.matches(of: #/ id="([a-z]+)"/#).map { String($0.output.1) }
    #expect(identifiers.sorted() == ["days", "groups", "lost", "overhead"])
    let references = page.matches(of: #/url\(#([a-z]+)\)|aria-labelledby="([a-z]+)"/#).map {
      String($0.output.1 ?? $0.output.2 ?? "")
    }
    #expect(Set(references) == Set(identifiers))
  }

  /// What is nowhere has neither tile nor column; what is somewhere has both.
  @Test func whatIsNowhereIsLeftOut() {
    func headers(_ report: CostReport) -> [String] {
      CostPage.html(report, days: report, title: "T", generatedAt: "now")
        .matches(of: #/<th scope="col" class="n">([^<]+)</#).map { String($0.output.1) }
    }
    #expect(
      headers(Self.report([.section], prices: PersonPrices(any: Money("2.25")))) == [
        "Calls", "Input", "Cached", "Written", "Output", "Cost", "Items", "An item", "Gaps", "A gap", "Lost",
        "Overhead",
        "In flight", "Unknown", "One a call", "By a person",
      ])
    #expect(
      headers(CostSumTests.unpriced([.model])) == [
        "Calls", "Input", "Output", "Cost", "Items", "An item", "Gaps", "A gap", "Lost", "Overhead", "No price",
        "Estimated", "One a call",
      ])
    let page = CostPage.html(Self.report([.section]), days: Self.report([.day]), title: "T", generatedAt: "now")
    #expect(page.contains("<dt>In flight</dt><dd>1<small>0.0000 reserved, not in the cost</small></dd>"))
    let calm = CostPage.html(
      CostSumTests.unpriced([.model]), days: CostSumTests.unpriced([.day]), title: "T", generatedAt: "now")
    #expect(!calm.contains("In flight"))
  }

  @Test func whatIsNotKnownIsNoZeroOnThePage() {
    let page = CostPage.html(
      CostSumTests.unpriced([.model]), days: CostSumTests.unpriced([.day]), title: "T", generatedAt: "now")
    #expect(page.contains("<dt>No price</dt><dd>1<small>calls whose cost is not known</small></dd>"))
    #expect(page.contains("<dt>Estimated</dt><dd>1<small>calls that do not say what was used</small></dd>"))
    #expect(page.contains("<dt>An accepted item</dt><dd>not known<small>3 accepted</small></dd>"))
    #expect(
      page.contains("<span class=\"label\">2026-11-19</span>")
        && page.contains("<span class=\"n\">at least 0.0000</span>"))
    #expect(page.contains("p/<wbr>unpriced</span><svg class=\"bar\" role=\"img\"><title>p/unpriced: not known EUR: "))
    #expect(
      page.contains(
        "<th scope=\"row\">p/<wbr>unpriced</th><td>1</td><td>10</td><td>5</td><td>–</td><td>1</td><td>–</td><td>1</td><td>–</td>"
      ))
  }

  @Test func numbersAreInThousands() {
    var call = CostSumTests.ledger[0]
    call.usage = TokenUsage(input: 1_234_567, output: 999)
    call.cost = Money("12345.67")
    var sum = CostSum(by: [.day])
    sum.add(call)
    let report = sum.report(CostSumTests.frame)
    let page = CostPage.html(report, days: report, title: "T", generatedAt: "now")
    #expect(page.contains("<td>1,234,567</td><td>999</td><td>12,345.6700</td>"))
    #expect(page.contains("<span class=\"n\">12,345.6700</span>"))
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
    #expect(page.contains(">21 earlier</span>") && page.split(separator: "class=\"label\"").count - 1 == 80)
    #expect(CostPage.html(.empty, days: .empty, title: "T", generatedAt: "now").contains("Nothing was spent."))
  }
}

extension CostReport {
  fileprivate static let empty = CostSum(by: [.section]).report(CostSumTests.frame)
}
