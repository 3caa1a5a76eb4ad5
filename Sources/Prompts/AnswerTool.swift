import ContentModel
import Formats

/// The one function that a model is made to call: which answer it stands for, and its strict schema.
enum AnswerTool {
  /// The longest name a kind may have, so that its longest tool, `create_<kind>_batch`, has 64 characters.
  static let longestKindName = 64 - "create__batch".utf8.count

  /// The tool for writing items: the lean item itself for one slot, an array of items with their slots for more.
  static func creation(kind: String, title: String, lean: JSON, slots: [String]) -> ToolDefinition {
    guard slots.count > 1 else {
      return ToolDefinition(name: "create_\(kind)", description: "Hands in the finished \(title).", parameters: lean)
    }
    return ToolDefinition(
      name: "create_\(kind)_batch",
      description: "Hands in the finished items (\(title)), one for each slot, each with the id of its slot.",
      parameters: batch("items", of: lean, slots: slots))
  }

  /// The tool for judging items: one judgement for one slot, an array of judgements with their slots for more.
  static func assessment(kind: String, title: String, slots: [String]) -> ToolDefinition {
    guard slots.count > 1 else {
      return ToolDefinition(
        name: "assess_\(kind)", description: "Hands in the judgement of the item (\(title)).", parameters: judgement)
    }
    return ToolDefinition(
      name: "assess_\(kind)_batch",
      description: "Hands in the judgements of the items (\(title)), one for each slot, each with the id of its slot.",
      parameters: batch("assessments", of: judgement, slots: slots))
  }

  private static let judgement: JSON = [
    "type": "object",
    "properties": [
      "status": ["type": "string", "enum": ["pass", "fail"]],
      "explanation": [
        "type": "string", "description": "Empty for pass. For fail: each fault, where it stands, and how to mend it.",
      ],
    ],
    "required": ["status", "explanation"],
    "additionalProperties": false,
  ]

  /// An object with one array of as many elements as there are slots, each element with the slot it is for.
  private static func batch(_ name: String, of element: JSON, slots: [String]) -> JSON {
    var properties = JSON.Object([
      (
        "slot",
        [
          "type": "string", "enum": .array(slots.map(JSON.string)),
          "description": "The id of the slot that this is for; each id exactly once.",
        ]
      )
    ])
    for (name, schema) in element["properties"]?.object?.members ?? [] { properties[name] = schema }
    let count = JSON.integer(slots.count)
    return [
      "type": "object",
      "properties": .object(
        JSON.Object([
          (
            name,
            [
              "type": "array", "minItems": count, "maxItems": count,
              "items": [
                "type": "object", "properties": .object(properties),
                "required": .array(properties.names.map(JSON.string)), "additionalProperties": false,
              ],
            ]
          )
        ])),
      "required": [.string(name)],
      "additionalProperties": false,
    ]
  }
}
