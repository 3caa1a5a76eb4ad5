import ContentModel
import Formats
import World

/// The composer `pick`: whole bodies from a pool, with variables, for any kind.
///
/// The format of the material stands in `prompts/gap_fill_exercise/simulated/README.md`.
struct Pick: Composer {
  /// One entry of `bodies`.
  private struct Entry: Sendable {
    var sections: Patterns
    var topics: [Patterns]
    var options: JSON.Object
    var variation: Variation
    var body: BodyTemplate
  }

  private let entries: [Entry]

  init(_ files: [MaterialNode], openers: Openers) throws(MaterialError) {
    var entries: [Entry] = []
    for file in files {
      try file.expect(only: ["use", "sections", "topics", "bodies"])
      let sections = try file.patterns("sections")
      let topics = try file.patterns("topics")
      for node in try file.required("bodies").elements() {
        try node.expect(only: ["topics", "options", "vary", "body"])
        let variation = try Variation(node.member("vary"))
        entries.append(
          Entry(
            sections: sections, topics: [topics, try node.patterns("topics")],
            options: node.member("options")?.json.object ?? JSON.Object(), variation: variation,
            body: try BodyTemplate(node.required("body"), variation)))
      }
    }
    self.entries = entries
  }

  func compose(_ slot: SimulatedSlot, used: inout UsedMaterial, random: inout SeededGenerator) -> JSON? {
    let fitting = entries.indices.filter { fits(entries[$0], slot) }
    // A round is over when every variant of every fitting entry has been used once.
    func remaining(_ index: Int) -> Int { entries[index].variation.count - used.entries[index, default: 0] }
    if fitting.allSatisfy({ remaining($0) == 0 }) {
      for index in fitting {
        used.entries[index] = 0
        used.combinations.subtract((0..<entries[index].variation.count).map { Self.digest(index, $0) })
      }
    }
    let open = fitting.filter { remaining($0) > 0 }
    guard let fewest = open.map({ used.entries[$0, default: 0] }).min(),
      let index = open.filter({ used.entries[$0, default: 0] == fewest }).randomElement(using: &random)
    else { return nil }
    let entry = entries[index]
    // Walk a permutation of the variants: a random start, and a step that shares no factor with their number.
    let count = entry.variation.count
    var step = Int.random(in: 1...max(1, count - 1), using: &random)
    while Self.greatestCommonDivisor(step, count) > 1 { step += 1 }
    var variant = Int.random(in: 0..<count, using: &random)
    while used.combinations.contains(Self.digest(index, variant)) { variant = (variant + step) % count }
    used.combinations.insert(Self.digest(index, variant))
    used.entries[index, default: 0] += 1
    return entry.body.expand(entry.variation, variant: variant)
  }

  private func fits(_ entry: Entry, _ slot: SimulatedSlot) -> Bool {
    entry.sections.matches(slot.section) && entry.topics.allSatisfy { $0.matches(slot.topic) }
      && entry.options.members.allSatisfy { slot.options[$0.name] == $0.value }
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
  }

  private static func digest(_ entry: Int, _ variant: Int) -> UInt64 {
    var digest = FNV1a()
    digest.combine(UInt64(entry))
    digest.combine(UInt64(variant))
    return digest.value
  }
}

/// A JSON value whose texts are templates.
indirect enum BodyTemplate: Sendable {
  case text(Template)
  case list([BodyTemplate])
  case object([(String, BodyTemplate)])
  /// A number, a truth value or null.
  case fixed(JSON)

  init(_ node: MaterialNode, _ variation: Variation) throws(MaterialError) {
    switch node.json {
    case .string(let text): self = .text(try Template(text, variation, at: node))
    case .array:
      var list: [BodyTemplate] = []
      for element in try node.elements() { list.append(try BodyTemplate(element, variation)) }
      self = .list(list)
    case .object(let object):
      var members: [(String, BodyTemplate)] = []
      for name in object.names { members.append((name, try BodyTemplate(node.required(name), variation))) }
      self = .object(members)
    default: self = .fixed(node.json)
    }
  }

  func expand(_ variation: Variation, variant: Int) -> JSON {
    switch self {
    case .text(let template): .string(template.expand(variation, variant: variant))
    case .list(let list): .array(list.map { $0.expand(variation, variant: variant) })
    case .object(let members): .object(JSON.Object(members.map { ($0, $1.expand(variation, variant: variant)) }))
    case .fixed(let json): json
    }
  }
}
