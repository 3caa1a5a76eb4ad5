import Formats

extension JSON {
  /// What sort of value it is, for a message: `a number`.
  var article: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
