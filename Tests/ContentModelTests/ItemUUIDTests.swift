import ContentModel
import Testing

@Suite struct ItemUUIDTests {
  private static let text = "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23"

  @Test func whatIsReadIsPrinted() {
    #expect(ItemUUID(Self.text)?.description == Self.text)
    #expect(ItemUUID(Self.text.uppercased())?.description == Self.text)
    #expect(ItemUUID(Self.text.uppercased()) == ItemUUID(Self.text))
    for text in ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"] {
      #expect(ItemUUID(text)?.description == text)
    }
  }

  @Test(arguments: [
    "", "-", "018f2b6e", "018f2b6e7c3a7d109a550c2f4e8b1a23", "{018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23}",
    " 018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23", "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23 ",
    "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a2", "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a234",
    "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23-", "018f2b6e-7c3a-7d10-9a550-c2f4e8b1a23",
    "018f2b6e--7c3a-7d10-9a55-0c2f4e8b1a23", "018f2b6g-7c3a-7d10-9a55-0c2f4e8b1a23",
    "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a2\0", "０18f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23",
    "018f2b6é-7c3a-7d10-9a55-0c2f4e8b1a23", "018f2b6e‐7c3a‐7d10‐9a55‐0c2f4e8b1a23",
    "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a\u{301}3", "../../../../../../../../../etc/passwd",
  ])
  func anythingElseIsNot(text: String) {
    #expect(ItemUUID(text) == nil)
  }

  @Test func noMutationOfATextTraps() {
    var generator = SeededGenerator(seed: 4)
    let bytes = Array(Self.text.utf8)
    for _ in 0..<3000 {
      var mutated = bytes
      for _ in 0...Int.random(in: 0...3, using: &generator) {
        let index = Int.random(in: 0..<mutated.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: mutated[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: mutated.insert(UInt8.random(in: 32...126, using: &generator), at: index)
        default: mutated.remove(at: index)
        }
      }
      let text = String(decoding: mutated, as: UTF8.self)
      if let uuid = ItemUUID(text) { #expect(uuid.description == text.lowercased()) }
    }
  }

  @Test func versionAndVariantStandWhereTheyShould() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      let time = Int64.random(in: 0..<(1 << 48), using: &generator)
      let uuid = ItemUUID.version7(milliseconds: time) { generator.next() }
      let text = uuid.description
      let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }
      #expect(digits.count == 32 && text.utf8.count == 36)
      #expect(digits[12] == UInt8(ascii: "7"))
      #expect("89ab".utf8.contains(digits[16]))
      #expect(Int64(String(decoding: digits.prefix(12), as: UTF8.self), radix: 16) == time)
      #expect(ItemUUID(text) == uuid)
    }
  }

  @Test func laterOnesComeLater() {
    var generator = SeededGenerator(seed: 6)
    let times = (0..<500).map { _ in Int64.random(in: 0..<(1 << 48), using: &generator) }.sorted()
    let uuids = times.map { time in ItemUUID.version7(milliseconds: time) { generator.next() } }
    for (index, uuid) in uuids.enumerated().dropFirst() where times[index - 1] < times[index] {
      #expect(uuids[index - 1] < uuid)
    }
    // Their texts come in the same order.
    #expect(uuids.sorted().map(\.description) == uuids.map(\.description).sorted())
  }

  @Test func allRandomBitsAreUsedAndNoOthers() {
    let none = ItemUUID.version7(milliseconds: 0) { 0 }
    let all = ItemUUID.version7(milliseconds: -1) { .max }
    #expect(none.description == "00000000-0000-7000-8000-000000000000")
    #expect(all.description == "ffffffff-ffff-7fff-bfff-ffffffffffff")
  }
}
