import Formats

/// The part of a schema's check that decides whether an answer can become an item: types, and what is required.
///
/// Everything else, such as lengths and counts, is for the quality rules, so that a paid answer is not thrown away for
/// a fault that a rule can name to its author.
enum Structure {
  /// The value in the shape of a strict schema, and what stands in the way.
  ///
  /// Members get the schema's order, members that it does not have are left out, integers spelled as decimals become
  /// integers, and what may be null and is missing becomes null. Linear in the value.
  static func read(_ value: JSON, as schema: JSON) -> (value: JSON, violations: [String]) {
    var path = JSONPath()
    var violations: [String] = []
    let shaped = read(value, as: schema, at: &path, &violations)
    return (shaped, violations)
  }

  /// The path is one for all, taken back after each step: it is spelled only where something is wrong.
  private static func read(
    _ value: JSON, as schema: JSON, at path: inout JSONPath, _ violations: inout [String]
  ) -> JSON {
    let types = schema["type"].map { $0.array ?? [$0] }?.compactMap(\.string) ?? []
    guard types.isEmpty || types.contains(where: { value.isOf(type: $0) }) else {
      violations.append("\(spelled(path)): \(value.typeName) where \(types.joined(separator: " or ")) is wanted")
      return value
    }
    switch value {
    case .object(let object): return read(object, as: schema, at: &path, &violations)
    case .array(let elements):
      guard let items = schema["items"] else { return value }
      return .array(
        elements.enumerated().map { index, element in
          path.steps.append(.index(index))
          defer { path.steps.removeLast() }
          return read(element, as: items, at: &path, &violations)
        })
    case .number where types.contains("integer") && !types.contains("number"):
      return value.integer.map { JSON.integer($0) } ?? value
    default: return value
    }
  }

  private static func read(
    _ object: JSON.Object, as schema: JSON, at path: inout JSONPath, _ violations: inout [String]
  ) -> JSON {
    guard let properties = schema["properties"]?.object else { return .object(object) }
    var kept = JSON.Object()
    for (name, property) in properties.members {
      path.steps.append(.name(name))
      defer { path.steps.removeLast() }
      if let member = object[name] {
        kept[name] = read(member, as: property, at: &path, &violations)
      } else if read(.null, as: property).violations.isEmpty {
        kept[name] = .null
      } else {
        violations.append("\(spelled(path)): missing")
      }
    }
    return .object(kept)
  }

  private static func spelled(_ path: JSONPath) -> String {
    path.steps.isEmpty ? path.description : path.spelledForPeople
  }
}

extension JSON {
  fileprivate func isOf(type: String) -> Bool {
    type == typeName || (type == "integer" && integer != nil)
  }

  /// The name that JSON Schema has for the value's type; `number` for all numbers.
  fileprivate var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
