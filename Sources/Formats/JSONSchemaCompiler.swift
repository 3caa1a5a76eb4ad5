/// Turns a schema into the list of rules that `JSONSchemaValidator` runs.
struct JSONSchemaCompiler {
  private let schema: JSON
  private var rules: [JSONSchemaRule] = []
  /// The rules of the definitions that something refers to, by name.
  private var definitions: [String: Int] = [:]

  init(schema: JSON) { self.schema = schema }

  /// The rules; the first is the whole schema's.
  mutating func compile() throws(JSONSchemaError) -> [JSONSchemaRule] {
    _ = try compile(schema, at: JSONPath())
    // Definitions that nothing refers to are read as well, so that a mistake in one shows at once.
    for name in schema["$defs"]?.object?.names ?? [] {
      _ = try definition(name, at: JSONPath().appending("$defs").appending(name))
    }
    try refuseCircles()
    return rules
  }

  private mutating func compile(_ schema: JSON, at path: JSONPath) throws(JSONSchemaError) -> Int {
    guard let members = schema.object else { throw JSONSchemaError(path: path, problem: "a schema must be an object") }
    let index = rules.count
    rules.append(JSONSchemaRule())
    var rule = JSONSchemaRule()
    for (name, value) in members.members {
      let place = path.appending(name)
      switch name {
      case "title", "description", "$schema", "$id", "$comment": break
      case "$defs":
        guard path.steps.isEmpty else {
          throw JSONSchemaError(path: place, problem: "definitions must stand at the top of the schema")
        }
        guard value.object != nil else { throw JSONSchemaError(path: place, problem: "must be an object") }
      case "$ref": rule.reference = try reference(value, at: place)
      case "type": rule.types = try types(value, at: place)
      case "const": rule.constant = value
      case "enum":
        guard let values = value.array, !values.isEmpty else {
          throw JSONSchemaError(path: place, problem: "must be an array of at least one value")
        }
        rule.enumeration = values
      case "properties":
        guard let properties = value.object else { throw JSONSchemaError(path: place, problem: "must be an object") }
        for property in properties.members {
          rule.properties[property.name] = try compile(property.value, at: place.appending(property.name))
        }
      case "required": rule.required = try strings(value, at: place)
      case "additionalProperties":
        guard let allows = value.bool else { throw JSONSchemaError(path: place, problem: "must be true or false") }
        rule.allowsOthers = allows
      case "items": rule.items = try compile(value, at: place)
      case "minItems", "maxItems", "minLength", "maxLength": _ = try count(value, at: place)
      case "minimum", "maximum":
        guard value.double != nil else { throw JSONSchemaError(path: place, problem: "must be a number") }
        if name == "minimum" { rule.minimum = value } else { rule.maximum = value }
      case _ where name.hasPrefix("x-"): break
      default:
        throw JSONSchemaError(
          path: place, problem: "the keyword `\(name)` is not supported",
          hint: Suggestion.hint(for: name, among: Self.keywords))
      }
    }
    rule.count = try range("minItems", "maxItems", of: members, at: path)
    rule.length = try range("minLength", "maxLength", of: members, at: path)
    rules[index] = rule
    return index
  }

  private static let keywords = [
    "type", "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "minLength", "maxLength",
    "minimum", "maximum", "enum", "const", "$ref", "$defs", "title", "description",
  ]

  private mutating func reference(_ value: JSON, at path: JSONPath) throws(JSONSchemaError) -> Int {
    guard let target = value.string else { throw JSONSchemaError(path: path, problem: "must be a string") }
    if target == "#" { return 0 }
    let prefix = "#/$defs/"
    guard target.hasPrefix(prefix) else {
      throw JSONSchemaError(
        path: path, problem: "`\(target)` is not supported", hint: "refer to `#/$defs/NAME` of the same schema")
    }
    return try definition(String(target.dropFirst(prefix.count)), at: path)
  }

  private mutating func definition(_ name: String, at path: JSONPath) throws(JSONSchemaError) -> Int {
    if let known = definitions[name] { return known }
    guard let schema = self.schema["$defs"]?[name] else {
      throw JSONSchemaError(
        path: path, problem: "`$defs` holds no `\(name)`",
        hint: Suggestion.hint(for: name, among: self.schema["$defs"]?.object?.names ?? []))
    }
    // The place is known before the definition is read, so that it may refer to itself.
    definitions[name] = rules.count
    return try compile(schema, at: JSONPath().appending("$defs").appending(name))
  }

  /// A reference that leads back to itself without going into the value would never end.
  private func refuseCircles() throws(JSONSchemaError) {
    for start in rules.indices {
      var index = start
      for _ in rules.indices {
        guard let next = rules[index].reference else { break }
        index = next
        if index == start { throw JSONSchemaError(path: JSONPath(), problem: "a `$ref` leads back to itself") }
      }
    }
  }

  private func types(_ value: JSON, at path: JSONPath) throws(JSONSchemaError) -> [JSONSchemaType] {
    let names = value.string.map { [JSON.string($0)] } ?? value.array ?? []
    guard !names.isEmpty else { throw JSONSchemaError(path: path, problem: "must be a type or an array of types") }
    var types: [JSONSchemaType] = []
    for name in names {
      guard let type = name.string.flatMap(JSONSchemaType.init(rawValue:)) else {
        throw JSONSchemaError(
          path: path, problem: "\(name.text) is no type",
          hint: "the types are null, boolean, integer, number, string, array and object")
      }
      types.append(type)
    }
    return types
  }

  private func strings(_ value: JSON, at path: JSONPath) throws(JSONSchemaError) -> [String] {
    let texts = value.array?.compactMap(\.string) ?? []
    guard let count = value.array?.count, count == texts.count else {
      throw JSONSchemaError(path: path, problem: "must be an array of strings")
    }
    return texts
  }

  private func count(_ value: JSON, at path: JSONPath) throws(JSONSchemaError) -> Int {
    guard let count = value.integer, count >= 0 else {
      throw JSONSchemaError(path: path, problem: "must be a whole number of at least 0")
    }
    return count
  }

  private func range(
    _ minimum: String, _ maximum: String, of members: JSON.Object, at path: JSONPath
  ) throws(JSONSchemaError) -> ClosedRange<Int>? {
    guard members[minimum] != nil || members[maximum] != nil else { return nil }
    let low = members[minimum]?.integer ?? 0
    let high = members[maximum]?.integer ?? .max
    guard low <= high else { throw JSONSchemaError(path: path, problem: "`\(minimum)` is above `\(maximum)`") }
    return low...high
  }
}
