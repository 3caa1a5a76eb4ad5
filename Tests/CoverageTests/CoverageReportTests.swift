import ContentModel
import Testing

@testable import Coverage

@Suite struct CoverageReportTests {
  @Test(arguments: [
    (0, 0, true, CoverageStatus.met), (0, 1, true, .over), (3, 0, true, .missing), (3, 1, true, .thin),
    (3, 3, true, .met), (3, 4, true, .over), (3, 3, false, .thin), (3, 9, false, .thin), (3, 0, false, .missing),
  ])
  func status(_ target: Int, _ active: Int, _ floorsMet: Bool, _ status: CoverageStatus) {
    #expect(CoverageStatus(target: target, active: active, floorsMet: floorsMet) == status)
  }

  @Test func gapLeavesOutWhatWaitsAndWhatIsBeingMade() throws {
    var inventory = Inventory()
    inventory.add("drill a1,t1,-,de", InventoryCounts(active: 2, machine: 1, approved: 1, inReview: 3, inFlight: 4))
    inventory.add("drill a1,-,-,de", InventoryCounts(active: 1, stale: 1))
    let cell = try #require(CoverageReport.of(.small("a1,,,de,15"), inventory).cells.first)
    #expect(cell.gap == 5)
    #expect(
      cell.counts
        == InventoryCounts(active: 3, machine: 1, approved: 1, inReview: 3, inFlight: 4, stale: 1))
    #expect(cell.status == .thin)
    #expect(cell.level == "A1")
  }

  @Test func oneItemServesTheFloorAndTheCellAroundIt() throws {
    let catalogue = Catalogue.small("a1,,,de,4,2", "a1,*,,de,1,3")
    let report = try CoverageReport.of(catalogue, Inventory(active: ["drill a1,t1,-,de": 4]))
    let wide = try #require(report.cell("drill a1,,-,de"))
    // Four are active, but two topics have none: the gap is that of the floors.
    #expect(wide.gap == 2 && wide.target == 4 && wide.status == .thin && !wide.isFloor)
    #expect(report.cell("drill a1,t1,-,de")?.status == .over)
    #expect(report.cell("drill a1,t2,-,de").map { $0.isFloor && $0.gap == 1 && $0.status == .missing } == true)
    #expect(report.totals.cells == 1 && report.totals.target == 4 && report.totals.gap == 2)
    #expect(report.totals.counts.active == 4)
    #expect(
      report.cells.map(\.key.short) == [
        "drill a1,,-,de", "drill a1,t2,-,de", "drill a1,t3,-,de", "drill a1,t1,-,de",
      ])
  }

  /// Active items by topic in a cell of 4 with floors of 1 for each of its three topics; then what counts.
  @Test(arguments: [
    ([0, 0, 0], 0), ([4, 0, 0], 2), ([9, 0, 0], 2), ([1, 1, 1], 3), ([2, 1, 1], 4), ([3, 3, 3], 4),
  ])
  func whatAFloorLacksIsNotCoveredByOtherItems(_ active: [Int], _ covered: Int) throws {
    let catalogue = Catalogue.small("a1,,,de,4", "a1,*,,de,1")
    let inventory = Inventory(
      active: ["drill a1,t1,-,de": active[0], "drill a1,t2,-,de": active[1], "drill a1,t3,-,de": active[2]])
    let report = try CoverageReport.of(catalogue, inventory)
    #expect(report.cell("drill a1,,-,de")?.covered == covered)
    #expect(report.coveragePercent == Double(covered) * 25)
    #expect((report.coveragePercent == 100) == !report.cells.contains { $0.status.isShort })
  }

  @Test func floorsCanWantMoreThanTheCellAroundThem() throws {
    let report = try CoverageReport.of(.small(",,,de,3", "a1,,,de,2", "*,*,,de,2"))
    // Kind-wide: a1 (3 topics x 2, more than its own 2), a2 (3 x 2), b1 (1 x 2).
    let whole = try #require(report.cell("drill ,,-,de"))
    #expect(whole.target == 14 && whole.ownTarget == 3 && whole.gap == 14)
    #expect(report.cell("drill a1,,-,de")?.target == 6)
    #expect(report.totals.target == 14 + 3 && report.totals.cells == 2)
    let inner = try #require(report.cell("drill a1,t1,-,de")?.container)
    #expect(report.cells[inner].key.short == "drill a1,,-,de")
  }

  @Test func worstFirstIsPriorityThenGapThenKey() throws {
    let catalogue = Catalogue.small("a2,,,de,5,2", "a1,,,de,5,2", "b1,,,de,9,2", "m0,,,de,1,1")
    #expect(
      try CoverageReport.of(catalogue).cells.map(\.key.section) == [
        .value("m0"), .value("b1"), .value("a1"), .value("a2"),
      ])
  }

  /// What selections show: cells whose every item is selected.
  @Test(arguments: [
    (Selection(), ["drill a1,,-,de", "drill a1,t1,-,de", "drill a1,t2,-,de", "drill a1,t3,-,de", "page pans,-,p1,"]),
    (Selection(sections: ["a1"]), ["drill a1,,-,de", "drill a1,t1,-,de", "drill a1,t2,-,de", "drill a1,t3,-,de"]),
    (Selection(topics: ["t[12]"]), ["drill a1,t1,-,de", "drill a1,t2,-,de"]),
    (Selection(topics: ["t?"]), ["drill a1,,-,de", "drill a1,t1,-,de", "drill a1,t2,-,de", "drill a1,t3,-,de"]),
    (Selection(skus: ["*"]), ["page pans,-,p1,"]),
    (Selection(languages: ["en"]), []),
    (Selection(languages: ["en", "fr"]), ["page pans,-,p1,"]),
    (Selection(kinds: ["page"]), ["page pans,-,p1,"]),
    (Selection(levels: ["A*"]), ["drill a1,,-,de", "drill a1,t1,-,de", "drill a1,t2,-,de", "drill a1,t3,-,de"]),
    (Selection(sections: ["zz"]), []),
  ])
  func selection(_ selection: Selection, _ cells: [String]) throws {
    let catalogue = Catalogue.small("a1,,,de,4", "a1,*,,de,1", "pans,,p1,,1")
    let report = try CoverageReport.of(catalogue, Inventory(), selection)
    #expect(report.cells.map(\.key.short).sorted() == cells.sorted())
    // Where the cell around a floor is not shown, the floor is the outermost one.
    #expect(report.totals.cells == report.cells.count { !$0.isFloor })
    #expect(report.cells.isEmpty || report.totals.cells > 0)
  }

  @Test func aCellOverAllSectionsIsShownWhenAllOfThemAreSelected() throws {
    let catalogue = Catalogue.small(",t1,,de,9", ",t3,,de,9")
    let shown = try CoverageReport.of(catalogue, Inventory(), Selection(levels: ["A1"])).cells.map(\.key.short)
    // t1 applies to A1 sections only, t3 to a B1 section as well.
    #expect(shown == ["drill ,t1,-,de"])
    #expect(try CoverageReport.of(catalogue).cells.first?.level == "")
  }

  @Test func onlyThinKeepsTotalsAndContainers() throws {
    let catalogue = Catalogue.small("a1,,,de,4", "a1,*,,de,1", "b1,,,de,1")
    let inventory = Inventory(active: ["drill a1,t1,-,de": 7, "drill b1,t3,-,de": 1])
    let report = try CoverageReport.of(catalogue, inventory)
    let thin = report.onlyThin()
    #expect(thin.totals == report.totals)
    #expect(thin.cells.map(\.key.short) == ["drill a1,,-,de", "drill a1,t2,-,de", "drill a1,t3,-,de"])
    #expect(thin.cells.map(\.container) == [nil, 0, 0])
  }

  @Test func percent() throws {
    #expect(try CoverageReport.of(.small()).coveragePercent == 100)
    let inventory = Inventory(active: ["drill a1,t1,-,de": 9, "drill b1,t3,-,de": 1])
    // 2 of 2 and 1 of 4: what is over in one cell does not cover another.
    let report = try CoverageReport.of(.small("a1,,,de,2", "b1,,,de,4"), inventory)
    #expect(report.coveragePercent == 50)
    #expect(report.totals.percentText == "50.0")
    var totals = CoverageTotals()
    (totals.target, totals.covered) = (10_000, 9_999)
    #expect(totals.percentText == "99.9")
  }

  @Test func rowsByField() throws {
    let catalogue = Catalogue.small("a1,,,de,4", "a1,*,,de,1", "b1,,,de,1", "m0,,,*,2", "a2,,,de,0")
    let report = try CoverageReport.of(catalogue, Inventory(active: ["drill a1,t1,-,de": 7, "lesson m0,-,-,en": 1]))
    func rows(_ fields: String) throws -> [String] {
      try report.rows(by: CoverageField.list(fields)).map { row in
        row.values.map { $0.value ?? "." }.joined(separator: "/")
          + " \(row.totals.cells):\(row.totals.counts.active)/\(row.totals.target) gap \(row.totals.gap)"
      }
    }
    #expect(
      try rows("section,language") == [
        "a1/de 1:7/4 gap 2", "m0/de 1:0/2 gap 2", "b1/de 1:0/1 gap 1", "m0/en 1:1/2 gap 1", "a2/de 1:0/0 gap 0",
      ])
    #expect(try rows("level") == [" 2:1/4 gap 3", "A1 2:7/4 gap 2", "B1 1:0/1 gap 1"])
    #expect(try rows("kind") == ["drill 3:7/5 gap 3", "lesson 2:1/4 gap 3"])
    #expect(try rows("status") == ["missing 2:0/3 gap 3", "thin 2:8/6 gap 3", "met 1:0/0 gap 0"])
    #expect(try rows("topic,sku") == ["./. 2:1/4 gap 3", "./. 3:7/5 gap 3"])
  }

  /// Every figure against a count by the words of the design, over random targets and inventories.
  @Test(arguments: 0..<60)
  func figuresAgainstBruteForce(seed: UInt64) throws {
    let library = RandomLibrary(seed: seed)
    let report = try CoverageReport.of(library.catalogue, library.inventory)
    let brute = BruteForce(cells: try CellExpansion.cells(of: library.catalogue), inventory: library.inventory)
    #expect(report.cells.count == brute.cells.count)
    let byKey = Dictionary(uniqueKeysWithValues: report.cells.map { ($0.key, $0) })
    for cell in brute.cells {
      let shown = try #require(byKey[cell.key])
      #expect(shown.counts == brute.counts(cell))
      #expect(shown.target == brute.target(cell))
      #expect(shown.gap == brute.gap(cell))
      #expect(shown.status == brute.status(cell))
      #expect(shown.isFloor == !brute.outermost.contains(cell))
      for floor in brute.directFloors(cell) {
        let container = try #require(byKey[floor.key]?.container)
        #expect(report.cells[container].key == cell.key)
      }
    }
    let outermost = brute.outermost
    #expect(report.totals.cells == outermost.count)
    #expect(report.totals.target == outermost.map(brute.target).reduce(0, +))
    #expect(report.totals.gap == outermost.map(brute.gap).reduce(0, +))
    #expect(report.totals.counts.active == outermost.map { brute.counts($0).active }.reduce(0, +))
    let statuses = outermost.map(brute.status)
    #expect(report.totals.missing == statuses.count { $0 == .missing })
    #expect(report.totals.thin == statuses.count { $0 == .thin })
    let order = report.cells.map { ($0.priority, -$0.gap, $0.key) }
    #expect(zip(order, order.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// A selected cell is one all of whose keys are selected.
  @Test(arguments: 0..<60)
  func selectionAgainstBruteForce(seed: UInt64) throws {
    let library = RandomLibrary(seed: seed)
    let selection = RandomLibrary.selection(seed: seed)
    let keys = library.allKeys
    // No topic applies to c1: its cells hold no keys to judge them by.
    func judged(_ selection: Selection) throws -> [CellKey] {
      try CoverageReport.of(library.catalogue, library.inventory, selection).cells.map(\.key)
        .filter { $0.section != .value("c1") }
    }
    let wanted = try judged(Selection()).filter { cell in
      keys.allSatisfy { place in
        !cell.matches(kind: place.kind, place.key)
          || selection.matches(
            kind: place.kind, level: library.catalogue.sections[place.key.section]?.level ?? "", key: place.key)
      }
    }
    #expect(try judged(selection) == wanted, "\(selection)")
  }
}
