import ContentModel
import Testing

@testable import Coverage

@Suite struct HeatMapTests {
  private func maps(
    _ catalogue: Catalogue, _ inventory: Inventory = Inventory(), _ selection: Selection = Selection()
  ) throws -> [HeatMap] {
    let report = try CoverageReport.of(catalogue, inventory, selection)
    return HeatMap.all(report, catalogue: catalogue, inventory: inventory, selection: selection)
  }

  /// A row as text: `section whole | squares`; `x` outside, `n` free, `active/target` wanted.
  private func text(_ map: HeatMap) -> [String] {
    func text(_ square: HeatMap.Square) -> String {
      switch square {
      case .outside: "x"
      case .free(let active): "\(active)"
      case .wanted(let figures): "\(figures.active)/\(figures.target)"
      }
    }
    return map.rows.map { row in
      "\(row.section?.section ?? "*") \(text(row.whole)) | " + row.squares.map(text).joined(separator: " ")
    }
  }

  @Test func aRowHoldsTheWholeAndItsTopics() throws {
    let catalogue = Catalogue.small("a1,,,de,9", "a1,t1,,de,2", "b1,,,de,3", "c1,,,de,1")
    let inventory = Inventory(active: ["drill a1,t1,-,de": 1, "drill a1,t3,-,de": 4, "drill b1,t1,-,de": 7])
    let map = try #require(maps(catalogue, inventory).first)
    #expect(map.columns.map(\.topic) == ["t1", "t2", "t3"])
    #expect(map.columns.map(\.theme) == ["x", "x", "y"])
    // b1 has items of t1, which does not apply to it: they are shown all the same.
    #expect(text(map) == ["a1 5/9 | 1/2 0 4", "b1 7/3 | 7 x 0", "c1 0/1 | x x x"])
  }

  @Test func aRowOfTopicsAddsUp() throws {
    let map = try #require(maps(.small("a1,*,,de,2"), Inventory(active: ["drill a1,t1,-,de": 3])).first)
    #expect(text(map) == ["a1 3/6 | 3/2 0/2 0/2"])
  }

  @Test func allSectionsTogetherComeFirst() throws {
    let maps = try maps(.small(",,,de,9", "a2,,,de,3"), Inventory(active: ["drill a2,t1,-,de": 2]))
    #expect(maps.map(\.kind) == ["drill", "lesson"])
    #expect(text(maps[0]) == ["* 2/9 | x x x", "a2 2/3 | 2 0 0"])
    #expect(maps[1].columns.isEmpty && !maps[1].hasTopics)
    #expect(text(maps[1]) == ["* 0/9 | "])
  }

  @Test func languagesAndSKUsOfAPlaceAreAddedUpWithoutFloors() throws {
    let maps = try maps(.small("pans,,,,5", "pans,,*,en,1", "m0,,,*,2"), Inventory(active: ["lesson m0,-,-,en": 1]))
    #expect(maps.map { text($0) } == [["m0 1/4 | "], ["pans 0/5 | "]])
  }

  @Test func aSelectionNarrowsColumnsAndCounts() throws {
    let catalogue = Catalogue.small("a1,,,de,9", "a1,*,,de,2")
    let inventory = Inventory(active: ["drill a1,t1,-,de": 1, "drill a1,t3,-,de": 4])
    let map = try #require(maps(catalogue, inventory, Selection(topics: ["t3"])).first)
    #expect(map.columns.map(\.topic) == ["t3"])
    #expect(text(map) == ["a1 4/2 | 4/2"])
  }

  @Test func manyTopicsAreShownByTheme() throws {
    var catalogue = Catalogue.small("a1,,,de,9", "a1,u1,,de,1", "a1,u2,,de,1")
    for number in 0..<250 {
      let id = "u\(number)"
      catalogue.topics[id] = Topic(topic: id, theme: "u", title: "U")
    }
    let map = try #require(maps(catalogue, Inventory(active: ["drill a1,u2,-,de": 3, "drill a1,t1,-,de": 2])).first)
    #expect(
      map.columns == [
        .init(theme: "u", topic: nil, title: "u"), .init(theme: "x", topic: nil, title: "x"),
        .init(theme: "y", topic: nil, title: "y"),
      ])
    #expect(text(map) == ["a1 5/9 | 3/2 2 0"])
  }
}
