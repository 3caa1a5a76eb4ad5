import ContentModel
import Providers

/// A prompt cache as Anthropic describes it: what ends at a mark is kept, and read by later prompts that begin the same.
///
/// Source: https://docs.claude.com/en/docs/build-with-claude/prompt-caching. From 1,024 tokens on; it is looked for at the
/// ends of the 20 blocks before the last mark. A token is taken as four characters. Nothing is forgotten while the simulator
/// runs: five minutes are not kept.
struct MessagesCache: Sendable {
  /// What of a prompt could be cached: the ends of its blocks.
  struct Blocks: Sendable {
    struct End: Sendable {
      /// Of everything up to here.
      var digest: UInt64
      var characters: Int
      var isMarked: Bool
    }

    private(set) var ends: [End] = []
    private var digest = FNV1a()
    private var characters = 0

    mutating func add(_ text: String, isMarked: Bool) {
      var text = text
      text.withUTF8 { bytes in
        for byte in bytes {
          digest.combine(byte)
          if byte & 0xC0 != 0x80 { characters += 1 }
        }
      }
      // Where one block ends and the next begins is a difference too.
      digest.combine(UInt8(0))
      ends.append(End(digest: digest.value, characters: characters, isMarked: isMarked))
    }
  }

  /// The tokens of a prompt by where they come from.
  struct Split: Hashable, Sendable {
    var fresh: Int
    var written: Int
    var read: Int
  }

  private static let least = 1024
  private static let lookBack = 20
  /// So many beginnings are remembered before all are forgotten: about 8 MB.
  private static let capacity = 500_000

  private var seen: Set<UInt64> = []

  /// Splits the tokens of a prompt, and keeps what it marks.
  ///
  /// - Parameter total: all its tokens, those of the tool's schema included.
  mutating func split(_ blocks: Blocks, total: Int) -> Split {
    guard let last = blocks.ends.lastIndex(where: \.isMarked) else { return Split(fresh: total, written: 0, read: 0) }
    let marked = min(total, TokenUsage.estimate(characters: blocks.ends[last].characters))
    guard marked >= Self.least else { return Split(fresh: total, written: 0, read: 0) }
    let first = max(0, last - Self.lookBack)
    let known = (first...last).reversed().first { seen.contains(blocks.ends[$0].digest) }
    let read = known.map { min(marked, TokenUsage.estimate(characters: blocks.ends[$0].characters)) } ?? 0
    if seen.count > Self.capacity { seen = [] }
    for end in blocks.ends where end.isMarked { seen.insert(end.digest) }
    return Split(fresh: total - marked, written: marked - read, read: read)
  }
}
