import Formats

/// The form of a value as far as XML has to know it, taken from a JSON schema: an element says neither whether its
/// text is a number nor whether a repeated element is an array of one.
struct BodyShape: Sendable {
  indirect enum Form: Sendable {
    case string, integer, number, boolean
    case object(Members)
    case array(BodyShape)
    /// Anything: the schema does not say, or says more than one thing. Such a value carries its type in XML.
    case dynamic
  }

  /// What stands in an object, in the order of the schema, which is the order of the elements.
  struct Members: Sendable {
    var properties: [Property]
    /// Whether members may stand in it that the schema does not name.
    var isOpen: Bool

    /// The property of an element's or a member's name. Linear: objects are small.
    func property(named name: String) -> Property? { properties.first { $0.name == name } }
  }

  struct Property: Sendable {
    var name: String
    /// The name of its element.
    var element: String
    var isRequired: Bool
    var shape: BodyShape
  }

  var form: Form
  /// Whether `null` may stand in its place.
  var isNullable = false
  /// The schema it was taken from, for its limits and its description.
  var schema: JSON

  static func dynamic(_ schema: JSON) -> BodyShape { BodyShape(form: .dynamic, schema: schema) }
}
