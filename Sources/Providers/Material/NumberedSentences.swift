import ContentModel
import Formats
import World

/// The composer `numbered_sentences`: a text with numbered gaps from an opener, asides, and sentences in
/// the order of their file.
///
/// The body is `{"text", "gaps": [{"no", "correct", "distractors", "explanation"}]}`. The format of the material stands in
/// `prompts/gap_fill_exercise/simulated/README.md`.
struct NumberedSentences: Composer {
  /// The frames of one file, which apply to the same sections.
  private struct File: Sendable {
    var sections: Patterns
    var frames: Range<Int>
  }

  /// A frame of the material in one of its variants.
  private struct Choice: Hashable {
    /// The number of the frame in the whole material, which is the order of telling.
    var frame: Int
    var variant: Int
  }

  private let files: [File]
  private let frames: [SentenceFrame]
  private let openers: Openers

  /// How often a combination is drawn under each of three conditions: no two of its sentences have stood together, it is
  /// new as a whole, none.
  private static let attempts = [40, 80, 160]

  init(_ files: [MaterialNode], openers: Openers) throws(MaterialError) {
    var read: [File] = []
    var frames: [SentenceFrame] = []
    for file in files {
      try file.expect(only: ["use", "sections", "frames"])
      let first = frames.count
      for node in try file.required("frames").elements() { frames.append(try SentenceFrame(node)) }
      read.append(File(sections: try file.patterns("sections"), frames: first..<frames.count))
    }
    self.files = read
    self.frames = frames
    self.openers = openers
  }

  func compose(_ slot: SimulatedSlot, used: inout UsedMaterial, random: inout SeededGenerator) -> JSON? {
    let wanted = slot.options["gaps"]?.integer ?? 4
    let fitting = files.filter { $0.sections.matches(slot.section) }.flatMap(\.frames).filter {
      frames[$0].topics.matches(slot.topic)
    }
    guard wanted > 0, let pool = pool(fitting, gaps: wanted, random: &random) else { return nil }
    let limits = openers.limits(level: slot.level)
    let told = used.told[slot.section] ?? []
    for (strictness, attempts) in Self.attempts.enumerated() {
      var best: (likeness: Int, choices: [Choice], body: JSON)?
      for _ in 0..<attempts {
        guard let choices = draw(pool, gaps: wanted, random: &random),
          isNew(choices, used: used, comparesPairs: strictness == 0, comparesAll: strictness < 2)
        else { continue }
        let likeness = likeness(choices, told, below: best?.likeness ?? .max)
        if let best, best.likeness <= likeness { continue }
        guard let body = body(choices, slot: slot, gaps: wanted, limits: limits, random: &random) else { continue }
        best = (likeness, choices, body)
        if likeness <= Self.unlike { break }
      }
      guard let best else { continue }
      remember(best.choices, slot.section, &used)
      return best.body
    }
    return nil
  }

  /// How alike, in percent, a body may be to one told before so that no other is looked for.
  private static let unlike = 38

  /// How alike a body is to the one told before that it is most like, in percent, about as a rule against near-duplicates
  /// sees it: by the sentences, with other words in them, and by the forms that are asked for. Linear in the number of
  /// those told before; ends early once it is no less than a bound.
  private func likeness(_ choices: [Choice], _ told: [Told], below bound: Int) -> Int {
    let own = self.told(choices)
    var most = 0
    for other in told where most < bound {
      let sentences = (own.frames & other.frames).nonzeroBitCount * 45 / choices.count
      if sentences + 40 <= most { continue }
      var common = 0
      var rest = other.forms[...]
      for form in own.forms {
        rest = rest.drop { $0 < form }
        if rest.first == form {
          common += 1
          rest = rest.dropFirst()
        }
      }
      most = max(most, 5 + sentences + 35 * common / max(1, own.forms.count + other.forms.count - common))
    }
    return most
  }

  private func told(_ choices: [Choice]) -> Told {
    var forms: [UInt64] = []
    var bits: UInt64 = 0
    for choice in choices {
      // Frames 64 apart share a bit, which costs some choice.
      bits |= 1 << UInt64(choice.frame & 63)
      for gap in frames[choice.frame].gaps { forms.append(gap.form) }
    }
    return Told(frames: bits, forms: forms.sorted())
  }

  /// The frames to draw from: those of one scene and those without a scene; nil where no scene has enough gaps.
  private func pool(_ fitting: [Int], gaps: Int, random: inout SeededGenerator) -> [Int]? {
    func scene(_ index: Int) -> String? { frames[index].scene }
    func capacity(_ pool: [Int]) -> Int { pool.reduce(0) { $0 + frames[$1].gaps.count } }
    let general = fitting.filter { scene($0) == nil }
    let scenes = Set(fitting.compactMap(scene)).sorted()
    if scenes.isEmpty { return capacity(general) >= gaps ? general : nil }
    let pools = scenes.map { name in fitting.filter { scene($0) == nil || scene($0) == name } }
    return pools.filter { capacity($0) >= gaps }.randomElement(using: &random)
  }

  /// Frames with exactly the wanted number of gaps, in the order of the material.
  private func draw(_ pool: [Int], gaps: Int, random: inout SeededGenerator) -> [Choice]? {
    var missing = gaps
    var choices: [Choice] = []
    for index in pool.shuffled(using: &random) where frames[index].gaps.count <= missing {
      let variant = Int.random(in: 0..<frames[index].variation.count, using: &random)
      choices.append(Choice(frame: index, variant: variant))
      missing -= frames[index].gaps.count
      if missing == 0 { return choices.sorted { $0.frame < $1.frame } }
    }
    return nil
  }

  private func body(
    _ choices: [Choice], slot: SimulatedSlot, gaps: Int, limits: ClosedRange<Int>, random: inout SeededGenerator
  ) -> JSON? {
    var sentences: [String] = []
    var entries: [JSON] = []
    var answers: Set<String> = []
    for choice in choices {
      let frame = frames[choice.frame]
      sentences.append(frame.sentence.expand(frame.variation, variant: choice.variant, firstGap: entries.count + 1))
      for (number, gap) in frame.gaps.enumerated() {
        let options = frame.options(gap: number, variant: choice.variant)
        answers.insert(options[0].lowercased())
        entries.append([
          "no": .integer(entries.count + 1),
          "correct": .string(options[0]),
          "distractors": .array(options.dropFirst().shuffled(using: &random).map(JSON.string)),
          "explanation": .string(gap.explanation.expand(frame.variation, variant: choice.variant)),
        ])
      }
    }
    if gaps > 1, answers.count == 1 { return nil }
    var first: [String] = []
    var words = sentences.reduce(0) { $0 + Self.words($1) }
    for opener in openers.candidates(for: slot, random: &random) where first.isEmpty || words < limits.lowerBound {
      first.append(opener)
      words += Self.words(opener)
    }
    for aside in openers.asides(for: slot, random: &random) {
      let count = Self.words(aside)
      guard words + count <= limits.upperBound else { continue }
      first.append(aside)
      words += count
    }
    guard limits.contains(words) else { return nil }
    return ["text": .string((first + sentences).joined(separator: " ")), "gaps": .array(entries)]
  }

  /// The number of words of a text: what stands between spaces, lone signs left out.
  static func words(_ text: String) -> Int {
    text.utf8.split(separator: UInt8(ascii: " ")).count { word in
      word.contains { $0 >= 0x80 || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
    }
  }

  private func isNew(_ choices: [Choice], used: UsedMaterial, comparesPairs: Bool, comparesAll: Bool) -> Bool {
    if comparesAll, used.combinations.contains(Self.digest(choices)) { return false }
    return !comparesPairs || Self.pairs(choices).allSatisfy { !used.combinations.contains($0) }
  }

  private func remember(_ choices: [Choice], _ section: String, _ used: inout UsedMaterial) {
    used.told[section, default: []].append(told(choices))
    used.combinations.insert(Self.digest(choices))
    used.combinations.formUnion(Self.pairs(choices))
  }

  private static func pairs(_ choices: [Choice]) -> [UInt64] {
    choices.indices.flatMap { first in
      choices[(first + 1)...].map { digest([choices[first], $0]) }
    }
  }

  /// FNV-1a over the numbers; a collision costs one more draw.
  private static func digest(_ choices: [Choice]) -> UInt64 {
    var digest = FNV1a()
    digest.combine(UInt64(choices.count))
    for choice in choices {
      digest.combine(UInt64(choice.frame))
      digest.combine(UInt64(choice.variant))
    }
    return digest.value
  }
}
