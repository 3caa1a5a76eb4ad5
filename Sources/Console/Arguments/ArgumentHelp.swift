/// What the help says of one parameter.
///
/// A string literal is the text alone: `@Option(help: "Count at most N items.")`.
public struct ArgumentHelp: Hashable, Sendable, ExpressibleByStringLiteral {
  /// One sentence.
  public var abstract: String
  /// What stands for the value in usage lines, in capitals by custom; nil takes the property's name.
  public var valueName: String?
  /// Whether the parameter is left out of help texts and suggestions. It still works.
  public var isHidden: Bool

  public init(_ abstract: String, valueName: String? = nil, hidden: Bool = false) {
    self.abstract = abstract
    self.valueName = valueName
    isHidden = hidden
  }

  public init(stringLiteral value: String) { self.init(value) }
}
