import Formats
import Foundation
import Testing

@testable import Quality

/// The rules as the library ships them, with schemas as the kinds have them.
enum Shipped {
  /// The folder of the library.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func settings(_ kind: String) throws -> RuleSettings {
    let file = "library/rules/\(kind).yaml"
    let yaml = try String(contentsOf: root.appending(path: file), encoding: .utf8)
    return try RuleSettings(yaml: yaml, file: file, kind: kind)
  }

  static func pipeline(_ kind: String) -> QualityPipeline {
    switch pipelines[kind] {
    case .success(let pipeline)?: return pipeline
    case let other: preconditionFailure("the shipped rules of \(kind) cannot be used: \(other.debugDescription)")
    }
  }

  private static let pipelines: [String: Result<QualityPipeline, any Error>] = [
    "gap_fill_exercise": Result {
      try QualityPipeline(settings: settings("gap_fill_exercise"), schema: JSON.parse(gapFillSchema))
    },
    "micro_lesson": Result {
      try QualityPipeline(settings: settings("micro_lesson"), schema: JSON.parse(lessonSchema))
    },
  ]

  private static let gapFillSchema = """
    {"type": "object", "additionalProperties": false, "required": ["text", "gaps"], "properties": {
      "text": {"type": "string"},
      "gaps": {"type": "array", "items": {
        "type": "object", "additionalProperties": false, "required": ["no", "correct", "distractors", "explanation"],
        "properties": {
          "no": {"type": "integer"}, "correct": {"type": "string", "minLength": 1},
          "explanation": {"type": "string", "minLength": 1},
          "distractors": {"type": "array", "minItems": 3, "maxItems": 3, "items": {"type": "string", "minLength": 1}}}}}}}
    """

  private static let lessonSchema = """
    {"type": "object", "additionalProperties": false, "required": ["title", "content", "difficulty", "questions"],
     "properties": {
      "title": {"type": "string"}, "content": {"type": "string"}, "difficulty": {"enum": ["intro", "easy", "medium", "hard"]},
      "questions": {"type": "array", "minItems": 3, "maxItems": 3, "items": {
        "type": "object", "additionalProperties": false, "required": ["prompt", "choices", "correctIndex", "explanation"],
        "properties": {
          "prompt": {"type": "string"}, "correctIndex": {"type": "integer", "minimum": 0, "maximum": 3}, "explanation": {"type": "string"},
          "choices": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "string", "minLength": 1}}}}}}}
    """
}

/// A pipeline of some settings, without a schema.
func pipeline(_ yaml: String, kind: String = "gap_fill_exercise") throws -> QualityPipeline {
  try QualityPipeline(settings: RuleSettings(yaml: yaml, file: "rules.yaml", kind: kind), schema: nil)
}
