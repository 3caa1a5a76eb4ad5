import Formats
import Foundation

/// What an endpoint's log says of batch jobs: the judge.
struct BatchLog {
  /// How often a job was created, by the intent that came along.
  var created: [String: Int] = [:]
  /// How often a line was answered, by its `custom_id`.
  var lines: [String: Int] = [:]
  /// The cost of each line that was paid, in billionths, at half the prices of the tests.
  var cost: [String: Int64] = [:]

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    for text in CallLog.lines(of: data) {
      let entry = try JSON.parse(Array(text))
      switch entry["event"]?.string {
      case "batch_created": created[entry["metadata"]?["libtool_intent"]?.string ?? "none", default: 0] += 1
      case "line":
        let name = entry["custom_id"]?.string ?? "none"
        lines[name, default: 0] += 1
        let usage = entry["usage"]
        guard let output = usage?["output"]?.integer, output > 0 else { continue }
        let (input, cached) = (usage?["input"]?.integer ?? 0, usage?["cached_input"]?.integer ?? 0)
        cost[name] = Int64((input - cached) * 175 + cached * 45 + output * 700)
      default: break
      }
    }
  }
}
