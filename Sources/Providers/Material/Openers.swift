import Formats
import World

/// First sentences by theme, and the lengths of texts by level.
struct Openers: Sendable {
  private var texts: [String: [String]] = [:]
  private var words: [String: ClosedRange<Int>] = [:]

  init() {}

  /// Adds what a file holds.
  mutating func add(_ file: MaterialNode) throws(MaterialError) {
    try file.expect(only: ["use", "words", "themes"])
    if let limits = file.member("words") {
      for level in limits.json.object?.names ?? [] {
        let node = try limits.required(level)
        guard let pair = node.json.array, pair.count == 2, let low = pair[0].integer, let high = pair[1].integer,
          0 <= low, low <= high
        else { throw node.error("these are no limits", mend: "write [fewest, most]") }
        words[level] = low...high
      }
    }
    let themes = try file.required("themes")
    for theme in themes.json.object?.names ?? [] {
      texts[theme, default: []] += try themes.required(theme).strings()
    }
  }

  /// The fewest and the most words of a text of a level.
  func limits(level: String) -> ClosedRange<Int> { words[level] ?? words["*"] ?? 0...Int.max }

  /// The first sentences for a slot, in random order: first those of its theme, then those of all themes.
  func candidates(for slot: SimulatedSlot, random: inout SeededGenerator) -> [String] {
    let theme = slot.theme ?? slot.topic.map { String($0.prefix { $0 != "_" }) } ?? "*"
    let own = (texts[theme] ?? []).shuffled(using: &random)
    let general = theme == "*" ? [] : (texts["*"] ?? []).shuffled(using: &random)
    return own + general
  }
}
