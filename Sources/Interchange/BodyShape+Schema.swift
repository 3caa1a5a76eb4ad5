import Formats

extension BodyShape {
  /// The shape that a JSON schema describes.
  ///
  /// Read are `type`, `properties`, `required`, `additionalProperties`, `patternProperties`, `items`, `prefixItems`,
  /// `enum`, `const`, `$ref` within the schema, and `null` as one of two in `anyOf`, `oneOf` and `type`. What says
  /// more than that, and a schema that contains itself, is `dynamic`.
  init(schema: JSON, root: JSON) throws(ExportFailure) {
    self = try Reading(root: root).shape(of: schema, following: [])
  }

  private struct Reading {
    let root: JSON

    func shape(of schema: JSON, following references: [String]) throws(ExportFailure) -> BodyShape {
      if let reference = schema["$ref"]?.string {
        guard let target = pointed(by: reference) else {
          throw ExportFailure(
            "the schema refers to \(reference), which it does not hold",
            hint: "refer to a place in the same file, such as #/$defs/question")
        }
        if references.contains(reference) { return .dynamic(schema) }
        return try shape(of: target, following: references + [reference])
      }
      if let alternatives = schema["anyOf"]?.array ?? schema["oneOf"]?.array {
        let others = alternatives.filter { $0["type"] != "null" }
        guard alternatives.count == 2, others.count == 1 else { return .dynamic(schema) }
        return try shape(of: others[0], following: references).nullable(schema)
      }
      if schema["allOf"] != nil { return .dynamic(schema) }
      if let types = schema["type"]?.array {
        let others = types.filter { $0 != "null" }
        guard others.count == 1, let type = others[0].string else { return .dynamic(schema) }
        let shape = try shape(of: schema, type: type, following: references)
        return types.count == 2 ? shape.nullable(schema) : shape
      }
      if let type = schema["type"]?.string { return try shape(of: schema, type: type, following: references) }
      return try untyped(schema, following: references)
    }

    /// A schema without `type`: what it holds tells.
    private func untyped(_ schema: JSON, following references: [String]) throws(ExportFailure) -> BodyShape {
      if schema["properties"] != nil { return try shape(of: schema, type: "object", following: references) }
      if schema["items"] != nil { return try shape(of: schema, type: "array", following: references) }
      guard let values = schema["enum"]?.array ?? schema["const"].map({ [$0] }) else { return .dynamic(schema) }
      let others = values.filter { !$0.isNull }
      let form: Form
      if others.isEmpty {
        return .dynamic(schema)
      } else if others.allSatisfy({ $0.string != nil }) {
        form = .string
      } else if others.allSatisfy({ $0.bool != nil }) {
        form = .boolean
      } else if others.allSatisfy({ $0.integer != nil }) {
        form = .integer
      } else if others.allSatisfy({ $0.double != nil }) {
        form = .number
      } else {
        return .dynamic(schema)
      }
      return BodyShape(form: form, isNullable: others.count < values.count, schema: schema)
    }

    private func shape(
      of schema: JSON, type: String, following references: [String]
    ) throws(ExportFailure) -> BodyShape {
      switch type {
      case "string": return BodyShape(form: .string, schema: schema)
      case "integer": return BodyShape(form: .integer, schema: schema)
      case "number": return BodyShape(form: .number, schema: schema)
      case "boolean": return BodyShape(form: .boolean, schema: schema)
      case "object":
        return BodyShape(form: .object(try members(of: schema, following: references)), schema: schema)
      case "array":
        guard schema["prefixItems"] == nil, let items = schema["items"], items.object != nil else {
          return BodyShape(form: .array(.dynamic(true)), schema: schema)
        }
        return BodyShape(form: .array(try shape(of: items, following: references)), schema: schema)
      default: return .dynamic(schema)
      }
    }

    private func members(of schema: JSON, following references: [String]) throws(ExportFailure) -> Members {
      let required = (schema["required"]?.array ?? []).compactMap(\.string)
      let isOpen = schema["additionalProperties"] != false || schema["patternProperties"] != nil
      var properties: [Property] = []
      for (name, schema) in schema["properties"]?.object?.members ?? [] {
        properties.append(
          Property(
            name: name, element: ElementName.encode(name), isRequired: required.contains(name),
            shape: try shape(of: schema, following: references)))
      }
      // An open object writes unnamed members as `member` elements: a property of that name would be mistaken.
      if isOpen, properties.contains(where: { $0.element == "member" }) { properties = [] }
      return Members(properties: properties, isOpen: isOpen)
    }

    /// The value that a reference such as `#/$defs/question` points at. Source: RFC 6901, as a URI fragment, without
    /// percent-encoding.
    private func pointed(by reference: String) -> JSON? {
      guard reference.hasPrefix("#") else { return nil }
      var value = root
      for part in reference.dropFirst().split(separator: "/") {
        let name = part.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
          .split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
        if let elements = value.array {
          guard let index = Int(name), elements.indices.contains(index) else { return nil }
          value = elements[index]
        } else if let member = value[name] {
          value = member
        } else {
          return nil
        }
      }
      return value
    }
  }

  /// The same shape, with `null` in its place allowed. In an array whose elements may be null as well, one null
  /// element could mean either: such an array carries its type, as does one whose elements carry theirs.
  private func nullable(_ schema: JSON) -> BodyShape {
    if case .dynamic = form { return .dynamic(schema) }
    if case .array(let element) = form {
      if element.isNullable { return .dynamic(schema) }
      if case .dynamic = element.form { return .dynamic(schema) }
    }
    var shape = self
    shape.isNullable = true
    return shape
  }
}
