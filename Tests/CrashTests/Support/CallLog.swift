import Formats
import Foundation

/// The provider's own record of its calls: the judge.
struct CallLog {
  /// The calls that reached the provider, in order.
  var received: [(call: String, time: Date)] = []
  /// What it answered: `tool_calls`, `length`, `http_503`, by call.
  var answered: [String: String] = [:]
  /// The tokens of calls that were paid, by call.
  var paid: [String: Usage] = [:]
  /// Those of them whose answer said how many tokens they were.
  var reported: [String: Usage] = [:]

  struct Usage: Hashable {
    var input: Int
    var cachedInput: Int
    var output: Int

    /// By the prices of the tests, in billionths.
    var cost: Int64 { Int64((input - cachedInput) * 350 + cachedInput * 90 + output * 1400) }
  }

  /// Reads a log; a last line without its end is left out.
  ///
  /// An endpoint numbers its calls, and knows them by the client's names too: those count.
  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    var names: [String: String] = [:]
    for line in Self.lines(of: data) {
      let entry = try JSON.parse(Array(line))
      guard let number = entry["call"]?.string else { continue }
      switch entry["event"]?.string {
      case "received":
        names[number] = entry["client_request_id"]?.string ?? number
        received.append((names[number] ?? number, entry["time"]?.string.flatMap(format.date) ?? .distantPast))
      // An answer that did not arrive was answered before that.
      case "aborted": break
      default:
        let call = names[number] ?? number
        answered[call] = entry["outcome"]?.string ?? ""
        let usage = entry["usage"]
        if let output = usage?["output"]?.integer, output > 0 {
          let tokens = Usage(
            input: usage?["input"]?.integer ?? 0, cachedInput: usage?["cached_input"]?.integer ?? 0, output: output)
          paid[call] = tokens
          if entry["faults"]?.array?.contains("missing_usage") != true { reported[call] = tokens }
        }
      }
    }
  }

  /// The lines that are there whole: an endpoint may be writing the next.
  static func lines(of data: Data) -> [Data] {
    guard let end = data.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
    return data[..<end].split(separator: UInt8(ascii: "\n"))
  }

  var calls: Set<String> { Set(received.map(\.call)) }
}
