import Formats

extension SchemaWriter {
  /// The JSON Schema (draft 2020-12) of a JSON export; a line of JSON Lines is its `#/$defs/anyItem`.
  ///
  /// Each kind's own schema stands in `$defs` under the kind's name. Objects of the export's own may get further
  /// members later, so they are left open; a body is as closed as its kind says.
  public static func jsonSchema(kinds: [KindSchema]) -> JSON {
    var definitions = JSON.Object([("anyItem", anyItem(kinds))])
    for kind in sorted(kinds) { definitions[kind.name] = body(of: kind) }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Content library",
      "description": "What libtool export writes: the active items of a library at one publish event.",
      "type": "object",
      "required": ["schema_version", "publish_event", "mode", "items"],
      "properties": [
        "schema_version": ["description": "The version of this format.", "type": "integer", "minimum": 1],
        "publish_event": [
          "description": "The publish event whose state this is; 0 before the first.", "type": "integer", "minimum": 0,
        ],
        "mode": mode("The mode of the library. What a rehearsal exports may be simulated text."),
        "items": ["type": "array", "items": ["$ref": "#/$defs/anyItem"]],
      ],
      "$defs": .object(definitions),
    ]
  }

  private static func mode(_ description: String) -> JSON {
    ["description": .string(description), "type": "string", "enum": ["production", "rehearsal"]]
  }

  private static func anyItem(_ kinds: [KindSchema]) -> JSON {
    let bodies = sorted(kinds).map { kind -> JSON in
      [
        "if": ["properties": ["kind": ["const": .string(kind.name)]]],
        "then": ["properties": ["body": ["$ref": .string("#/$defs/\(kind.name)")]]],
      ]
    }
    let names = sorted(kinds).map { JSON.string($0.name) }
    return [
      "title": "Item",
      "description": "One active item: what it is filed under, and its body as its kind says.",
      "type": "object",
      "required": ["uuid", "kind", "level", "section", "topic", "sku", "language", "version", "body"],
      "properties": [
        "uuid": [
          "description": "Never changes.", "type": "string",
          "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        ],
        "kind": ["description": "What the item is; decides the form of its body.", "enum": .array(names)],
        "level": ["description": "The level of its section, or the empty string.", "type": "string"],
        "section": ["type": "string", "minLength": 1],
        "topic": ["description": "null where the item has none.", "type": ["string", "null"], "minLength": 1],
        "sku": ["description": "null where the item has none.", "type": ["string", "null"], "minLength": 1],
        "language": ["description": "A BCP 47 tag.", "type": "string", "minLength": 1],
        "version": ["description": "The number of the active version.", "type": "integer", "minimum": 1],
        "mode": mode("Stands on each line of JSON Lines in a rehearsal."),
        "body": ["type": "object"],
      ],
      // Why not oneOf: a validator could not say which part of which kind is broken.
      "allOf": .array(bodies),
    ]
  }

  /// A kind's schema as a definition: what only a document's root may say is left out, and so are the notes to the
  /// program (`x-…`); references into itself lead to its new place.
  private static func body(of kind: KindSchema) -> JSON {
    guard case .object(var members) = moved(kind.body, under: "#/$defs/\(kind.name)") else { return kind.body }
    members["$schema"] = nil
    members["$id"] = nil
    return .object(members)
  }

  private static func moved(_ schema: JSON, under place: String, isProperties: Bool = false) -> JSON {
    switch schema {
    case .array(let elements): return .array(elements.map { moved($0, under: place) })
    case .object(let object):
      return .object(
        JSON.Object(
          object.members.filter { !$0.name.hasPrefix("x-") || isProperties }.map { name, value in
            if name == "$ref", let reference = value.string, reference.hasPrefix("#") {
              return (name, .string(place + reference.dropFirst()))
            }
            return (name, moved(value, under: place, isProperties: name == "properties" && !isProperties))
          }))
    default: return schema
    }
  }
}
