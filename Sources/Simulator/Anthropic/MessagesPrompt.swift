import ContentModel
import Formats
import Providers

/// The blocks of a prompt in the order in which Anthropic caches them: tools, system, messages.
struct MessagesPrompt {
  private(set) var messages: [ChatMessage] = []
  private(set) var cacheable = MessagesCache.Blocks()

  /// Whether a block ends a part of the prompt that is to be cached.
  static func isMarked(_ block: JSON) -> Bool { block["cache_control"]?["type"]?.string == "ephemeral" }

  mutating func addBlock(_ text: String, isMarked: Bool) { cacheable.add(text, isMarked: isMarked) }

  mutating func addSystem(_ system: JSON?) throws(EndpointError) {
    switch system {
    case nil, .null: return
    case .string(let text):
      addBlock(text, isMarked: false)
      messages.append(ChatMessage(.system, text))
    case .array(let blocks):
      var texts: [String] = []
      for (index, block) in blocks.enumerated() {
        guard block["type"]?.string == "text", let text = block["text"]?.string else {
          throw .invalid("system.\(index): Input should be a block of type 'text'")
        }
        addBlock(text, isMarked: Self.isMarked(block))
        texts.append(text)
      }
      messages.append(ChatMessage(.system, texts.joined(separator: "\n")))
    default: throw .invalid("system: Input should be a valid string or list")
    }
  }

  mutating func addMessages(_ list: JSON?) throws(EndpointError) {
    guard let list = list?.array else { throw .missing("messages") }
    if list.isEmpty { throw .invalid("messages: at least one message is required") }
    for (index, message) in list.enumerated() {
      let author: ChatMessage.Author
      switch message["role"]?.string {
      case "user": author = .user
      case "assistant": author = .assistant
      default: throw .invalid("messages.\(index).role: Input should be 'user' or 'assistant'")
      }
      switch message["content"] {
      case .string(let text):
        if text.isEmpty { throw .invalid("messages.\(index): content must not be empty") }
        addBlock(text, isMarked: false)
        messages.append(ChatMessage(author, text))
      case .array(let blocks) where !blocks.isEmpty:
        var texts: [String] = []
        for (place, block) in blocks.enumerated() {
          let text = try Self.text(of: block, "messages.\(index).content.\(place)")
          addBlock(text, isMarked: Self.isMarked(block))
          texts.append(text)
        }
        messages.append(ChatMessage(author, texts.joined(separator: "\n")))
      default: throw .invalid("messages.\(index).content: Input should be a valid string or a list of blocks")
      }
    }
  }

  /// What a block says; one that is no text counts as nothing.
  private static func text(of block: JSON, _ place: String) throws(EndpointError) -> String {
    switch block["type"]?.string {
    case "text":
      guard let text = block["text"]?.string, !text.isEmpty else {
        throw .invalid("\(place): text content blocks must be non-empty")
      }
      return text
    case "tool_use": return block["input"]?.text ?? ""
    case "tool_result":
      if let text = block["content"]?.string { return text }
      return (block["content"]?.array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n")
    case "image", "document", "thinking", "redacted_thinking": return ""
    default:
      throw .invalid(
        "\(place).type: Input tag '\(block["type"]?.string ?? "")' does not match any of the expected tags")
    }
  }
}
