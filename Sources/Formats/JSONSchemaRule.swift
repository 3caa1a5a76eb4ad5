/// What one subschema asks for; other subschemas are named by their place in the validator's list, so that a
/// recursive schema is no recursive value.
struct JSONSchemaRule: Sendable {
  var reference: Int?
  var types: [JSONSchemaType]?
  var constant: JSON?
  var enumeration: [JSON]?
  var properties: [String: Int] = [:]
  var required: [String] = []
  var allowsOthers = true
  var items: Int?
  /// How many elements an array may have.
  var count: ClosedRange<Int>?
  /// How many Unicode scalars a string may have.
  var length: ClosedRange<Int>?
  var minimum: JSON?
  var maximum: JSON?
}

/// The seven types of JSON Schema.
enum JSONSchemaType: String, Sendable {
  case null, boolean, integer, number, string, array, object

  func holds(for value: JSON) -> Bool {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.number, .number), (.string, .string), (.array, .array),
      (.object, .object):
      true
    case (.integer, .number(let text)):
      // A number without a fraction is an integer however it is spelled: 1.0 is one.
      Int(text) != nil || (Double(text).map { $0 == $0.rounded() } ?? false)
    default: false
    }
  }

  /// The type with its article.
  var phrase: String {
    switch self {
    case .null: "null"
    case .integer: "a whole number"
    case .array, .object: "an \(rawValue)"
    case .boolean: "true or false"
    case .number, .string: "a \(rawValue)"
    }
  }

  static func phrase(of value: JSON) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let text): "the number \(text)"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
