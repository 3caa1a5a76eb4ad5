import ContentModel
import Formats
import Workspace

/// The simulated provider's own record of its calls: the judge of what was sent, and of what it must have cost.
struct ProviderLog {
  struct Call {
    var id: String
    var tool: String
    var slots: [String]
    /// `tool_calls`, `length`, `http_503`; nil where it never answered.
    var outcome: String?
    var faults: [String] = []
    var usage = TokenUsage()
  }

  /// In the order in which they came in.
  private(set) var calls: [Call] = []

  init(path: String) throws {
    for line in try FilePath.readIfPresent(path)?.split(separator: UInt8(ascii: "\n")) ?? [] {
      let entry = try JSON.parse(Array(line))
      let id = entry["call"]?.string ?? ""
      if entry["event"] == "received" {
        let slots = entry["slots"]?.array?.compactMap(\.string) ?? []
        calls.append(Call(id: id, tool: entry["tool"]?.string ?? "", slots: slots))
      } else if let index = calls.firstIndex(where: { $0.id == id }) {
        calls[index].outcome = entry["outcome"]?.string
        calls[index].faults = entry["faults"]?.array?.compactMap(\.string) ?? []
        let usage = entry["usage"]
        calls[index].usage = TokenUsage(
          input: usage?["input"]?.integer ?? 0, cachedInput: usage?["cached_input"]?.integer ?? 0,
          output: usage?["output"]?.integer ?? 0)
      }
    }
  }

  /// What the calls cost by the price list of `FillBench`, in billionths: 0.35, 0.09 and 1.40 a million.
  var cost: Int64 {
    calls.reduce(0) { sum, call in
      let usage = call.usage
      return sum + Int64((usage.input - usage.cachedInput) * 350 + usage.cachedInput * 90 + usage.output * 1400)
    }
  }

  var usage: TokenUsage { calls.reduce(into: TokenUsage()) { $0 += $1.usage } }
}
