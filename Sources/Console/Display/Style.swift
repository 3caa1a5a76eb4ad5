/// How output looks on the terminal at hand: with or without colour, with or without characters beyond ASCII.
public struct Style: Hashable, Sendable {
  /// What a piece of text means. Colour never carries a meaning alone: the text says it too.
  public enum Role: Hashable, Sendable, CaseIterable {
    case good, warn, bad, dim, bold, heading

    /// The parameters of SGR (ECMA-48, section 8.3.117).
    var code: String {
      switch self {
      case .good: "32"
      case .warn: "33"
      case .bad: "31"
      case .dim: "2"
      case .bold: "1"
      case .heading: "1;4"
      }
    }
  }

  /// Whether roles become colours and weights.
  public var usesColour: Bool
  /// Whether bars, rules and the ellipsis may leave ASCII.
  public var usesUnicode: Bool

  public init(usesColour: Bool, usesUnicode: Bool) {
    self.usesColour = usesColour
    self.usesUnicode = usesUnicode
  }

  /// No colour, ASCII only.
  public static let plain = Style(usesColour: false, usesUnicode: false)

  /// The text in its role, or as it is without colour or role.
  public func apply(_ role: Role?, to text: String) -> String {
    guard usesColour, let role, !text.isEmpty else { return text }
    return "\u{1B}[\(role.code)m\(text)\u{1B}[0m"
  }

  /// What stands for text that was cut.
  public var ellipsis: String { usesUnicode ? "…" : "..." }

  /// A horizontal rule.
  public func rule(_ width: Int) -> String { String(repeating: usesUnicode ? "─" : "-", count: max(0, width)) }
}
