import Formats

/// The text of an answer's message.
enum MessageContent {
  /// The text, or nil where there is none.
  ///
  /// Some servers send a list of parts, of which those of the type `text` count. What a reasoning model has thought, and a
  /// server has left in the text, goes: it may hold drafts that look like the answer.
  static func read(_ content: JSON?) -> String? {
    let text: String
    switch content {
    case .string(let string)?: text = string
    case .array(let parts)?:
      text = parts.filter { $0["type"]?.string ?? "text" == "text" }.compactMap { $0["text"]?.string }.joined()
    default: return nil
    }
    let answer = withoutThoughts(text)
    return answer.isEmpty ? nil : answer
  }

  /// The text after the model's thoughts. Chat templates often write the opening `<think>` into the prompt, so that only the
  /// closing one is seen; thoughts that were cut off leave nothing.
  private static func withoutThoughts(_ text: String) -> String {
    if let end = text.firstRange(of: "</think>") { return String(text[end.upperBound...].drop(while: \.isWhitespace)) }
    return text.drop(while: \.isWhitespace).hasPrefix("<think>") ? "" : text
  }
}
