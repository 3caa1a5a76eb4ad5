import Formats
import World

/// First sentences by topic and theme, and the lengths of texts by level.
struct Openers: Sendable {
  private var topics: [String: [String]] = [:]
  private var themes: [String: [String]] = [:]
  private var words: [String: ClosedRange<Int>] = [:]

  init() {}

  /// Adds what a file holds.
  mutating func add(_ file: MaterialNode) throws(MaterialError) {
    try file.expect(only: ["use", "words", "topics", "themes"])
    if let limits = file.member("words") {
      for level in limits.json.object?.names ?? [] {
        let node = try limits.required(level)
        guard let pair = node.json.array, pair.count == 2, let low = pair[0].integer, let high = pair[1].integer,
          0 <= low, low <= high
        else { throw node.error("these are no limits", mend: "write [fewest, most]") }
        words[level] = low...high
      }
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
    let theme = slot.theme ?? slot.topic.map { String($0.prefix { $0 != "_" }) } ?? "*"
    var lists = [slot.topic.flatMap { topics[$0] }, themes[theme]]
    if theme != "*" { lists.append(themes["*"]) }
    return lists.flatMap { ($0 ?? []).shuffled(using: &random) }
  }
}
