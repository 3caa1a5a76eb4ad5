import ContentModel
import Formats
import Interchange

/// Items and kinds that several tests use.
enum Samples {
  static func uuid(_ number: Int) -> ItemUUID {
    var low = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    return .version7(milliseconds: 1_790_000_000_000 + Int64(number)) {
      low = low &* 6_364_136_223_846_793_005 &+ 1
      return low
    }
  }

  /// The body of a gap-fill exercise, as its kind has it.
  static let exercise = bytes(
    #"{"text":"[1] trinke ich Tee & lese „Die <Zeit>“.","gaps":[{"no":1,"correct":"Morgens","#
      + #""distractors":["Ich","Oft","Deshalb"],"explanation":"Die Zeit \"steht\" vorn."}]}"#)

  static let lesson = bytes(
    #"{"title":"What an average hides","content":"Two lakes …\nOne is deep.","difficulty":"easy","#
      + #""questions":[{"prompt":"Which?","choices":["a","b","c","d"],"correctIndex":2,"explanation":"Because."}]}"#)

  static let items = [
    ExportedItem(
      uuid: uuid(1), kind: "gap_fill_exercise", level: "A2",
      key: Key(section: "passiv", topic: "freizeit_10_wochenende", language: "de"), version: 1, body: exercise),
    ExportedItem(
      uuid: uuid(2), kind: "micro_lesson", key: Key(section: "statistics_basics", sku: "app \"one\"", language: "en"),
      version: 12, body: lesson),
  ]

  static let production = ExportHeader(publishEvent: 41, mode: "production")
  static let rehearsal = ExportHeader(publishEvent: 7, mode: "rehearsal")

  /// Schemas like those of the two kinds, smaller.
  static func kinds() throws -> [KindSchema] {
    [
      try KindSchema(
        name: "gap_fill_exercise",
        body: JSON.parse(
          #"""
          {"title": "Gap-fill exercise", "type": "object", "additionalProperties": false, "required": ["text", "gaps"],
           "properties": {
            "text": {"type": "string", "minLength": 1, "description": "The text with its gaps."},
            "gaps": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/gap"}}},
           "$defs": {"gap": {"type": "object", "additionalProperties": false,
            "required": ["no", "correct", "distractors", "explanation"],
            "properties": {"no": {"type": "integer", "minimum": 1}, "correct": {"type": "string"},
             "distractors": {"type": "array", "minItems": 3, "maxItems": 3, "items": {"type": "string"}},
             "explanation": {"type": "string"}}}}}
          """#)),
      try KindSchema(
        name: "micro_lesson",
        body: JSON.parse(
          #"""
          {"type": "object", "additionalProperties": false,
           "required": ["title", "content", "difficulty", "questions"],
           "properties": {
            "title": {"type": "string"}, "content": {"type": "string"},
            "difficulty": {"enum": ["intro", "easy", "medium", "hard"]},
            "questions": {"type": "array", "items": {"type": "object", "additionalProperties": false,
             "required": ["prompt", "choices", "correctIndex", "explanation"],
             "properties": {"prompt": {"type": "string"},
              "choices": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "string"}},
              "correctIndex": {"type": "integer", "minimum": 0, "maximum": 3},
              "explanation": {"type": "string", "maxLength": 280}}}}}}
          """#)),
    ]
  }

  static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// Everything that an encoder makes of some items.
  static func encode(
    _ encoder: some ItemEncoder, _ header: ExportHeader = production, _ items: [ExportedItem] = items
  ) throws -> String {
    var encoder = encoder
    var output: [UInt8] = []
    encoder.begin(header, to: &output)
    for item in items { try encoder.append(item, to: &output) }
    encoder.end(to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
