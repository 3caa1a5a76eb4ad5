import Formats

/// What a kind's schema holds that strict schemas cannot say, and where.
struct SchemaFault: Error, Hashable {
  /// From the root of the schema.
  var path: JSONPath
  var problem: String
  var hint: String?
}

/// Reduces a JSON Schema to the subset that providers enforce in strict mode.
///
/// In that subset every object says `additionalProperties: false` and requires all its properties. What can be left
/// out in the full schema may be null here. Limits that the subset lacks move into the description, in words; the
/// quality rules check them. Source of the subset: OpenAI's guide "Structured model outputs".
enum StrictSchema {
  /// Properties of the root with this member set to true are left out: the program knows their values.
  static let assembledMark = "x-assembled"

  /// The strict schema of what a model is asked for. Linear in the size of the schema.
  static func lean(from schema: JSON) throws(SchemaFault) -> JSON {
    let root = JSONPath()
    guard let members = schema.object else { throw SchemaFault(path: root, problem: "a schema is an object") }
    guard members["type"]?.string == "object" else {
      throw SchemaFault(path: root, problem: "an item is an object", hint: "set `type` to `object` at the root")
    }
    for name in ["slot"] where members["properties"]?[name] != nil {
      throw SchemaFault(
        path: root.appending("properties").appending(name),
        problem: "`\(name)` is the name by which answers are matched to what was asked", hint: "give it another name")
    }
    let lean = try object(members, at: root, isRoot: true)
    guard lean["properties"]?.object?.count ?? 0 > 0 else {
      throw SchemaFault(path: root, problem: "nothing is left to ask a model for", hint: "take away one `x-assembled`")
    }
    return lean
  }

  /// Members that say nothing to a model, or that are written anew.
  private static let dropped: Set = ["$schema", "$id", "$comment", "title", "required", "additionalProperties"]
  private static let kept: Set = ["type", "properties", "items", "enum", "const", "minItems", "maxItems"]
  /// Why each of these cannot be reduced, or not be checked by `JSONSchemaValidator` afterwards.
  private static let refused: [String: String] = {
    var hints = [
      "$ref": "write the schema out where it is used", "$defs": "write the schema out where it is used",
      "definitions": "write the schema out where it is used", "allOf": "write its parts into one schema",
      "anyOf": "give it one shape", "oneOf": "give it one shape",
      "prefixItems": "use an object with named properties", "patternProperties": "name each property",
      "propertyNames": "name each property", "minProperties": "name each property",
      "maxProperties": "name each property", "unevaluatedProperties": "set `additionalProperties` to false",
    ]
    for name in [
      "not", "if", "then", "else", "contains", "pattern", "format", "uniqueItems", "multipleOf", "exclusiveMinimum",
      "exclusiveMaximum", "dependentRequired", "dependentSchemas",
    ] { hints[name] = "leave it to a rule" }
    return hints
  }()

  private static func value(_ schema: JSON, at path: JSONPath) throws(SchemaFault) -> JSON {
    guard let members = schema.object else { throw SchemaFault(path: path, problem: "a schema is an object") }
    if members[assembledMark] != nil {
      throw SchemaFault(
        path: path.appending(assembledMark), problem: "`x-assembled` stands only on properties of the item itself",
        hint: "take it out, or move the property up")
    }
    if members["properties"] != nil || members["type"] == "object" {
      return try object(members, at: path, isRoot: false)
    }
    try refuseWhatCannotBeSaid(members, at: path)
    var strict = JSON.Object()
    guard let type = members["type"] else {
      throw SchemaFault(path: path, problem: "a schema without a type", hint: "give it one")
    }
    strict["type"] = try checkedType(type, at: path)
    if let description = SchemaWords.description(of: members) { strict["description"] = .string(description) }
    for name in ["enum", "const", "minItems", "maxItems"] { strict[name] = members[name] }
    if let items = members["items"] { strict["items"] = try value(items, at: path.appending("items")) }
    if members["type"] == "array", members["items"] == nil {
      throw SchemaFault(path: path, problem: "an array without `items`", hint: "say in `items` what it holds")
    }
    return .object(strict)
  }

  private static func object(
    _ members: JSON.Object, at path: JSONPath, isRoot: Bool
  ) throws(SchemaFault) -> JSON {
    try refuseWhatCannotBeSaid(members, at: path)
    if let additional = members["additionalProperties"], additional != false {
      throw SchemaFault(
        path: path.appending("additionalProperties"), problem: "a strict schema has no additional properties",
        hint: "set it to false and name each property")
    }
    guard let properties = members["properties"]?.object else {
      throw SchemaFault(path: path, problem: "an object without `properties`", hint: "name each property")
    }
    let required = Set(members["required"]?.array?.compactMap(\.string) ?? [])
    if let stray = required.subtracting(properties.names).sorted().first {
      throw SchemaFault(
        path: path.appending("required"), problem: "`required` names `\(stray)`, which is no property",
        hint: Suggestion.hint(for: stray, among: properties.names) ?? "take it out, or add the property")
    }
    var lean = JSON.Object()
    for (name, schema) in properties.members {
      let place = path.appending("properties").appending(name)
      if isRoot, let mark = schema[assembledMark] {
        guard let isAssembled = mark.bool else {
          throw SchemaFault(path: place.appending(assembledMark), problem: "`x-assembled` is true or false")
        }
        if isAssembled { continue }
        var unmarked = schema
        unmarked[assembledMark] = nil
        lean[name] = try value(unmarked, at: place)
      } else {
        lean[name] = try value(schema, at: place)
      }
      if !required.contains(name) { lean[name] = lean[name].map(nullable) }
    }
    var strict = JSON.Object()
    strict["type"] = try checkedType(members["type"] ?? "object", at: path)
    if let description = SchemaWords.description(of: members) { strict["description"] = .string(description) }
    strict["properties"] = .object(lean)
    strict["required"] = .array(lean.names.map(JSON.string))
    strict["additionalProperties"] = false
    return .object(strict)
  }

  private static func refuseWhatCannotBeSaid(_ members: JSON.Object, at path: JSONPath) throws(SchemaFault) {
    let known = kept.union(dropped).union(SchemaWords.limits)
    for name in members.names where !known.contains(name) && !name.hasPrefix("x-") {
      let hint = refused[name] ?? Suggestion.hint(for: name, among: known.sorted())
      throw SchemaFault(
        path: path.appending(name), problem: "`\(name)` has no place in a strict schema", hint: hint ?? "take it out")
    }
  }

  private static let types = ["string", "integer", "number", "boolean", "array", "object", "null"]

  private static func checkedType(_ type: JSON, at path: JSONPath) throws(SchemaFault) -> JSON {
    for name in type.array ?? [type] {
      guard let text = name.string, types.contains(text) else {
        let text = name.string ?? name.text
        throw SchemaFault(
          path: path.appending("type"), problem: "unknown type `\(text)`",
          hint: Suggestion.hint(for: text, among: types) ?? "use one of " + types.joined(separator: ", "))
      }
    }
    return type
  }

  /// The same, or null.
  private static func nullable(_ schema: JSON) -> JSON {
    var schema = schema
    let types = schema["type"].map { $0.array ?? [$0] } ?? []
    if !types.contains("null") { schema["type"] = .array(types + ["null"]) }
    if let constant = schema["const"] {
      schema["const"] = nil
      schema["enum"] = [constant]
    }
    if let values = schema["enum"]?.array, !values.contains(.null) { schema["enum"] = .array(values + [.null]) }
    return schema
  }
}
