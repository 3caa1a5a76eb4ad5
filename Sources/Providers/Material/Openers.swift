import Formats
import World

/// First sentences by topic and theme, sentences that go along with them, and the lengths of texts by level.
struct Openers: Sendable {
  private var topics: [String: [String]] = [:]
  private var themes: [String: [String]] = [:]
  private var words: [String: ClosedRange<Int>] = [:]
  private var asides: [String: [String]] = [:]
  private var mostAsides: [String: Int] = [:]

  init() {}

  /// Adds what a file holds.
  mutating func add(_ file: MaterialNode) throws(MaterialError) {
    try file.expect(only: ["use", "words", "asides", "topics", "themes"])
    if let limits = file.member("words") {
      for level in limits.json.object?.names ?? [] {
        let node = try limits.required(level)
        guard let pair = node.json.array, pair.count == 2, let low = pair[0].integer, let high = pair[1].integer,
          0 <= low, low <= high
        else { throw node.error("these are no limits", mend: "write [fewest, most]") }
        words[level] = low...high
      }
    }
    if let node = file.member("asides") {
      try node.expect(only: ["most", "themes"])
      let most = try node.required("most")
      for level in most.json.object?.names ?? [] {
        let number = try most.required(level)
        guard let count = number.json.integer, count >= 0 else {
          throw number.error("this is no number of sentences", mend: "write 0, 1, 2 …")
        }
        mostAsides[level] = count
      }
      try Self.add(try node.required("themes"), to: &asides)
    }
    if let node = file.member("topics") { try Self.add(node, to: &topics) }
    try Self.add(try file.required("themes"), to: &themes)
  }

  private static func add(_ lists: MaterialNode, to texts: inout [String: [String]]) throws(MaterialError) {
    for name in lists.json.object?.names ?? [] { texts[name, default: []] += try lists.required(name).strings() }
  }

  /// The fewest and the most words of a text of a level.
  func limits(level: String) -> ClosedRange<Int> { words[level] ?? words["*"] ?? 0...Int.max }

  /// The first sentences for a slot: first those of its topic, then those of its theme, then those of all themes; each
  /// list in random order.
  func candidates(for slot: SimulatedSlot, random: inout SeededGenerator) -> [String] {
    let theme = Self.theme(of: slot)
    var lists = [slot.topic.flatMap { topics[$0] }, themes[theme]]
    if theme != "*" { lists.append(themes["*"]) }
    return lists.flatMap { ($0 ?? []).shuffled(using: &random) }
  }

  /// The sentences that go along with the first ones of a slot, as many as its level may have: of its theme and of all
  /// themes, in random order.
  func asides(for slot: SimulatedSlot, random: inout SeededGenerator) -> [String] {
    let most = mostAsides[slot.level] ?? mostAsides["*"] ?? 0
    if most == 0 { return [] }
    let theme = Self.theme(of: slot)
    var all = asides[theme] ?? []
    if theme != "*" { all += asides["*"] ?? [] }
    // Drawn one by one: there are many, and few are taken.
    let count = min(most, all.count)
    for place in 0..<count { all.swapAt(place, Int.random(in: place..<all.count, using: &random)) }
    return Array(all.prefix(count))
  }

  private static func theme(of slot: SimulatedSlot) -> String {
    slot.theme ?? slot.topic.map { String($0.prefix { $0 != "_" }) } ?? "*"
  }
}
