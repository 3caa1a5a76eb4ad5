import ContentModel
import Formats

/// SplitMix64, so that a failure can be repeated from its seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}

/// Random schemas, and random bodies that fit them.
struct RandomContent {
  var random: SplitMix

  init(seed: UInt64) { random = SplitMix(state: seed) }

  static let names = [
    "text", "gaps", "member", "value", "item", "a b", "_x0041_", "xmlName", "größe", "语", "1st", "a-b.c", "x:y", "kind",
    "empty", "type", "name", "",
  ]
  static let pieces = [
    "Morgens", " ", "\n", "\r\n", "\t", "<", "&", "]]>", "\"", "'", "ä", "😀", "语言", "\\", "\u{7F}", "\u{85}",
    "\u{2028}", "null", "1", "e\u{301}",
  ]

  mutating func text() -> String {
    (0..<random.number(0...5)).map { _ in Self.pieces[random.number(0...(Self.pieces.count - 1))] }.joined()
  }

  mutating func objectSchema(depth: Int, isRoot: Bool = false) -> JSON {
    let names = Self.names.shuffled(using: &random).prefix(random.number(isRoot ? 1...6 : 0...4))
    var properties = JSON.Object()
    for name in names { properties[name] = schema(depth: depth - 1) }
    var schema = JSON.Object([("type", "object"), ("properties", .object(properties))])
    schema["required"] = .array(names.filter { _ in random.chance(60) }.map { .string($0) })
    if random.chance(70) { schema["additionalProperties"] = false }
    return .object(schema)
  }

  mutating func schema(depth: Int) -> JSON {
    let isNullable = random.chance(20)
    func typed(_ type: String) -> JSON { isNullable ? [.string(type), "null"] : .string(type) }
    switch random.number(depth > 0 ? 0...9 : 0...5) {
    case 0, 1: return ["type": typed("string")]
    case 2: return ["type": typed("integer"), "minimum": -5, "maximum": 1000]
    case 3: return ["type": typed("number")]
    case 4: return ["type": typed("boolean")]
    case 5: return random.chance(50) ? ["enum": ["a", "b <c>", ""]] : ["description": "anything"]
    case 6, 7:
      var schema = objectSchema(depth: depth)
      schema["type"] = typed("object")
      return schema
    default:
      let least = random.number(0...2)
      return [
        "type": typed("array"), "items": schema(depth: depth - 1), "minItems": .integer(least),
        "maxItems": .integer(least + random.number(0...3)),
      ]
    }
  }

  mutating func value(_ schema: JSON) -> JSON {
    var type = schema["type"]?.string
    if let types = schema["type"]?.array {
      if random.chance(30) { return .null }
      type = types[0].string
    }
    switch type {
    case "string": return .string(text())
    case "integer": return .integer(random.number(-5...1000))
    case "number":
      let spellings = ["0", "-0", "1.50", "1e5", "-2.5E-3", "12345678901234567890", "0.1"]
      return .number(spellings[random.number(0...(spellings.count - 1))])
    case "boolean": return .bool(random.chance(50))
    case "object":
      let required = schema["required"]?.array ?? []
      var members: [(String, JSON)] = []
      for (name, schema) in schema["properties"]?.object?.members ?? [] {
        if required.contains(.string(name)) || random.chance(50) { members.append((name, value(schema))) }
      }
      if schema["additionalProperties"] != false, random.chance(50) { members.append(("more <1>", anything(depth: 3))) }
      return .object(JSON.Object(members.shuffled(using: &random)))
    case "array":
      let range = (schema["minItems"]?.integer ?? 0)...(schema["maxItems"]?.integer ?? 3)
      return .array((0..<random.number(range)).map { _ in value(schema["items"] ?? [:]) })
    default:
      if let values = schema["enum"]?.array { return values[random.number(0...(values.count - 1))] }
      return anything(depth: 3)
    }
  }

  mutating func anything(depth: Int) -> JSON {
    switch random.number(depth > 0 ? 0...6 : 0...4) {
    case 0: return .null
    case 1: return .bool(random.chance(50))
    case 2: return .integer(random.number(-99...99))
    case 3, 4: return .string(text())
    case 5: return .array((0..<random.number(0...3)).map { _ in anything(depth: depth - 1) })
    default:
      let names = Self.names.shuffled(using: &random).prefix(random.number(0...3))
      return .object(JSON.Object(names.map { ($0, anything(depth: depth - 1)) }))
    }
  }
}
