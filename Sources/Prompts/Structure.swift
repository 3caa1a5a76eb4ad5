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
  static func read(_ value: JSON, as schema: JSON, at path: JSONPath = JSONPath()) -> (
    value: JSON, violations: [String]
  ) {
    let types = schema["type"].map { $0.array ?? [$0] }?.compactMap(\.string) ?? []
    guard types.isEmpty || types.contains(where: { value.isOf(type: $0) }) else {
      return (value, ["\(path): \(value.typeName) where \(types.joined(separator: " or ")) is wanted"])
    }
    switch value {
    case .object(let object): return read(object, as: schema, at: path)
    case .array(let elements):
      guard let items = schema["items"] else { return (value, []) }
      let readings = elements.enumerated().map { read($1, as: items, at: path.appending($0)) }
      return (.array(readings.map(\.value)), readings.flatMap(\.violations))
    case .number where types.contains("integer") && !types.contains("number"):
      return (value.integer.map { JSON.integer($0) } ?? value, [])
    default: return (value, [])
    }
  }

  private static func read(
    _ object: JSON.Object, as schema: JSON, at path: JSONPath
  ) -> (value: JSON, violations: [String]) {
    guard let properties = schema["properties"]?.object else { return (.object(object), []) }
    var kept = JSON.Object()
    var violations: [String] = []
    for (name, property) in properties.members {
      let place = path.appending(name)
      if let member = object[name] {
        let reading = read(member, as: property, at: place)
        kept[name] = reading.value
        violations += reading.violations
      } else if read(.null, as: property).violations.isEmpty {
        kept[name] = .null
      } else {
        violations.append("\(place): missing")
      }
    }
    return (.object(kept), violations)
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
