import Formats
import Foundation

/// The simulated provider's own record of its calls: the judge.
struct CallLog {
  /// The calls that reached the provider, in order.
  var received: [(call: String, time: Date)] = []
  /// What it answered: `tool_calls`, `length`, `http_503`, by call.
  var answered: [String: String] = [:]

  /// Reads a log; a last line without its end is left out.
  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    for line in data.split(separator: UInt8(ascii: "\n")) {
      let entry = try JSON.parse(Array(line))
      guard let call = entry["call"]?.string else { continue }
      if entry["event"]?.string == "received" {
        received.append((call, entry["time"]?.string.flatMap(format.date) ?? .distantPast))
      } else {
        answered[call] = entry["outcome"]?.string ?? ""
      }
    }
  }

  var calls: Set<String> { Set(received.map(\.call)) }
}
