import ContentModel
import Formats
import World

/// An answer of the simulated model before it is put on the wire.
public struct SimulatedAnswer: Sendable {
  /// What the model says.
  public enum Outcome: Sendable {
    /// The arguments of the tool call, or the text of the answer, and whether they end early.
    case arguments([UInt8], cutOff: Bool)
    case refusal(String)
    case filtered
    /// No model is reached: an HTTP status with an error object.
    case error(status: Int, type: String, code: String, message: String, headers: [(String, String)])
  }

  public internal(set) var outcome: Outcome
  /// Whether only the first half of the body arrives.
  public internal(set) var isHalf = false
  /// What the call costs; nothing where no model was reached.
  public internal(set) var usage = TokenUsage()
  /// The faults that show, for the call log: the name, and the slot where it is one of a slot.
  public internal(set) var faults: [String] = []
  /// Where identifiers come from.
  var random = SeededGenerator(seed: 0)

  init(outcome: Outcome) { self.outcome = outcome }

  /// An HTTP status with an error object, in OpenAI's shape.
  public static func error(
    status: Int, type: String, code: String, message: String, headers: [(String, String)] = []
  ) -> SimulatedAnswer {
    SimulatedAnswer(outcome: .error(status: status, type: type, code: code, message: message, headers: headers))
  }

  /// The answer to what the model cannot make sense of.
  static func refused(_ problem: String) -> SimulatedAnswer {
    error(
      status: 400, type: "invalid_request_error", code: "simulation",
      message: "the simulated provider cannot answer: \(problem)")
  }

  /// Whether no model was reached.
  public var isError: Bool { if case .error = outcome { true } else { false } }

  /// The usage as the call log has it.
  public var usageEntry: JSON {
    [
      "input": .integer(usage.input), "cached_input": .integer(usage.cachedInput), "output": .integer(usage.output),
    ]
  }

  /// The tokens of the output: characters / 4, rounded up.
  var outputTokens: Int {
    switch outcome {
    case .arguments(let bytes, _): TokenUsage.estimate(characters: Self.characters(bytes))
    case .refusal(let text): TokenUsage.estimate(characters: text.unicodeScalars.count)
    case .filtered, .error: 0
    }
  }

  /// One word for the call log: the finish reason, `refusal` or `http_503`.
  public var name: String {
    switch outcome {
    case .arguments(_, let cutOff): cutOff ? "length" : "tool_calls"
    case .refusal: "refusal"
    case .filtered: "content_filter"
    case .error(let status, _, _, _, _): "http_\(status)"
    }
  }

  /// Ends the arguments where the output limit of the request is reached.
  mutating func limit(tokens: Int) {
    guard case .arguments(let bytes, _) = outcome, outputTokens > tokens else { return }
    outcome = .arguments(Self.prefix(bytes, characters: max(0, tokens) * 4), cutOff: true)
  }

  /// Ends the arguments at a random byte, moved back to the beginning of its character.
  mutating func cut(random: inout SeededGenerator) {
    guard case .arguments(let bytes, _) = outcome, bytes.count > 1 else { return }
    var end = Int.random(in: 1..<bytes.count, using: &random)
    while bytes[end] & 0xC0 == 0x80 { end -= 1 }
    outcome = .arguments(Array(bytes[..<end]), cutOff: true)
  }

  /// Takes a colon out of the arguments, so that they are no JSON any more.
  mutating func breakSyntax(random: inout SeededGenerator) {
    guard case .arguments(var bytes, let cutOff) = outcome else { return }
    let colons = bytes.indices.filter {
      $0 > 0 && bytes[$0] == UInt8(ascii: ":") && bytes[$0 - 1] == UInt8(ascii: "\"")
    }
    // The first one always separates a name from its value; a later one could stand inside a text.
    guard let first = colons.first, let chosen = colons.randomElement(using: &random) else { return }
    var broken = bytes
    broken[chosen] = UInt8(ascii: " ")
    if (try? JSON.parse(broken)) != nil {  // the colon stood inside a text: take the first one
      bytes[first] = UInt8(ascii: " ")
      broken = bytes
    }
    outcome = .arguments(broken, cutOff: cutOff)
  }

  private static func characters(_ bytes: [UInt8]) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }

  private static func prefix(_ bytes: [UInt8], characters: Int) -> [UInt8] {
    var rest = characters
    return Array(
      bytes.prefix { byte in
        if byte & 0xC0 == 0x80 { return true }
        rest -= 1
        return rest >= 0
      })
  }
}
