import ContentModel
import Testing

@testable import Coverage

@Suite struct CellExpansionTests {
  /// Rows of `targets.csv` and the cells they give, with target and line.
  static let rows: [(rows: [String], cells: [String])] = [
    (["a1,t1,,de,4"], ["drill a1,t1,-,de 4 :2"]),
    (["a1,,,de,4"], ["drill a1,,-,de 4 :2"]),
    (["a1,*,,de,4"], ["drill a1,t1,-,de 4 :2", "drill a1,t2,-,de 4 :2", "drill a1,t3,-,de 4 :2"]),
    // The kind has topics and none applies.
    (["c1,*,,de,4"], []),
    (["c1,,,de,4"], ["drill c1,,-,de 4 :2"]),
    // The kind has no topics: absent under * and under an empty field.
    (["m0,*,,de,4"], ["lesson m0,-,-,de 4 :2"]),
    (["m0,,*,de,4"], ["lesson m0,-,-,de 4 :2"]),
    // Languages: each, all together, one.
    (["m0,,,*,4"], ["lesson m0,-,-,de 4 :2", "lesson m0,-,-,en 4 :2"]),
    (["m0,,,,4"], ["lesson m0,-,-, 4 :2"]),
    // A section's own languages stand for the kind's.
    (["pots,,*,*,1"], ["page pots,-,q1,en 1 :2"]),
    (["pans,,p2,*,1"], ["page pans,-,p2,en 1 :2", "page pans,-,p2,fr 1 :2"]),
    // Every section: those that do not take the value have no cell.
    (["*,t3,,de,4"], ["drill a1,t3,-,de 4 :2", "drill a2,t3,-,de 4 :2", "drill b1,t3,-,de 4 :2"]),
    (["*,,p1,fr,1"], ["page pans,-,p1,fr 1 :2"]),
    (["*,*,*,fr,1"], ["page pans,-,p1,fr 1 :2", "page pans,-,p2,fr 1 :2"]),
    // An empty section: a cell for each kind over its sections.
    ([",,,de,9"], ["drill ,,-,de 9 :2", "lesson ,-,-,de 9 :2"]),
    ([",t3,,de,9"], ["drill ,t3,-,de 9 :2"]),
    (
      [",*,*,de,9"],
      ["lesson ,-,-,de 9 :2", "drill ,t1,-,de 9 :2", "drill ,t2,-,de 9 :2", "drill ,t3,-,de 9 :2"]
    ),
    ([",,*,en,9"], ["lesson ,-,-,en 9 :2", "page ,-,p1,en 9 :2", "page ,-,p2,en 9 :2", "page ,-,q1,en 9 :2"]),
    // The most specific row wins a cell, wherever it stands.
    (
      ["a1,t1,,de,1", "*,t1,,de,2", "a2,*,,de,3", "a2,t1,,de,4"],
      [
        "drill a1,t1,-,de 1 :2", "drill a2,t1,-,de 4 :5", "drill a2,t2,-,de 3 :4", "drill a2,t3,-,de 3 :4",
      ]
    ),
    // A tie that a more specific row decides is none.
    (
      ["a1,*,,de,1", "*,t1,,de,2", "a1,t1,,de,3"],
      [
        "drill a1,t1,-,de 3 :4", "drill a1,t2,-,de 1 :2", "drill a1,t3,-,de 1 :2", "drill a2,t1,-,de 2 :3",
      ]
    ),
    ([], []),
  ]

  @Test(arguments: rows)
  func cells(_ example: (rows: [String], cells: [String])) throws {
    var catalogue = Catalogue.small()
    catalogue.targets = example.rows.enumerated().map { TargetRow($1, line: $0 + 2) }
    let cells = try CellExpansion.cells(of: catalogue)
    #expect(
      cells.map { "\($0.key.short) \($0.target) :\($0.origin.drop { $0 != ":" }.dropFirst())" } == example.cells)
    #expect(cells.map(\.key) == cells.map(\.key).sorted())
  }

  @Test func aCatalogueWithoutSectionsHasNoCells() throws {
    var catalogue = Catalogue.small("*,t1,,de,4", ",,,,3", "*,*,*,*,2")
    catalogue.sections = [:]
    #expect(try CellExpansion.cells(of: catalogue).isEmpty)
  }

  @Test func aKindWithoutSectionsHasNoCell() throws {
    var catalogue = Catalogue.small(",,,de,9")
    catalogue.sections["m0"] = nil
    #expect(try CellExpansion.cells(of: catalogue).map(\.key.short) == ["drill ,,-,de"])
  }

  /// Rows that cannot be kept to, and what a person is told.
  static let conflicts: [(rows: [String], message: String, hint: String)] = [
    (
      ["*,,,de,1", "pasiv,,,de,1"], "targets.csv:3: there is no section \"pasiv\"",
      "correct the name, or add a row to sections.csv"
    ),
    (
      ["*,nowehre,,de,1"], "targets.csv:2: there is no topic \"nowehre\"", "did you mean `nowhere`?"
    ),
    (
      ["a1,holiday,,de,1"], "targets.csv:2: there is no topic \"holiday\"",
      "correct the name, or add a row to topics.csv"
    ),
    (["*,,x-99,en,1"], "targets.csv:2: there is no SKU \"x-99\"", "correct the name, or add a row to skus.csv"),
    (
      ["*,,,xx,1"], "targets.csv:2: no kind or section is made in the language \"xx\"",
      "correct the tag, or add \"xx\" to the column languages of sections.csv"
    ),
    (
      ["b1,t1,,de,1"], "targets.csv:2: the topic \"t1\" does not apply to the section \"b1\"",
      "name another topic, or correct its levels, kinds and sections in topics.csv"
    ),
    (
      ["*,nowhere,,de,1"], "targets.csv:2: the topic \"nowhere\" applies to no section",
      "name another topic, or correct its levels, kinds and sections in topics.csv"
    ),
    (
      ["pots,,p1,en,1"], "targets.csv:2: the SKU \"p1\" does not belong to the section \"pots\"",
      "name another SKU, or correct its category in skus.csv"
    ),
    (
      [",,stray,en,1"], "targets.csv:2: the SKU \"stray\" belongs to no section",
      "name another SKU, or correct its category in skus.csv"
    ),
    (
      ["pots,,,fr,1"], "targets.csv:2: the section \"pots\" is not made in the language \"fr\"",
      "correct the tag, or add \"fr\" to the column languages of sections.csv"
    ),
    (
      ["m0,t1,,de,1"], "targets.csv:2: items of the section \"m0\" have no topic, but the row names \"t1\"",
      "leave the column topic empty"
    ),
    (
      ["a1,,p1,de,1"], "targets.csv:2: items of the section \"a1\" have no SKU, but the row names \"p1\"",
      "leave the column sku empty"
    ),
    (
      ["odd,,,de,1"], "targets.csv:2: the section \"odd\" has the kind \"poem\", which this library does not use",
      "correct the kind in sections.csv, or add \"poem\" to the kinds in libtool.yaml"
    ),
    // Ties.
    (
      ["a1,*,,de,1", "m0,,,de,3", "*,t2,,de,2"],
      "targets.csv:2 and targets.csv:4 are equally specific for the cell a1 / t2 / de",
      "add a row that names the cell, a1,t2,,de, or make one of the two rows more specific"
    ),
    (
      ["*,,,de,1", "*,,,de,1"],
      "targets.csv:2 and targets.csv:3 are equally specific for the cell a1 / all topics / de",
      "add a row that names the cell, a1,,,de, or make one of the two rows more specific"
    ),
    (
      ["a1,,,de,1", "a1,,,de,2"],
      "targets.csv:2 and targets.csv:3 are equally specific for the cell a1 / all topics / de",
      "take one of the two rows out"
    ),
    (
      ["m0,,,de,1", "m0,*,,de,2"], "targets.csv:2 and targets.csv:3 are equally specific for the cell m0 / de",
      "take one of the two rows out"
    ),
    (
      [",,,de,1", ",,,de,2"],
      "targets.csv:2 and targets.csv:3 are equally specific for the cell all sections of drill / all topics / de",
      "take one of the two rows out"
    ),
    // Partial overlaps.
    (
      ["a1,,,de,40", ",t1,,de,10"],
      "targets.csv:2 (a1 / all topics / de) and targets.csv:3 (all sections of drill / t1 / de) overlap only in part",
      "write * or a name into the column section of targets.csv:3, so that its cells lie inside those of targets.csv:2"
    ),
    (
      [",t1,,de,10", "a2,,,de,40", "a1,,,de,40"],
      "targets.csv:2 (all sections of drill / t1 / de) and targets.csv:3 (a2 / all topics / de) overlap only in part",
      "write * or a name into the column topic of targets.csv:3, so that its cells lie inside those of targets.csv:2"
    ),
    (
      ["a1,t1,,,40", ",,,de,10"],
      "targets.csv:2 (a1 / t1 / all languages) and targets.csv:3 (all sections of drill / all topics / de) "
        + "overlap only in part",
      "write * or a name into the columns section and topic of targets.csv:3, "
        + "so that its cells lie inside those of targets.csv:2"
    ),
  ]

  @Test(arguments: conflicts)
  func conflict(_ example: (rows: [String], message: String, hint: String)) {
    var catalogue = Catalogue.small()
    catalogue.targets = example.rows.enumerated().map { TargetRow($1, line: $0 + 2) }
    let conflict = #expect(throws: TargetConflict.self) { try CellExpansion.cells(of: catalogue) }
    #expect(conflict?.message == example.message)
    #expect(conflict?.hint == example.hint)
    #expect(conflict?.exitCode == .failed)
  }

  /// Nested and disjoint cells are no conflict.
  @Test(arguments: [
    ["a1,,,de,40", "*,t1,,de,10"], [",,,de,100", "a1,,,de,40", "*,*,,de,2"], ["a1,,,de,40", "a2,t1,,de,10"],
    [",,,,100", "m0,,,de,3"], ["a1,,,de,4", ",,*,en,1"],
  ])
  func noConflict(rows: [String]) throws {
    var catalogue = Catalogue.small()
    catalogue.targets = rows.enumerated().map { TargetRow($1, line: $0 + 2) }
    #expect(try !CellExpansion.cells(of: catalogue).isEmpty)
  }

  /// The verdict on overlaps against a comparison of all pairs, over random rows.
  @Test(arguments: 0..<60)
  func overlapsAgainstAllPairs(seed: UInt64) throws {
    var generator = TestGenerator(seed: seed)
    var catalogue = Catalogue.small()
    let shapes = ["a1", "*", ""].flatMap { section in
      ["t1", "*", ""].flatMap { topic in ["de", ""].map { "\(section),\(topic),,\($0),3" } }
    }
    let chosen = shapes.shuffled(using: &generator).prefix(3)
    var cells: [CellKey] = []
    for (line, row) in chosen.enumerated() {
      catalogue.targets = [TargetRow(row, line: line + 2)]
      cells += try CellExpansion.cells(of: catalogue).map(\.key)
    }
    let unique = Array(Set(cells))
    let overlap = unique.contains { left in
      unique.contains { $0 != left && $0.overlaps(left) && !$0.contains(left) && !left.contains($0) }
    }
    catalogue.targets = chosen.enumerated().map { TargetRow($1, line: $0 + 2) }
    do {
      let expanded = try CellExpansion.cells(of: catalogue)
      #expect(!overlap, "\(Array(chosen))")
      #expect(Set(expanded.map(\.key)) == Set(cells))
    } catch .tie {
      #expect(unique.count < cells.count)
    } catch .partialOverlap {
      #expect(overlap, "\(Array(chosen))")
    } catch {
      Issue.record(error)
    }
  }
}
