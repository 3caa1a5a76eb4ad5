import ContentModel
import ContentStore
import Testing
import World

/// Random sequences of publish, deactivate, undo, rollback and rollback of a run, against a model that remembers every
/// state whole.
@Suite struct PublishLogPropertyTests {
  let library: Library

  init() throws { library = try Library() }

  /// One state of the library: for each item, the versions that were active one above the other.
  private typealias State = [Int64: [Int64?]]

  @Test(arguments: UInt64(1)...12) func theLogFoldsToWhatIsActive(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try library.script { transaction in
      let run = try transaction.sampleRun()
      let samples = try (0..<4).map { _ in
        try transaction.sample(versions: 4, origin: Bool.random(using: &random) ? .run : .import, run: run)
      }
      var state: State = Dictionary(uniqueKeysWithValues: samples.map { ($0.item, [nil]) })
      // States by event; event 1 is the catalogue's, which the run needs.
      var states: [State] = [state, state]

      for step in 0..<40 {
        let before = state
        let chosen = samples.filter { _ in Bool.random(using: &random) }
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<5:
          let records = chosen.map { sample in
            PublishRecord(
              item: sample.item, oldVersion: before[sample.item]?.last ?? nil,
              newVersion: Int.random(in: 0..<5, using: &random) == 0
                ? nil : sample.versions.randomElement(using: &random))
          }
          for record in records where record.oldVersion != record.newVersion {
            state[record.item]?.append(record.newVersion)
          }
          let event = try transaction.publish(.activate, reason: "", records: records)
          try #require((event == nil) == (state == before))
        case 5..<7:
          let event = Int64.random(in: 1...Int64(states.count - 1), using: &random)
          // It can be taken back where nothing later touched its items: what they were before is what they are again.
          let (former, present) = (states[Int(event) - 1], states[Int(event)])
          let touched = samples.map(\.item).filter { former[$0] != present[$0] }
          let isLast = touched.allSatisfy { item in states[Int(event)...].allSatisfy { $0[item] == present[item] } }
          do {
            _ = try transaction.undo(event, reason: "")
            try #require(isLast && !touched.isEmpty && event > 1, "step \(step)")
            for item in touched { state[item] = former[item] }
          } catch is PublishConflict {
            try #require(!isLast || event == 1, "step \(step)")
          }
        case 7..<9:
          guard let sample = chosen.first, let stack = state[sample.item] else { break }
          let target = stack.dropLast().last { $0 != nil && $0 != stack.last }
          do {
            try transaction.rollBack(sample.item)
            let index = try #require(stack.dropLast().lastIndex { $0 != nil && $0 == target })
            state[sample.item] = Array(stack[...index])
          } catch is PublishConflict { try #require(target == nil, "step \(step)") }
        default:
          let versions = Set(samples.flatMap(\.versions))
          let result = try transaction.rollBackRun(run, reason: "")
          for (item, stack) in state where stack.last.flatMap(\.self).map(versions.contains) == true {
            let index = try #require(stack.lastIndex { $0.map { !versions.contains($0) } ?? true })
            state[item] = Array(stack[...index])
            try #require(result.restored.contains(item))
          }
        }
        if try transaction.lastEvent() == Int64(states.count) { states.append(state) }
        try #require(try transaction.lastEvent() == Int64(states.count - 1))
        try check(transaction, samples, state)
      }
      // Every past state can still be read.
      for (event, state) in states.enumerated() {
        var active: [Int64: Int64] = [:]
        _ = try transaction.forEachActive(atEvent: Int64(event), after: 0, limit: 100) { row in
          active[row.integer(9)] = row.integer(8)
        }
        try #require(active == state.compactMapValues { $0.last ?? nil }, "event \(event)")
      }
    }
  }

  /// The fold of the records, the items' columns and the model agree.
  private func check(_ transaction: StoreTransaction, _ samples: [SampleItem], _ state: State) throws {
    var fold: [Int64: Int64] = [:]
    var since: [Int64: Int64] = [:]
    try transaction.connection.forEach(
      "SELECT item, old_version, new_version, event FROM publish_records ORDER BY event, item"
    ) { row in
      try #require(fold[row.integer(0)] == row.optionalInteger(1), "each record begins where the last one ended")
      fold[row.integer(0)] = row.optionalInteger(2)
      since[row.integer(0)] = row.integer(3)
    }
    for sample in samples {
      let (active, changed) = try #require(
        try transaction.connection.first("SELECT active_version, active_since FROM items WHERE id = $1", sample.item) {
          ($0.optionalInteger(0), $0.optionalInteger(1))
        })
      try #require(active == state[sample.item]?.last ?? nil)
      try #require(active == fold[sample.item])
      try #require(changed == since[sample.item])
      let history = try transaction.publishHistory(ofItem: sample.item)
      try #require(history.active == active)
    }
  }
}
