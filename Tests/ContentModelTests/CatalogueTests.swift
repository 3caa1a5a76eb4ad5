import ContentModel
import Testing

@Suite struct CatalogueTests {
  private let catalogue = Catalogue(
    kinds: [
      "drill": KindTraits(name: "drill", dimensions: [.topic], cardinality: .many, languages: ["de"]),
      "page": KindTraits(
        name: "page", dimensions: [.sku], cardinality: .one, languages: ["en", "de"], masterLanguage: "en"),
    ],
    sections: [:],
    topics: [
      "c": Topic(topic: "c", theme: "t", title: "C"),
      "a": Topic(topic: "a", theme: "t", title: "A", levels: ["A1", "A2"]),
      "b": Topic(topic: "b", theme: "t", title: "B", kinds: ["page"]),
      "d": Topic(topic: "d", theme: "t", title: "D", sections: ["passiv"]),
    ],
    skus: [
      "p2": SKU(sku: "p2", name: "P2", category: "pans"), "p1": SKU(sku: "p1", name: "P1", category: "pans"),
      "q": SKU(sku: "q", name: "Q", category: "pots"),
    ])

  @Test(arguments: [
    (Section(section: "passiv", kind: "drill", level: "B2", title: ""), ["c", "d"]),
    (Section(section: "artikel", kind: "drill", level: "A1", title: ""), ["a", "c"]),
    (Section(section: "artikel", kind: "drill", title: ""), ["c"]),
    (Section(section: "pans", kind: "page", title: ""), []),
    (Section(section: "passiv", kind: "unknown", level: "A1", title: ""), []),
  ])
  func topicsApply(section: Section, topics: [String]) {
    #expect(catalogue.topics(of: section) == topics)
  }

  @Test func allConditionsOfATopicMustHold() {
    let topic = Topic(topic: "t", theme: "", title: "", levels: ["B2"], kinds: ["drill"], sections: ["passiv"])
    let section = Section(section: "passiv", kind: "drill", level: "B2", title: "")
    #expect(topic.applies(to: section))
    for change: WritableKeyPath<Section, String> in [\.section, \.kind, \.level] {
      var other = section
      other[keyPath: change] = "other"
      #expect(!topic.applies(to: other))
    }
  }

  @Test(arguments: [
    (Section(section: "pans", kind: "page", title: ""), ["p1", "p2"]),
    (Section(section: "lids", kind: "page", title: ""), []),
    (Section(section: "pans", kind: "drill", title: ""), []),
  ])
  func skusBelongToTheirCategory(section: Section, skus: [String]) {
    #expect(catalogue.skus(of: section) == skus)
  }

  @Test(arguments: [
    (Section(section: "s", kind: "page", title: ""), ["en", "de"]),
    (Section(section: "s", kind: "page", title: "", languages: ["fr"]), ["fr"]),
    (Section(section: "s", kind: "unknown", title: ""), []),
  ])
  func aSectionsLanguagesGoBeforeItsKinds(section: Section, languages: [String]) {
    #expect(catalogue.languages(of: section) == languages)
  }

  @Test func countsOfAnInventoryAddUp() {
    var inventory = Inventory()
    let key = Key(section: "passiv", language: "de")
    #expect(inventory["drill", key] == InventoryCounts())
    var counts = InventoryCounts(active: 1, machine: 2, approved: 3, inReview: 4, inFlight: 5, stale: 6)
    counts += counts
    inventory.counts[Inventory.Place(kind: "drill", key: key)] = counts
    #expect(
      inventory["drill", key]
        == InventoryCounts(active: 2, machine: 4, approved: 6, inReview: 8, inFlight: 10, stale: 12))
    #expect(inventory["page", key] == InventoryCounts())
  }
}
