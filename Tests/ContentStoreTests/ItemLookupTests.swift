import ContentModel
import ContentStore
import Testing

@Suite struct ItemLookupTests {
  let library: Library

  private static let uuids = [
    "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23", "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1aff",
    "018f2b6e-7c3b-7d10-9a55-0c2f4e8b1a23", "abcdef00-0000-7000-8000-000000abcdef",
  ]

  init() throws { library = try Library() }

  private func fill() async throws -> [Int64] {
    try await library.write { transaction in try Self.uuids.map { try transaction.sample(uuid: $0).item } }
  }

  @Test func aWholeUUIDABeginningOrAnEndIsEnough() async throws {
    let items = try await fill()
    let names = [
      (Self.uuids[0], 0), (Self.uuids[0].uppercased(), 0), ("1aff", 1), ("018f2b6e-7c3b", 2), ("018F2B6E-7C3B", 2),
      ("aff", 1),
      // Beginning and end of the same one: one item, once.
      ("abcdef", 3), ("a", 3),
    ]
    for (name, index) in names {
      #expect(try library.read { try $0.itemID(named: name) } == items[index], "\(name)")
    }
  }

  @Test func severalAreNamedInOrder() async throws {
    _ = try await fill()
    #expect(throws: ItemLookupFailure.ambiguous("018f2b6e-7c3a", Array(Self.uuids[0...1]))) {
      try library.read { _ = try $0.itemID(named: "018f2b6e-7c3a") }
    }
    #expect(throws: ItemLookupFailure.ambiguous("1A23", [Self.uuids[0], Self.uuids[2]])) {
      try library.read { _ = try $0.itemID(named: "1A23") }
    }
  }

  /// What is no part of a uuid names nothing; above all no pattern that names everything.
  @Test(arguments: [
    "", " ", "%", "_", "%1a23", "018f%", "018f2b6e_7c3a", "f2b6e", "-", "018f2b6e7c3a", "1a23 ", "1a23\u{0}", "xyz",
    "1a23' OR '1'='1", "0\u{301}18f", "０１８ｆ", "row 1", "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23a",
  ])
  func anythingElseIsUnknown(name: String) async throws {
    _ = try await fill()
    #expect(throws: ItemLookupFailure.unknown(name)) { try library.read { _ = try $0.itemID(named: name) } }
  }

  @Test func aCrowdIsCutShort() async throws {
    try await library.write { transaction in for _ in 0..<12 { _ = try transaction.sample() } }
    let error = try #require(throws: ItemLookupFailure.self) { try library.read { _ = try $0.itemID(named: "01") } }
    #expect(error.message.hasPrefix("'01' names 10 or more items: "))
  }

  @Test func aRowThatIsNotThereIsUnknown() {
    #expect(throws: ItemLookupFailure.unknown("row 77")) { try library.read { _ = try $0.item(77) } }
  }
}
