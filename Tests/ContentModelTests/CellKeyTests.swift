import ContentModel
import Testing

@Suite struct CellKeyTests {
  private static let parts: [CellPart] = [.absent, .all, .value("a"), .value("b")]

  /// Every cell and every key of a small world.
  private static let cells: [CellKey] = ["k", "l"].flatMap { kind in
    parts.flatMap { section in
      parts.flatMap { topic in
        parts.map { CellKey(kind: kind, section: section, topic: topic, sku: .absent, language: $0) }
      }
    }
  }
  private static let keys: [Key] = ["a", "b"].flatMap { section in
    [nil, "a", "b"].flatMap { topic in
      [nil, "a"].flatMap { sku in
        ["a", "b"].map { Key(section: section, topic: topic, sku: sku, language: $0) }
      }
    }
  }

  private static func members(_ cell: CellKey) -> Set<String> {
    var members: Set<String> = []
    for kind in ["k", "l"] {
      for key in keys where cell.matches(kind: kind, key) { members.insert("\(kind) \(key.topic ?? "-") \(key)") }
    }
    return members
  }

  @Test(arguments: [
    (CellPart.absent, nil, true), (.absent, "a", false), (.all, nil, true), (.all, "a", true),
    (.value("a"), nil, false),
    (.value("a"), "a", true), (.value("a"), "b", false), (.value(""), nil, false),
  ])
  func partsMatch(part: CellPart, value: String?, matches: Bool) {
    #expect(part.matches(value) == matches)
  }

  @Test func cellsAndTheirItemsAgree() {
    let cells = Self.cells.map { (cell: $0, members: Self.members($0)) }
    var faults: [String] = []
    for (one, items) in cells {
      for (other, otherItems) in cells {
        let pair = "\(one) and \(other)"
        if one.contains(other), !items.isSuperset(of: otherItems) {
          faults.append("\(pair): contained items are missing")
        }
        if one.contains(other), !one.overlaps(other) { faults.append("\(pair): contained, and no overlap") }
        if one.contains(other), other.contains(one), one != other { faults.append("\(pair): contain each other") }
        if !items.isDisjoint(with: otherItems), !one.overlaps(other) { faults.append("\(pair): share items") }
        if one.overlaps(other) != other.overlaps(one) { faults.append("\(pair): overlap one way only") }
        if [one < other, one == other, other < one].count(where: \.self) != 1 { faults.append("\(pair): no order") }
      }
    }
    #expect(faults == [])
    var generator = SeededGenerator(seed: 8)
    #expect(Self.cells.shuffled(using: &generator).sorted() == Self.cells.sorted())
  }

  @Test func cellsMayOverlapWithoutOneInTheOther() {
    let topics = CellKey(kind: "k", section: .value("a"), topic: .all, sku: .absent, language: .value("de"))
    var languages = topics
    languages.topic = .value("t")
    languages.language = .all
    // Neither holds the other, and both hold topic t in de.
    #expect(topics.overlaps(languages))
    #expect(!topics.contains(languages) && !languages.contains(topics))
  }

  @Test func cellsComeBySectionThenTopicThenLanguage() {
    func cell(_ section: CellPart, _ topic: CellPart, _ language: CellPart = .value("de"), kind: String = "k")
      -> CellKey
    {
      CellKey(kind: kind, section: section, topic: topic, sku: .absent, language: language)
    }
    let sorted = [
      cell(.all, .all, .all), cell(.all, .all, .value("de")), cell(.value("a"), .all), cell(.value("a"), .value("t")),
      cell(.value("a"), .value("t"), .value("en")), cell(.value("b"), .absent), cell(.value("b"), .all),
      cell(.value("b"), .absent, kind: "l"), cell(.value("b"), .all, kind: "l"),
    ]
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<20 { #expect(sorted.shuffled(using: &generator).sorted() == sorted) }
  }

  @Test(arguments: [
    (CellPart.value("passiv"), CellPart.value("t"), CellPart.value("de"), "passiv / t / de"),
    (.value("passiv"), .all, .value("de"), "passiv / all topics / de"),
    (.value("passiv"), .absent, .all, "passiv / all languages"),
    (.all, .all, .value("de"), "all sections of k / all topics / de"),
  ])
  func cellsSayWhatTheyAre(section: CellPart, topic: CellPart, language: CellPart, text: String) {
    #expect(CellKey(kind: "k", section: section, topic: topic, sku: .absent, language: language).description == text)
  }

  @Test func keysComeBySectionTopicSKUAndLanguage() {
    let sorted = [
      Key(section: "a", language: "de"), Key(section: "a", language: "en"), Key(section: "a", sku: "s", language: "de"),
      Key(section: "a", topic: "t", language: "de"), Key(section: "a", topic: "t", sku: "s", language: "de"),
      Key(section: "b", language: "de"),
    ]
    #expect(sorted.reversed().sorted() == sorted)
    #expect(sorted.map(\.description) == ["a / de", "a / en", "a / s / de", "a / t / de", "a / t / s / de", "b / de"])
  }
}
