import Formats

/// Something that the settings of a rule may set.
public struct RuleParameter: Hashable, Sendable {
  /// What values it takes.
  public enum Form: Hashable, Sendable {
    /// A whole number, 0 or more.
    case count
    /// A whole number, 0 to 100.
    case percent
    case flag
    case text
    case texts
    /// One path or a list of them.
    case fields
    /// One regular expression or a list of them; see ``BoundedPattern``.
    case patterns
  }

  public let name: String
  public let form: Form
  /// The value where the settings say nothing, or nil.
  public let usual: JSON?
  /// Whether a check without it is an error.
  public let isRequired: Bool
  /// One sentence.
  public let documentation: String

  init(_ name: String, _ form: Form, usual: JSON? = nil, isRequired: Bool = false, _ documentation: String) {
    self.name = name
    self.form = form
    self.usual = usual
    self.isRequired = isRequired
    self.documentation = documentation
  }
}

/// The values that settings give to a rule's parameters, by name.
struct RuleValues: Hashable, Sendable {
  var values: [String: JSON] = [:]

  func count(_ name: String) -> Int? { values[name]?.integer }
  func flag(_ name: String) -> Bool { values[name]?.bool ?? false }
  func text(_ name: String) -> String? { values[name]?.string }
  func texts(_ name: String) -> [String] { values[name]?.array?.compactMap(\.string) ?? [] }
  func fields(_ name: String) -> [FieldPath] {
    (values[name]?.string.map { [$0] } ?? texts(name)).compactMap(FieldPath.init)
  }
}
