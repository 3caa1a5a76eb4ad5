/// Why people have rejected earlier items of a section, as a prompt tells it.
///
/// The reasons are bounded, so that a section with a long history costs no more than one with a short one, and cleaned: they
/// reach a model as data, one line each.
public struct RejectionReasons: Hashable, Sendable {
  /// The most reasons that are told.
  public static let most = 5
  /// A longer reason is cut, in characters.
  public static let longest = 200

  /// The newest first, each once.
  public let texts: [String]

  /// - Parameter newestFirst: As people have typed them. Those that differ in case and spaces only are told once.
  public init(newestFirst: [String] = []) {
    var texts: [String] = []
    var seen: Set<String> = []
    for reason in newestFirst where texts.count < Self.most {
      let text = Self.cut(Self.cleaned(reason))
      if !text.isEmpty, seen.insert(text.lowercased()).inserted { texts.append(text) }
    }
    self.texts = texts
  }

  public var isEmpty: Bool { texts.isEmpty }

  /// Without controls, bidirectional controls and private characters; runs of white space become one space.
  private static func cleaned(_ text: String) -> String {
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        if let last = cleaned.last, last != " " { cleaned.append(" ") }
        continue
      }
      if scalar.properties.isBidiControl { continue }
      switch scalar.properties.generalCategory {
      case .control, .surrogate, .privateUse, .unassigned: continue
      default: cleaned.append(scalar)
      }
    }
    if cleaned.last == " " { cleaned.removeLast() }
    return String(cleaned)
  }

  private static func cut(_ text: String) -> String {
    if text.unicodeScalars.count <= longest { return text }
    // Between characters, so that no letter loses its accent; one character may be long by itself.
    var kept = String(text.unicodeScalars.prefix(longest - 1))
    if kept.count > 1 { kept.removeLast() }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }
}
