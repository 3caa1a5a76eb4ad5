import ContentModel
import Formats
import Providers
import RawHTTP
import Simulator
import Testing
import WebServer
import World

/// A simulator at a real port, and a client of a few lines.
final class Endpoint: Sendable {
  let simulator: Simulator
  let server: WebServer

  init(
    world: World = .live(environment: [:]), _ change: (inout SimulatorSettings) throws -> Void = { _ in }
  ) throws {
    var settings = SimulatorSettings()
    try change(&settings)
    let simulator = try Simulator(
      settings: settings, material: [SimulatedMaterial(kind: "note", files: Self.files)], world: world)
    self.simulator = simulator
    server = try WebServer(limits: Simulator.webLimits(world: world), world: world) { await simulator.answer($0) }
  }

  /// An endpoint with one fault at rate 1.
  convenience init(fault: String) throws { try self.init { try $0.addFault(fault) } }

  /// A kind made by folder alone.
  private static let files: [String: [UInt8]] = [
    "notes.json": Array(
      """
      {"use": "pick", "sections": ["colours"], "bodies": [
        {"vary": [{"who": ["Ann", "Ben", "Cleo", "Dan"]}, {"thing": ["door", "wall", "roof"]}],
         "body": {"text": "{who} paints the {thing}; it takes the whole day.", "tags": ["a", "b", "c"]}}
      ]}
      """.utf8)
  ]

  func ask(
    _ method: String, _ path: String, _ body: JSON? = nil, headers: [(String, String)] = [], patience: Int = 20_000
  ) async throws -> RawReply {
    let bytes = body.map { Array($0.text.utf8) } ?? []
    return try await offThread { [port = server.port] in
      try RawConnection(port: port, patience: patience).ask(method, path, headers: headers, body: bytes)
    }
  }

  func complete(_ body: JSON, headers: [(String, String)] = [], patience: Int = 20_000) async throws -> RawReply {
    try await ask("POST", "/v1/chat/completions", body, headers: headers, patience: patience)
  }
}

extension RawReply {
  /// The body as JSON; null where it is none.
  var json: JSON { (try? JSON.parse(body)) ?? .null }
  /// The first choice.
  var choice: JSON? { json["choices"]?.array?.first }
  /// The text of the first choice.
  var content: String? { choice?["message"]?["content"]?.string }
  /// The arguments of the tool that the first choice calls.
  var arguments: JSON? {
    choice?["message"]?["tool_calls"]?.array?.first?["function"]?["arguments"]?.string.flatMap { try? JSON.parse($0) }
  }
  var error: JSON? { json["error"] }
}

/// Bodies of requests.
enum Chat {
  /// A prompt of this program for a number of notes.
  static func text(slots: Int) -> String {
    let data: JSON = [
      "section": ["section": "colours", "level": "A2"],
      "slots": .array((1...slots).map { ["slot": .string("s\($0)"), "topic": ["topic": "art"]] }),
    ]
    return "Write.\n```json\n\(data.text)\n```"
  }

  static let schema: JSON = [
    "type": "object", "properties": ["items": ["type": "array", "items": ["type": "object"]]], "required": ["items"],
    "additionalProperties": false,
  ]

  /// A call of the tool for notes.
  static func notes(slots: Int = 3, _ more: KeyValuePairs<String, JSON> = [:]) -> JSON {
    body(
      [
        "tools": [
          ["type": "function", "function": ["name": "create_note_batch", "parameters": schema, "strict": true]]
        ],
        "tool_choice": ["type": "function", "function": ["name": "create_note_batch"]],
      ], text: text(slots: slots), more)
  }

  /// Any other request.
  static func other(_ members: KeyValuePairs<String, JSON> = [:], text: String = "Hello") -> JSON {
    body([:], text: text, members)
  }

  private static func body(
    _ first: KeyValuePairs<String, JSON>, text: String, _ more: KeyValuePairs<String, JSON>
  ) -> JSON {
    var body = JSON.Object([
      ("model", "simulated-1"), ("messages", [["role": "user", "content": .string(text)]]),
    ])
    for (name, value) in first { body[name] = value }
    for (name, value) in more { body[name] = value }
    return .object(body)
  }
}

/// Waits until something holds that a server's thread brings about.
func until(_ condition: () throws -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(20)
  while try !condition() {
    if ContinuousClock.now > end {
      Issue.record("it never came")
      return
    }
    try await Task.sleep(for: .milliseconds(2))
  }
}
