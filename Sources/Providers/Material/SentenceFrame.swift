import Formats

/// A sentence with gaps and variables: one entry of `frames` in a file of `numbered_sentences`.
struct SentenceFrame: Sendable {
  struct Gap: Sendable {
    var correct: Template
    var distractors: [Template]
    var explanation: Template
    /// A digest of the right answer as the material has it; see ``SentenceFrame/form(_:)``.
    var form: UInt64
  }

  let scene: String?
  let topics: Patterns
  let variation: Variation
  let sentence: Template
  let gaps: [Gap]

  init(_ node: MaterialNode) throws(MaterialError) {
    try node.expect(only: ["scene", "topics", "sentence", "vary", "gaps"])
    scene = try node.member("scene")?.string()
    topics = try node.patterns("topics")
    let variation = try Variation(node.member("vary"))
    self.variation = variation
    let sentenceNode = try node.required("sentence")
    sentence = try Template(try sentenceNode.string(), variation, at: sentenceNode, allowsGaps: true)
    let gapsNode = try node.required("gaps")
    var gaps: [Gap] = []
    for gap in try gapsNode.elements() { gaps.append(try Self.gap(gap, variation)) }
    self.gaps = gaps
    if gaps.isEmpty || sentence.gaps != Array(gaps.indices) {
      throw sentenceNode.error(
        "the gap marks do not fit the \(gaps.count) gaps of the frame",
        mend: "write {gap1}, {gap2}, … in this order, one for each entry of \"gaps\"")
    }
  }

  private static func gap(_ node: MaterialNode, _ variation: Variation) throws(MaterialError) -> Gap {
    try node.expect(only: ["correct", "distractors", "explanation"])
    func template(_ part: MaterialNode) throws(MaterialError) -> Template {
      try Template(try part.string(), variation, at: part)
    }
    let list = try node.required("distractors")
    var distractors: [Template] = []
    for element in try list.elements() { distractors.append(try template(element)) }
    if distractors.count != 3 {
      throw list.error("there are \(distractors.count) distractors", mend: "write exactly three")
    }
    let correct = try node.required("correct")
    return Gap(
      correct: try template(correct), distractors: distractors,
      explanation: try template(node.required("explanation")), form: form(try correct.string()))
  }

  /// A digest of an answer in which a variable, whatever it is called, stands for a stem.
  private static func form(_ text: String) -> UInt64 {
    var digest = FNV1a()
    var isVariable = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "{") { isVariable = true }
      if byte == UInt8(ascii: "}") { isVariable = false }
      if !isVariable { digest.combine(byte) }
    }
    return digest.value
  }

  /// The options of a gap in a variant, the right one first.
  func options(gap: Int, variant: Int) -> [String] {
    ([gaps[gap].correct] + gaps[gap].distractors).map { $0.expand(variation, variant: variant) }
  }
}
