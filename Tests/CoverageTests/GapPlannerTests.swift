import ContentModel
import Testing

@testable import Coverage

@Suite struct GapPlannerTests {
  private func plan(
    _ catalogue: Catalogue, _ inventory: Inventory = Inventory(), _ selection: Selection = Selection(),
    limit: Int? = nil
  ) throws -> GapPlan {
    try GapPlanner.plan(catalogue: catalogue, inventory: inventory, selection: selection, limit: limit)
  }

  private func keys(_ plan: GapPlan) -> [String] { plan.slots.map(\.key.description) }

  @Test func aWideGapGoesToTheLeastFilledTopicsFirst() throws {
    var inventory = Inventory(active: ["drill a1,t1,-,de": 2])
    inventory.add("drill a1,t3,-,de", InventoryCounts(inReview: 1))
    // 8 wanted, 3 there: t2 has none, t3 one in review, t1 two.
    #expect(
      try keys(plan(.small("a1,,,de,8"), inventory)) == [
        "a1 / t2 / de", "a1 / t2 / de", "a1 / t3 / de", "a1 / t1 / de", "a1 / t2 / de",
      ])
  }

  @Test func floorsComeFirstAndCountForTheCellAroundThem() throws {
    let plan = try plan(.small("a1,,,de,4,1", "a1,t3,,de,2,2"))
    #expect(keys(plan) == ["a1 / t3 / de", "a1 / t3 / de", "a1 / t1 / de", "a1 / t2 / de"])
    #expect(
      plan.slots.map(\.cell.short) == [
        "drill a1,t3,-,de", "drill a1,t3,-,de", "drill a1,,-,de", "drill a1,,-,de",
      ])
    // The floor is made as urgently as the cell that contains it.
    #expect(plan.slots.map(\.priority) == [1, 1, 1, 1])
    #expect(plan.cellCount == 2 && plan.wanted == 4 && plan.shortfalls.isEmpty)
  }

  @Test func anUrgentFloorIsMadeBeforeOtherCells() throws {
    let plan = try plan(.small("a1,,,de,2,3", "a1,t3,,de,1,1", "b1,,,de,1,2"))
    #expect(keys(plan) == ["a1 / t3 / de", "b1 / t3 / de", "a1 / t1 / de"])
    #expect(plan.slots.map(\.priority) == [1, 2, 3])
  }

  @Test func worstFirst() throws {
    let plan = try plan(.small("a1,t1,,de,1,2", "a1,t2,,de,2,2", "b1,t3,,de,1,1", "a2,t1,,de,1,2"))
    #expect(keys(plan) == ["b1 / t3 / de", "a1 / t2 / de", "a1 / t2 / de", "a1 / t1 / de", "a2 / t1 / de"])
  }

  @Test func aLimitCutsThePlan() throws {
    let catalogue = Catalogue.small("a1,,,de,8")
    let whole = try plan(catalogue)
    for limit in [0, 1, 5, 8, 100] {
      let some = try plan(catalogue, limit: limit)
      #expect(some.slots == Array(whole.slots.prefix(limit)))
      #expect(some.wanted == 8)
    }
  }

  @Test func oneItemAKey() throws {
    let catalogue = Catalogue.small("pans,,,,7,1", "pans,,p2,fr,3,1")
    let plan = try plan(catalogue, Inventory(active: ["page pans,-,p1,en": 1]))
    #expect(keys(plan) == ["pans / p2 / fr", "pans / p1 / fr", "pans / p2 / en"])
    #expect(plan.shortfalls.map { "\($0.cell.short) \($0.missing)" } == ["page pans,-,p2,fr 2", "page pans,-,, 1"])
  }

  @Test func whatAFloorHasNoRoomForIsMadeElsewhereInTheCellAroundIt() throws {
    let plan = try plan(.small("pans,,,,4", "pans,,p1,en,2"))
    #expect(keys(plan) == ["pans / p1 / en", "pans / p1 / fr", "pans / p2 / en", "pans / p2 / fr"])
    #expect(plan.shortfalls == [Shortfall(cell: plan.slots[0].cell, missing: 1)])
  }

  @Test func aCellWithoutApplicableKeysIsAShortfall() throws {
    let plan = try plan(.small("c1,,,de,3"))
    #expect(plan.slots.isEmpty && plan.wanted == 0)
    #expect(plan.shortfalls.map { "\($0.cell.short) \($0.missing)" } == ["drill c1,,-,de 3"])
  }

  @Test func aSelectionNarrowsInsideAWideCell() throws {
    let catalogue = Catalogue.small("a1,,,de,10", "a1,t1,,de,6", "a1,t2,,de,1")
    // Six of the ten belong to t1's floor: t2 gets its own one and the three that are free.
    #expect(
      try keys(plan(catalogue, Inventory(), Selection(topics: ["t2"]))) == .init(repeating: "a1 / t2 / de", count: 4))
    #expect(try plan(catalogue, Inventory(), Selection(topics: ["t1"])).slots.count == 9)
    #expect(try plan(catalogue, Inventory(), Selection(topics: ["t3"])).slots.count == 3)
    #expect(try plan(catalogue, Inventory(), Selection(topics: ["nothing"])) == GapPlan())
  }

  @Test func aSelectionOfASectionInsideAKindWideCell() throws {
    let catalogue = Catalogue.small(",,,de,6", "*,t3,,de,1")
    let plan = try plan(catalogue, Inventory(), Selection(sections: ["b1"]))
    // Drills: three floors, three free, of which b1 takes its floor and all that is free.
    #expect(keys(plan) == .init(repeating: "b1 / t3 / de", count: 4))
  }

  /// Over random libraries: the plan closes every gap there is room for, never makes more, and leaves nothing to plan.
  @Test(arguments: 0..<70)
  func closesGapsAndNoMore(seed: UInt64) throws {
    let library = RandomLibrary(seed: seed)
    let catalogue = library.catalogue
    let before = try CoverageReport.of(catalogue, library.inventory)
    let made = try plan(catalogue, library.inventory)
    let filled = library.inventory.adding(made)
    let after = try CoverageReport.of(catalogue, filled)

    for cell in before.cells where !cell.isFloor {
      #expect(made.slots.count { cell.key.matches(kind: $0.kind, $0.key) } <= cell.gap)
    }
    let known = Set(library.allKeys)
    for slot in made.slots {
      #expect(known.contains(Inventory.Place(kind: slot.kind, key: slot.key)))
      #expect(slot.cell.matches(kind: slot.kind, slot.key))
    }
    // What is still open has no key left; the shortfalls name it.
    for cell in after.cells where cell.gap > 0 {
      let keys = known.filter { cell.key.matches(kind: $0.kind, $0.key) }
      let single = catalogue.kinds[cell.key.kind]?.cardinality == .one
      let ownFull = keys.allSatisfy { single && load(filled, $0) > 0 }
      let floorsShort = made.shortfalls.contains { $0.cell != cell.key && cell.key.contains($0.cell) }
      #expect(ownFull || floorsShort, "\(cell.key)")
      #expect(made.shortfalls.contains { cell.key.contains($0.cell) })
    }
    #expect(after.totals.gap == made.shortfalls.map(\.missing).reduce(0, +))
    if made.shortfalls.isEmpty { #expect(made.slots.count == before.totals.gap) }
    for place in known where catalogue.kinds[place.kind]?.cardinality == .one {
      #expect(load(filled, place) <= max(1, load(library.inventory, place)))
    }
    let again = try plan(catalogue, filled)
    #expect(again.slots.isEmpty)
    #expect(again.shortfalls.map(\.missing).reduce(0, +) == made.shortfalls.map(\.missing).reduce(0, +))
  }

  /// Over random libraries: fills of narrow selections, in any order and then of everything, never make more in all
  /// than one fill of everything.
  @Test(arguments: 0..<70)
  func narrowFillsMakeNoMoreThanOneWide(seed: UInt64) throws {
    let library = RandomLibrary(seed: seed)
    let whole = try plan(library.catalogue, library.inventory)
    let gaps = try CoverageReport.of(library.catalogue, library.inventory).cells.filter { !$0.isFloor }
    var inventory = library.inventory
    var made = 0
    for step in 0..<3 {
      let selection = RandomLibrary.selection(seed: seed &* 3 &+ UInt64(step))
      let narrow = try plan(library.catalogue, inventory, selection)
      for slot in narrow.slots {
        let level = library.catalogue.sections[slot.key.section]?.level ?? ""
        #expect(selection.matches(kind: slot.kind, level: level, key: slot.key))
      }
      for cell in gaps {
        #expect(narrow.slots.count { cell.key.matches(kind: $0.kind, $0.key) } <= cell.gap)
      }
      inventory = inventory.adding(narrow)
      made += narrow.slots.count
      #expect(try plan(library.catalogue, inventory, selection).slots.isEmpty, "\(selection)")
    }
    made += try plan(library.catalogue, inventory).slots.count
    #expect(made == whole.slots.count)
  }

  @Test(arguments: 0..<50)
  func theSameInputGivesTheSamePlan(seed: UInt64) throws {
    let first = RandomLibrary(seed: seed)
    let second = RandomLibrary(seed: seed)
    #expect(try plan(first.catalogue, first.inventory) == plan(second.catalogue, second.inventory))
  }

  /// A spread over many keys keeps them level.
  @Test func aSpreadIsLevel() throws {
    var catalogue = Catalogue.small("a1,,,de,1000")
    for number in 0..<300 {
      let topic = Topic(topic: "u\(number)", theme: "u", title: "U")
      catalogue.topics[topic.topic] = topic
    }
    let slots = try plan(catalogue).slots
    var loads: [Key: Int] = [:]
    for slot in slots { loads[slot.key, default: 0] += 1 }
    #expect(slots.count == 1000 && loads.count == 303)
    #expect(Set(loads.values) == [3, 4])
  }

  private func load(_ inventory: Inventory, _ place: Inventory.Place) -> Int {
    let found = inventory[place.kind, place.key]
    return found.active + found.inFlight + found.inReview
  }
}
