import ContentModel

/// A provider's prompt cache as OpenAI describes it: the longest beginning of a prompt that was seen before, in blocks of
/// 128 tokens, from 1,024 tokens on.
///
/// Source: https://platform.openai.com/docs/guides/prompt-caching. A token is taken as four characters.
struct SimulatedPromptCache: Sendable {
  /// The text of a prompt, measured once.
  struct Measure: Sendable {
    /// All its tokens.
    var tokens: Int
    /// A digest of the whole text.
    var digest: UInt64
    /// Digests of its beginnings: of 1,024 tokens, 1,152 tokens and so on.
    var beginnings: [UInt64]
  }

  private static let block = 128
  private static let least = 1024
  /// So many beginnings are remembered before all are forgotten: about 8 MB.
  private static let capacity = 500_000

  private var seen: Set<UInt64> = []

  /// Measures a prompt: the tool comes first, as providers put it, then the messages. Linear, in UTF-8 and without copies.
  static func measure(_ prompt: Prompt, schema: [UInt8]) -> Measure {
    var digest = FNV1a()
    var beginnings: [UInt64] = []
    var characters = 0
    /// How many characters there are at the end of the next beginning.
    var next = least * 4
    func add(_ bytes: UnsafeBufferPointer<UInt8>) {
      for byte in bytes {
        // A character begins at every byte that continues none.
        if byte & 0xC0 != 0x80 {
          if characters == next {
            beginnings.append(digest.value)
            next += block * 4
          }
          characters &+= 1
        }
        digest.combine(byte)
      }
    }
    for var text in [prompt.tool.name, prompt.tool.description] { text.withUTF8(add) }
    schema.withUnsafeBufferPointer(add)
    for var message in prompt.messages { message.content.withUTF8(add) }
    return Measure(tokens: TokenUsage.estimate(characters: characters), digest: digest.value, beginnings: beginnings)
  }

  /// The tokens of a prompt that come from the cache; the prompt is in the cache from now on.
  mutating func cachedTokens(_ measure: Measure) -> Int {
    let known = measure.beginnings.lastIndex { seen.contains($0) }
    if seen.count > Self.capacity { seen.removeAll() }
    seen.formUnion(measure.beginnings)
    return known.map { Self.least + $0 * Self.block } ?? 0
  }
}
