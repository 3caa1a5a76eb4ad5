import ContentModel
import Formats
import World

/// What the simulated provider answers with for one kind: the files of `prompts/<kind>/simulated/`, read.
///
/// The format stands in `prompts/gap_fill_exercise/simulated/README.md`.
public struct SimulatedMaterial: Sendable {
  /// The name of the kind.
  public let kind: String
  private let composers: [any Composer]
  private let critiques: [Critiques]

  private struct Critiques: Sendable {
    var sections: Patterns
    var variation: Variation
    var texts: [Template]
  }

  /// Reads a kind's files.
  /// - Parameter files: contents by file name; names that do not end in `.json` are passed over.
  public init(kind: String, files: [String: [UInt8]]) throws(MaterialError) {
    self.kind = kind
    var byUse: [String: [MaterialNode]] = [:]
    let known = (Array(Providers.composers.keys) + ["openers", "critiques"]).sorted()
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".json") {
      let file = "prompts/\(kind)/simulated/\(name)"
      let node: MaterialNode
      do { node = MaterialNode(file: file, place: "", json: try JSON.parse(bytes)) } catch {
        throw MaterialError(file: file, problem: error.message, mend: error.hint ?? "write the file as one JSON object")
      }
      let use = try node.required("use")
      guard let name = use.json.string, known.contains(name) else {
        throw use.error("this is no use of a file", mend: "known are \(known.joined(separator: ", "))")
      }
      byUse[name, default: []].append(node)
    }
    var openers = Openers()
    for file in byUse["openers"] ?? [] { try openers.add(file) }
    var critiques: [Critiques] = []
    for file in byUse["critiques"] ?? [] { critiques.append(try Self.critiques(file)) }
    self.critiques = critiques
    var composers: [any Composer] = []
    for (name, composer) in Providers.composers.sorted(by: { $0.key < $1.key }) {
      if let files = byUse[name] { composers.append(try composer.init(files, openers: openers)) }
    }
    self.composers = composers
  }

  /// A body for a slot, or nil where no material fits it.
  ///
  /// The same random numbers and the same `used` give the same body. Linear in the material of the slot's section.
  public func compose(_ slot: SimulatedSlot, used: inout UsedMaterial, random: inout SeededGenerator) -> JSON? {
    for composer in composers {
      if let body = composer.compose(slot, used: &used, random: &random) { return body }
    }
    return nil
  }

  /// What a failed assessment of an item of a section says.
  public func critique(section: String, random: inout SeededGenerator) -> String {
    let fitting = critiques.filter { $0.sections.matches(section) }
    let choices = fitting.flatMap { file in file.texts.map { (file.variation, $0) } }
    guard let (variation, text) = choices.randomElement(using: &random) else {
      return "The item does not test what its section asks for."
    }
    return text.expand(variation, variant: Int.random(in: 0..<variation.count, using: &random))
  }

  private static func critiques(_ file: MaterialNode) throws(MaterialError) -> Critiques {
    try file.expect(only: ["use", "sections", "vary", "texts"])
    let variation = try Variation(file.member("vary"))
    var texts: [Template] = []
    for node in try file.required("texts").elements() {
      texts.append(try Template(try node.string(), variation, at: node))
    }
    return Critiques(sections: try file.patterns("sections"), variation: variation, texts: texts)
  }
}
