import ContentModel
import Formats

extension Prompt {
  /// Estimated input tokens of the tool: its schema, characters / 4, rounded up.
  var toolTokens: Int { TokenUsage.estimate(characters: tool.parameters.text.unicodeScalars.count) }

  /// Estimated input tokens of the call: messages and tool.
  var inputTokens: Int {
    TokenUsage.estimate(
      characters: messages.reduce(tool.parameters.text.unicodeScalars.count) { $0 + $1.content.unicodeScalars.count })
  }
}
