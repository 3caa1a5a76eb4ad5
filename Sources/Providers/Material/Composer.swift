import Formats
import World

/// What an item is wanted for: one slot of a call, as the simulated provider reads it from the prompt.
public struct SimulatedSlot: Hashable, Sendable {
  /// The slot's identifier within the call: `s1`.
  public var slot: String
  public var section: String
  /// The section's level, or the empty string.
  public var level: String
  public var topic: String?
  public var theme: String?
  /// The slot's `options`.
  public var options: JSON.Object

  public init(
    slot: String = "s1", section: String, level: String = "", topic: String? = nil, theme: String? = nil,
    options: JSON.Object = JSON.Object()
  ) {
    self.slot = slot
    self.section = section
    self.level = level
    self.topic = topic
    self.theme = theme
    self.options = options
  }
}

/// A way to make bodies from a kind's material. Which one is used is said by the material's files, in their member `use`.
protocol Composer: Sendable {
  /// Reads the files that name this composer.
  /// - Parameter openers: what the `openers` files of the kind hold.
  init(_ files: [MaterialNode], openers: Openers) throws(MaterialError)

  /// A body for a slot, or nil where no material fits.
  /// - Parameters:
  ///   - used: what has been composed in this process; what this call composes is added.
  ///   - random: the same numbers and the same `used` give the same body.
  func compose(_ slot: SimulatedSlot, used: inout UsedMaterial, random: inout SeededGenerator) -> JSON?
}

/// The composers by the name that material gives them: the one list to add to.
let composers: [String: any Composer.Type] = [
  "numbered_sentences": NumberedSentences.self,
  "pick": Pick.self,
]

/// What has been composed from a kind's material in this process, so that nothing is composed twice while there is a choice.
public struct UsedMaterial: Sendable {
  /// Digests of combinations: whole bodies, and pairs of sentences that stood together.
  var combinations: Set<UInt64> = []
  /// By section: what `numbered_sentences` has told.
  var told: [String: [Told]] = [:]
  /// How often each entry of `pick` has been used, by its place in the material.
  var entries: [Int: Int] = [:]

  public init() {}
}

/// What a body was made of, as far as it decides how alike two bodies are.
struct Told: Sendable {
  /// The frames, a bit each.
  var frames: UInt64
  /// Digests of the answers, where variables stand for stems, in ascending order.
  var forms: [UInt64]
}
