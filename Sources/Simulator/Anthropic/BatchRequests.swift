import Formats
import WebServer

/// The body of `POST /v1/messages/batches`, `{"requests": [{"custom_id", "params"}, …]}`, request by request: as one value it
/// would take ten times its 256 MB.
struct BatchRequests {
  private let bytes: [UInt8]
  private let limit: Int

  init(_ bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  /// Writes each request as a line, and says how many there are and how many tokens they are estimated at.
  func write(to writer: inout ContentWriter) throws -> (lines: Int, tokens: Int) {
    var names: Set<String> = []
    var lines = 0
    var position = try start()
    while true {
      position = space(position)
      if byte(position) == UInt8(ascii: "]") { break }
      if lines > 0 {
        guard byte(position) == UInt8(ascii: ",") else { throw Self.broken }
        position = space(position + 1)
      }
      guard byte(position) == UInt8(ascii: "{"), let end = SpokenSchema.objectEnd(bytes, from: position) else {
        throw Self.broken
      }
      guard lines < limit else { throw EndpointError.invalid("requests: List should have at most \(limit) items") }
      let request = try Self.request(Array(bytes[position..<end]), lines)
      guard let name = request["custom_id"]?.string, names.insert(name).inserted else {
        throw EndpointError.invalid("requests.\(lines).custom_id: must be unique, and it is not")
      }
      var line: [UInt8] = []
      request.write(to: &line)
      line.append(10)
      try writer.append(line)
      lines += 1
      position = end
    }
    if lines == 0 { throw EndpointError.invalid("requests: List should have at least 1 item after validation, not 0") }
    return (lines, writer.count / 4)
  }

  private static let broken = EndpointError.invalid(
    "The body is not valid JSON, or not of the form {\"requests\": [...]}.")

  private static func request(_ bytes: [UInt8], _ index: Int) throws(EndpointError) -> JSON {
    let json: JSON
    do { json = try JSON.parse(bytes) } catch { throw broken }
    guard let name = json["custom_id"]?.string, (1...64).contains(name.utf8.count), ToolName.isValid(name) else {
      throw .invalid("requests.\(index).custom_id: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'")
    }
    guard json["params"]?.object != nil else { throw .missing("requests.\(index).params") }
    return json
  }

  /// The offset of the first request.
  private func start() throws(EndpointError) -> Int {
    var position = space(0)
    for text in ["{", "\"requests\"", ":", "["] {
      let wanted = Array(text.utf8)
      position = space(position)
      guard bytes[min(position, bytes.count)...].starts(with: wanted) else {
        throw text == "{" ? Self.broken : .missing("requests")
      }
      position += wanted.count
    }
    return position
  }

  private func byte(_ position: Int) -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private func space(_ start: Int) -> Int {
    var position = start
    while let byte = byte(position), byte == 32 || byte == 9 || byte == 10 || byte == 13 { position += 1 }
    return position
  }
}
