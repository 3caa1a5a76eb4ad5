import ContentModel
import ContentStore
import Testing

@Suite struct ActivePagesTests {
  let library: Library

  init() throws { library = try Library() }

  private struct Line: Hashable {
    var item: Int64
    var version: Int64
    var number: Int
    var body: String
  }

  private func lines(_ queries: some StoreQueries, atEvent event: Int64, limit: Int = 3) throws -> [Line] {
    var lines: [Line] = []
    var after: Int64 = 0
    while true {
      let last = try queries.forEachActive(atEvent: event, after: after, limit: limit) { row in
        lines.append(Line(item: row.integer(9), version: row.integer(8), number: row.int(6), body: row.text(7)))
      }
      guard let last else { return lines }
      #expect(last > after)
      after = last
    }
  }

  @Test func everyPastStateCanBeReadWhateverCameLater() throws {
    try library.script { transaction in
      let samples = try (0..<5).map { _ in try transaction.sample(versions: 3) }
      func line(_ index: Int, _ number: Int) -> Line {
        Line(
          item: samples[index].item, version: samples[index].version(number), number: number,
          body: "{\"text\":\"[1] trinke ich Tee Nummer \(number).\"}")
      }
      func set(_ changes: [(Int, Int?, Int?)], _ action: PublishAction) throws {
        try transaction.publish(
          action, reason: "",
          records: changes.map { index, old, new in
            PublishRecord(
              item: samples[index].item, oldVersion: old.map { samples[index].version($0) },
              newVersion: new.map { samples[index].version($0) })
          })
      }
      try set([(0, nil, 1), (2, nil, 2)], .import)  // 1
      try set([(0, 1, 2), (4, nil, 3)], .activate)  // 2
      try set([(2, 2, nil)], .deactivate)  // 3
      _ = try transaction.appendEvent(.catalogue, reason: "")  // 4
      _ = try transaction.undo(2, reason: "")  // 5
      try set([(2, nil, 1), (0, 1, 3)], .activate)  // 6
      let states: [[Line]] = [
        [], [line(0, 1), line(2, 2)], [line(0, 2), line(2, 2), line(4, 3)], [line(0, 2), line(4, 3)],
        [line(0, 2), line(4, 3)], [line(0, 1)], [line(0, 3), line(2, 1)],
      ]
      for (event, state) in states.enumerated() {
        for limit in [1, 2, 3, 100] {
          #expect(try lines(transaction, atEvent: Int64(event), limit: limit) == state, "event \(event)")
        }
      }
    }
  }

  @Test func theColumnsAreTheKeyAndTheBody() throws {
    try library.script { transaction in
      let uuid = "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23"
      let sample = try transaction.sample(
        Key(section: "nudeln", sku: "SKU-1", language: "de"), kind: "product_page", uuid: uuid)
      try transaction.activate(sample.version(1), of: sample.item)
      var columns: [String?] = []
      let last = try transaction.forEachActive(atEvent: 1, after: 0, limit: 10) { row in
        for column in 0..<10 { columns.append(row.optionalText(column)) }
      }
      #expect(last == sample.item)
      #expect(
        columns == [
          uuid, "product_page", "nudeln", nil, "SKU-1", "de", "1", "{\"text\":\"[1] trinke ich Tee Nummer 1.\"}",
          "\(sample.version(1))", "\(sample.item)",
        ])
    }
  }

  /// A page may hold no active item at all: the next one is asked for all the same.
  @Test func aPageWithoutActiveItemsIsNotTheEnd() throws {
    try library.script { transaction in
      let samples = try (0..<7).map { _ in try transaction.sample() }
      try transaction.activate(samples[6].version(1), of: samples[6].item)
      #expect(try lines(transaction, atEvent: 1, limit: 2).map(\.item) == [samples[6].item])
    }
  }

  /// Pages are read one after another, each in its own short read, while others publish.
  @Test func pagesOfOneEventBelongTogether() async throws {
    let samples = try await library.write { transaction in
      let samples = try (0..<6).map { _ in try transaction.sample(versions: 2) }
      try transaction.publish(
        .import, reason: "",
        records: samples.map { PublishRecord(item: $0.item, oldVersion: nil, newVersion: $0.version(1)) })
      return samples
    }
    var versions: [Int64] = []
    var after: Int64 = 0
    while true {
      let page = try library.read { [after] reader -> (last: Int64?, versions: [Int64]) in
        var versions: [Int64] = []
        let last = try reader.forEachActive(atEvent: 1, after: after, limit: 2) { versions.append($0.integer(8)) }
        return (last, versions)
      }
      guard let last = page.last else { break }
      versions += page.versions
      after = last
      try await library.write { transaction in
        for sample in samples {
          let active = try transaction.item(sample.item).activeVersion
          try transaction.activate(active == sample.version(1) ? sample.version(2) : nil, of: sample.item)
        }
      }
    }
    #expect(versions == samples.map { $0.version(1) })
  }

  @Test func uncheckedActiveVersionsComeInPages() throws {
    try library.script { transaction in
      let samples = try (0..<5).map { _ in try transaction.sample(versions: 2) }
      for sample in samples { try transaction.activate(sample.version(2), of: sample.item) }
      try transaction.setFindings([], ofVersion: samples[1].version(2))
      try transaction.activate(nil, of: samples[3].item, .deactivate)
      let first = try transaction.versions(.active, after: 0, limit: 2, onlyUnchecked: true)
      #expect(first.map(\.version) == [samples[0].version(2), samples[2].version(2)])
      let second = try transaction.versions(.active, after: samples[2].item, limit: 2, onlyUnchecked: true)
      #expect(second.map(\.item) == [samples[4].item])
      #expect(second.first?.key == .weekend)
      #expect(second.first?.kind == "gap_fill_exercise")
      #expect(second.first?.number == 2)
      #expect(second.first?.uuid == (try transaction.item(samples[4].item).uuid))
      #expect(second.first?.body == "{\"text\":\"[1] trinke ich Tee Nummer 2.\"}")
      #expect(try transaction.versions(.active, after: samples[4].item, limit: 2, onlyUnchecked: true).isEmpty)
    }
  }
}
