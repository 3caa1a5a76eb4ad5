import Formats
import World

/// Makes a value that satisfies a JSON Schema, for requests of clients that the simulator knows nothing of.
///
/// It reads what strict schemas are made of: types, `enum`, `const`, `properties`, `items`, bounds, `anyOf`, `oneOf`,
/// `allOf`, `$ref` into the document, and common formats. `pattern` and `not` are not looked at.
struct SchemaSample {
  private let root: JSON
  private var random: SeededGenerator

  /// Below this depth only what must be there is made, so that schemas that contain themselves come to an end.
  private static let plenty = 6
  /// Below this depth nothing is made any more.
  private static let bottom = 40

  static func value(for schema: JSON, random: inout SeededGenerator) -> JSON {
    var sample = SchemaSample(root: schema, random: random)
    defer { random = sample.random }
    return sample.value(schema, depth: 0)
  }

  private init(root: JSON, random: SeededGenerator) {
    self.root = root
    self.random = random
  }

  private mutating func value(_ given: JSON, depth: Int) -> JSON {
    guard depth < Self.bottom else { return .null }
    let schema = resolved(given)
    if let constant = schema["const"] { return constant }
    if let choice = schema["enum"]?.array?.randomElement(using: &random) { return choice }
    if let parts = schema["allOf"]?.array {
      return value(parts.reduce(schema.without("allOf")) { Self.merged($0, resolved($1)) }, depth: depth + 1)
    }
    for name in ["anyOf", "oneOf"] {
      if let choices = schema[name]?.array, let first = choices.first {
        // Deep down the shortest way out is taken, which `null` is where it is allowed.
        let choice = depth < Self.plenty ? first : choices.first { $0["type"]?.string == "null" } ?? first
        return value(Self.merged(schema.without(name), resolved(choice)), depth: depth + 1)
      }
    }
    switch type(of: schema, depth: depth) {
    case "object": return object(schema, depth: depth)
    case "array": return array(schema, depth: depth)
    case "integer", "number": return number(schema)
    case "boolean": return .bool(Bool.random(using: &random))
    case "null": return .null
    default: return .string(text(schema))
    }
  }

  private func type(of schema: JSON, depth: Int) -> String {
    if let one = schema["type"]?.string { return one }
    if let several = schema["type"]?.array?.compactMap(\.string), let first = several.first {
      if depth >= Self.plenty, several.contains("null") { return "null" }
      return several.first { $0 != "null" } ?? first
    }
    if schema["properties"] != nil { return "object" }
    return schema["items"] != nil ? "array" : "string"
  }

  private mutating func object(_ schema: JSON, depth: Int) -> JSON {
    let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
    var object = JSON.Object()
    for (name, part) in schema["properties"]?.object?.members ?? []
    where depth < Self.plenty || required.contains(name) {
      object[name] = value(part, depth: depth + 1)
    }
    for name in schema["required"]?.array?.compactMap(\.string) ?? [] where object[name] == nil {
      object[name] = .string(word())
    }
    return .object(object)
  }

  private mutating func array(_ schema: JSON, depth: Int) -> JSON {
    let least = schema["minItems"]?.integer ?? 0
    let most = schema["maxItems"]?.integer ?? max(least, 2)
    let count = depth < Self.plenty ? min(most, max(least, 1)) : least
    let items = schema["items"] ?? ["type": "string"]
    var elements: [JSON] = []
    // Names of a list, such as slots, come once each.
    let names = resolved(items)["properties"]?["slot"]?["enum"]?.array
    for index in 0..<min(count, 10_000) {
      var element = value(items, depth: depth + 1)
      if let names, index < names.count, case .object(var members) = element {
        members["slot"] = names[index]
        element = .object(members)
      }
      if schema["uniqueItems"]?.bool == true, elements.contains(element), case .string(let text) = element {
        element = .string("\(text) \(index + 1)")
      }
      elements.append(element)
    }
    return .array(elements)
  }

  private mutating func number(_ schema: JSON) -> JSON {
    let step = schema["multipleOf"]?.double.flatMap { $0 > 0 ? $0 : nil }
    var least = schema["minimum"]?.double
    var most = schema["maximum"]?.double
    let isWhole = schema["type"]?.string != "number"
    if let bound = schema["exclusiveMinimum"]?.double { least = max(least ?? bound, bound + (isWhole ? 1 : 0.001)) }
    if let bound = schema["exclusiveMaximum"]?.double { most = min(most ?? bound, bound - (isWhole ? 1 : 0.001)) }
    let low = least ?? min(0, most ?? 0)
    let high = max(low, most ?? low + 100)
    if let step {
      let first = (low / step).rounded(.up) * step
      return isWhole && abs(first) < 1e15 ? .integer(Int(first)) : .double(first)
    }
    guard abs(low) < 1e15, abs(high) < 1e15 else { return .double(low) }
    let from = Int(low.rounded(.up))
    let to = Int(high.rounded(.down))
    // Between two bounds that are close there may be no whole number.
    return from <= to ? .integer(Int.random(in: from...to, using: &random)) : .double((low + high) / 2)
  }

  private mutating func text(_ schema: JSON) -> String {
    switch schema["format"]?.string {
    case "date-time": return "2026-01-15T09:30:00Z"
    case "date": return "2026-01-15"
    case "time": return "09:30:00Z"
    case "duration": return "PT15M"
    case "email": return "someone@example.com"
    case "hostname": return "example.com"
    case "uri", "url": return "https://example.com/simulated"
    case "uuid": return "3f2b8c1e-5d47-4a90-8b6f-0c9e7d1a2b34"
    case "ipv4": return "192.0.2.1"
    case "ipv6": return "2001:db8::1"
    default: break
    }
    let least = schema["minLength"]?.integer ?? 0
    let most = schema["maxLength"]?.integer ?? .max
    var text = "simulated \(word())"
    while text.unicodeScalars.count < least, least <= 100_000 { text += " \(word())" }
    return text.unicodeScalars.count <= most ? text : String(text.unicodeScalars.prefix(max(0, most)))
  }

  private mutating func word() -> String { Self.words.randomElement(using: &random) ?? "text" }

  private static let words = ["text", "answer", "value", "sentence", "example", "note", "line", "entry"]

  /// A schema that only points elsewhere in the document, followed.
  private func resolved(_ schema: JSON) -> JSON {
    var schema = schema
    for _ in 0..<20 {
      guard let reference = schema["$ref"]?.string, reference.hasPrefix("#") else { return schema }
      var target: JSON? = root
      for step in reference.dropFirst().split(separator: "/") { target = target?[String(step)] }
      schema = Self.merged(schema.without("$ref"), target ?? ["type": "string"])
    }
    return ["type": "string"]
  }

  /// Both schemas at once: properties and required names of both, else the second's members.
  private static func merged(_ left: JSON, _ right: JSON) -> JSON {
    guard var object = left.object else { return right }
    for (name, value) in right.object?.members ?? [] {
      switch (name, object[name], value) {
      case ("properties", .object(var properties), .object(let more)):
        for (name, value) in more.members { properties[name] = value }
        object[name] = .object(properties)
      case ("required", .array(let names), .array(let more)): object[name] = .array(names + more)
      default: object[name] = value
      }
    }
    return .object(object)
  }
}

extension JSON {
  /// The object without a member.
  fileprivate func without(_ name: String) -> JSON {
    guard var object else { return self }
    object[name] = nil
    return .object(object)
  }
}
