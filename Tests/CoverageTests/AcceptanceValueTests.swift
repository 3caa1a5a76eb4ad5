import ContentModel
import Testing

@testable import Coverage

@Suite struct AcceptanceValueTests {
  private func value(_ key: Key, _ active: [String: Int], _ targets: String...) throws -> AcceptanceValue {
    var catalogue = Catalogue.small()
    catalogue.targets = targets.enumerated().map { TargetRow($1, line: $0 + 2) }
    let values = try AcceptanceValues(catalogue: catalogue, inventory: Inventory(active: active))
    return values.value(kind: "drill", key)
  }

  private let first = Key(section: "a1", topic: "t1", language: "de")

  @Test func whatATargetLacksIsTheValue() throws {
    #expect(try value(first, [:], "a1,,,de,5,2") == AcceptanceValue(priority: 2, short: 5))
    #expect(try value(first, ["drill a1,t2,-,de": 3], "a1,,,de,5,2") == AcceptanceValue(priority: 2, short: 2))
  }

  @Test func ofSeveralTargetsTheMostUrgentThatLacksSomethingCounts() throws {
    // The floor is met: the section's own target lacks four.
    #expect(
      try value(first, ["drill a1,t1,-,de": 1], "a1,,,de,5,2", "a1,t1,,de,1,1")
        == AcceptanceValue(priority: 2, short: 4))
    // The floor lacks one, and is more urgent than the four of the section.
    #expect(
      try value(first, ["drill a1,t2,-,de": 1], "a1,,,de,5,2", "a1,t1,,de,1,1")
        == AcceptanceValue(priority: 1, short: 1))
    // Equally urgent: the larger lack counts.
    #expect(
      try value(first, [:], "a1,,,de,5,1", "a1,t1,,de,1,1") == AcceptanceValue(priority: 1, short: 5))
  }

  @Test func aFloorsGapIsNoneOfItsNeighbours() throws {
    // The section has enough; only the floor t2 lacks one, which an item about t1 does not serve.
    #expect(
      try value(first, ["drill a1,t1,-,de": 5], "a1,,,de,5,2", "a1,t2,,de,1,1")
        == AcceptanceValue(priority: 2, short: 0))
  }

  @Test func whatNoTargetSpeaksOfHasNoPriority() throws {
    #expect(try value(first, [:], "a2,,,de,5,2") == AcceptanceValue())
    #expect(try value(Key(section: "gone", topic: "t1", language: "de"), [:], "a1,,,de,5,2") == AcceptanceValue())
  }

  /// What waits and what is in flight does not count as held: it is what the item belongs to.
  @Test func whatIsInReviewLacksStill() throws {
    var inventory = Inventory()
    inventory.add("drill a1,t1,-,de", InventoryCounts(inReview: 4, inFlight: 3))
    var catalogue = Catalogue.small()
    catalogue.targets = [TargetRow("a1,,,de,5,2", line: 2)]
    let values = try AcceptanceValues(catalogue: catalogue, inventory: inventory)
    #expect(values.value(kind: "drill", first) == AcceptanceValue(priority: 2, short: 5))
  }

  @Test func theOrder() {
    let sorted = [
      AcceptanceValue(priority: 1, short: 9), AcceptanceValue(priority: 1, short: 2), AcceptanceValue(priority: 1),
      AcceptanceValue(priority: 2, short: 50), AcceptanceValue(),
    ]
    for (index, left) in sorted.enumerated() {
      for (other, right) in sorted.enumerated() {
        #expect(AcceptanceValue.isMore(left, than: right) == (index < other))
      }
    }
  }
}
