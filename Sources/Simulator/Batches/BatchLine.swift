import ContentModel
import Formats
import WebServer
import World

/// A line of a batch job on its way to a line of its results.
struct BatchLine {
  /// Which file the line goes to; `none` is a line that is lost.
  enum Target { case output, errors, none }

  var name: String
  var target: Target
  /// One line, or two where it is repeated or another one comes along, each with its end.
  var text: [UInt8]
  var ending: SimulatorCall.Ending
  var isFailed: Bool

  /// Answers a line.
  init(_ bytes: [UInt8], dialect: Dialect, fault: LineFault?, random: inout SeededGenerator, _ simulator: Simulator) {
    // The input was validated: what cannot be read now was changed since, and is answered as nonsense.
    let line = (try? JSON.parse(bytes)) ?? .null
    name = line["custom_id"]?.string ?? ""
    switch fault {
    case .error: ending = Self.refused(Self.serverError, dialect)
    case .requestTimeout: ending = Self.refused(Self.timeout, dialect)
    default: ending = Self.answer(line, bytes, dialect, simulator)
    }
    if let fault { ending.faults.insert("line.\(fault.rawValue)", at: 0) }
    let isGood = (200..<300).contains(ending.response.status)
    isFailed = !isGood || fault == .noAnswer
    target = isGood ? .output : .errors
    var id = "batch_req_" + Self.identifier(&random)
    text = Self.line(name, id, ending, fault, dialect)
    switch fault {
    case .malformed: text = Array(text.prefix(max(1, text.count * 2 / 3))) + Array("\n".utf8)
    case .repeated: text += text
    case .unknown:
      id = "batch_req_" + Self.identifier(&random)
      text += Self.line("unknown-" + Self.identifier(&random), id, ending, nil, dialect)
    case .missing: target = .none
    default: break
    }
  }

  /// A line that was not answered, because its job was cancelled or expired.
  static func left(_ bytes: [UInt8], dialect: Dialect, isExpired: Bool, random: inout SeededGenerator) -> [UInt8] {
    let name = (try? JSON.parse(bytes))?["custom_id"] ?? ""  // as above
    let line: JSON
    switch dialect {
    case .anthropic: line = ["custom_id": name, "result": ["type": isExpired ? "expired" : "canceled"]]
    case .openAI:
      line = [
        "id": .string("batch_req_" + identifier(&random)), "custom_id": name, "response": nil,
        "error": [
          "code": isExpired ? "batch_expired" : "batch_cancelled",
          "message": isExpired
            ? "This request could not be executed before the completion window expired." : "This batch was cancelled.",
        ],
      ]
    }
    return Array((line.text + "\n").utf8)
  }

  private static func answer(
    _ line: JSON, _ bytes: [UInt8], _ dialect: Dialect, _ simulator: Simulator
  ) -> SimulatorCall.Ending {
    do throws(EndpointError) {
      var chat =
        switch dialect {
        case .openAI: try ChatRequest(line["body"] ?? .null)
        case .anthropic: try MessagesRequest.read(line["params"] ?? .null)
        }
      chat.streams = false
      return SimulatorCall(chat, body: bytes, isLine: true, simulator: simulator).lineEnding()
    } catch {
      return refused(error, dialect)
    }
  }

  private static let serverError = EndpointError(
    status: 500, type: "server_error", code: "server_error",
    message: "The server had an error while processing your request (simulated)")
  private static let timeout = EndpointError(
    status: 504, type: "server_error", code: "request_timeout", message: "This request timed out. (simulated)")

  private static func refused(_ error: EndpointError, _ dialect: Dialect) -> SimulatorCall.Ending {
    SimulatorCall.Ending(response: error.response(in: dialect), outcome: "http_\(error.status)", faults: [])
  }

  /// The line as bytes: the answer goes in as it is, since it may be what no writer of JSON would write.
  private static func line(
    _ name: String, _ id: String, _ ending: SimulatorCall.Ending, _ fault: LineFault?, _ dialect: Dialect
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(ending.response.body.count + 200)
    func add(_ text: String) { bytes += Array(text.utf8) }
    let isGood = (200..<300).contains(ending.response.status)
    switch dialect {
    case .openAI:
      add("{\"id\":\"\(id)\",\"custom_id\":\(JSON.string(name).text),\"response\":")
      switch fault {
      case .requestTimeout:
        add("null,\"error\":{\"code\":\"request_timeout\",\"message\":\(JSON.string(timeout.message).text)}}")
      case .noAnswer: add("{\"status_code\":0,\"request_id\":\"\",\"body\":null},\"error\":null}")
      default:
        add("{\"status_code\":\(ending.response.status),\"request_id\":\"\(id.dropFirst(10))\",\"body\":")
        bytes += ending.response.body
        add("},\"error\":null}")
      }
    case .anthropic:
      add("{\"custom_id\":\(JSON.string(name).text),\"result\":")
      if fault == .noAnswer {
        add("null}")
      } else {
        add(isGood ? "{\"type\":\"succeeded\",\"message\":" : "{\"type\":\"errored\",\"error\":")
        bytes += ending.response.body
        add("}}")
      }
    }
    add("\n")
    return bytes
  }

  private static func identifier(_ random: inout SeededGenerator) -> String {
    String(random.next() | 1 << 63, radix: 16) + String(random.next() | 1 << 63, radix: 16)
  }
}
