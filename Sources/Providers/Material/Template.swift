/// A text with variables `{name}`, and perhaps gap marks `{gap1}`, read once and expanded often.
struct Template: Sendable {
  private enum Part: Sendable {
    case text(String)
    case variable(Variation.Slot)
    /// The number of the gap within the sentence, from 0.
    case gap(Int)
  }

  private var parts: [Part] = []
  /// The numbers of its gap marks, from 0, in the order in which they stand.
  private(set) var gaps: [Int] = []

  /// - Parameter allowsGaps: whether `{gap1}` is a gap mark; else it is a variable like any other.
  init(_ text: String, _ variation: Variation, at node: MaterialNode, allowsGaps: Bool = false) throws(MaterialError) {
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      if brace > rest.startIndex { parts.append(.text(String(rest[..<brace]))) }
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else {
        throw node.error("a brace without its partner", mend: "write {name} for a variable, and no other braces")
      }
      let name = String(rest[rest.index(after: brace)..<end])
      if allowsGaps, name.hasPrefix("gap"), let number = Int(name.dropFirst(3)), number >= 1 {
        parts.append(.gap(number - 1))
        gaps.append(number - 1)
      } else if let slot = variation.names[name] {
        parts.append(.variable(slot))
      } else {
        let known = variation.names.keys.sorted()
        throw node.error(
          "unknown variable {\(name)}",
          mend: known.isEmpty
            ? "define it in \"vary\"" : "define it in \"vary\"; known are \(known.joined(separator: ", "))")
      }
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
  }

  /// The text of a variant; gap marks are numbered from `firstGap`. Linear in the length of the text.
  func expand(_ variation: Variation, variant: Int, firstGap: Int = 1) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let piece): text += piece
      case .variable(let slot): text += variation.value(slot, variant: variant)
      case .gap(let number): text += "[\(firstGap + number)]"
      }
    }
    return text
  }
}
