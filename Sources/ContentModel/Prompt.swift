import Formats

/// One message of a conversation with a model.
public struct ChatMessage: Hashable, Sendable {
  /// Who speaks.
  public enum Author: String, Hashable, Sendable { case system, user, assistant }

  public var author: Author
  public var content: String

  public init(_ author: Author, _ content: String) {
    self.author = author
    self.content = content
  }
}

/// The one function a model is made to call, by which its answer gets a schema.
public struct ToolDefinition: Hashable, Sendable {
  /// `[A-Za-z0-9_-]{1,64}`: `create_gap_fill_exercise_batch`.
  public var name: String
  public var description: String
  /// A JSON Schema in the strict subset: `additionalProperties: false`, every property required.
  public var parameters: JSON

  public init(name: String, description: String, parameters: JSON) {
    self.name = name
    self.description = description
    self.parameters = parameters
  }
}

/// Everything a model is sent for one call, but for the settings of the provider.
public struct Prompt: Hashable, Sendable {
  /// Static text first, variable text last, so that provider prompt caches work.
  public var messages: [ChatMessage]
  public var tool: ToolDefinition
  /// The digest of the kind's templates and schema that it was made from, in hexadecimal.
  public var hash: String

  public init(messages: [ChatMessage], tool: ToolDefinition, hash: String) {
    self.messages = messages
    self.tool = tool
    self.hash = hash
  }

  /// Estimated input tokens of the messages, without the tool's schema: characters / 4, rounded up.
  public var estimatedTokens: Int {
    TokenUsage.estimate(characters: messages.reduce(0) { $0 + $1.content.count })
  }
}
