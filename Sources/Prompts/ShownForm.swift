import Formats

/// How a person sees an item of a kind, as `shown` of `kind.yaml` says: its texts, its questions as a learner meets them, and
/// what is told afterwards. Whatever it does not name is shown by its name.
public struct ShownForm: Hashable, Sendable {
  /// Properties of the body that are read first, in order.
  public var texts: [String] = []
  /// The property of the body that holds a list of questions, or nil.
  public var questions: String?
  /// Of a question: the number of the gap `[n]` of the texts that it belongs to.
  public var number: String?
  /// Of a question: what is asked.
  public var prompt: String?
  /// Of a question: the right answer; a text, or the place of one among the options, counted from 0.
  public var answer: String?
  /// Of a question: what there is to choose from. Where the answer is a text it comes on top.
  public var options: String?
  /// Of a question: why the answer is right.
  public var explanation: String?

  public init() {}

  static let keys = ["text", "questions", "number", "prompt", "answer", "options", "explanation"]

  /// Reads `shown` of a kind, every name of it being one of the schema's.
  init(_ node: YAMLNode, schema: JSON) throws(KindError) {
    let keys = try node.values("shown", known: Self.keys)
    let body = schema["properties"] ?? [:]
    func name(_ key: String, in properties: JSON) throws(KindError) -> String? {
      guard let node = keys[key] else { return nil }
      return try Self.name(node, key, in: properties)
    }
    if let node = keys["text"] {
      if case .sequence(let elements) = node.content {
        for element in elements { texts.append(try Self.name(element, "text", in: body)) }
      } else {
        texts = [try Self.name(node, "text", in: body)]
      }
    }
    questions = try name("questions", in: body)
    guard let questions else {
      // Their names would be read as the body's.
      if let stray = Self.keys.dropFirst(2).compactMap({ keys[$0] }).first {
        throw stray.fault("`shown` names parts of questions, but no questions", hint: "add `questions: …`")
      }
      return
    }
    guard let question = body[questions]?["items"]?["properties"] else {
      throw (keys["questions"] ?? node).fault("`\(questions)` is no list of objects in schema.json")
    }
    number = try name("number", in: question)
    prompt = try name("prompt", in: question)
    answer = try name("answer", in: question)
    options = try name("options", in: question)
    explanation = try name("explanation", in: question)
  }

  private static func name(_ node: YAMLNode, _ key: String, in properties: JSON) throws(KindError) -> String {
    let name = try node.text(key)
    let known = properties.object?.names ?? []
    if known.contains(name) { return name }
    throw node.fault(
      "`\(name)` is no property in schema.json",
      hint: Suggestion.hint(for: name, among: known) ?? "known here: " + known.joined(separator: ", "))
  }
}
