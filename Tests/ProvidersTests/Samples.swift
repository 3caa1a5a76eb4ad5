import ContentModel
import Formats
import Providers
import World

/// Values that several tests share.
enum Samples {
  /// A world whose clock stands still and whose sleep returns at once.
  static func world(sleep: @escaping @Sendable (Duration) async throws -> Void = { _ in }) -> World {
    World(
      now: { Timestamp(milliseconds: 1_763_631_000_000) }, uptime: { .zero }, randomBits: { 4 }, sleep: sleep,
      environment: [:], processID: 1, hostName: "host", userName: "user", bootID: "boot")
  }

  static let parameters: JSON = ["type": "object", "properties": [:], "required": [], "additionalProperties": false]

  /// A prompt in the form that the simulated provider reads.
  static func prompt(
    tool: String = "create_note", slots: Int = 1, section: String = "colours", topic: String = "art_01_paint",
    system: String = "You write notes.", before: [ChatMessage] = [], options: JSON = [:]
  ) -> Prompt {
    let data: JSON = [
      "section": ["section": .string(section), "level": "A2", "title": "Colours", "points": ["red"]],
      "language": "en",
      "slots": .array(
        (1...slots).map {
          ["slot": .string("s\($0)"), "topic": ["topic": .string(topic), "theme": "art"], "options": options]
        }),
    ]
    let request = ChatMessage(
      .user, "Write. A block of no account:\n```json\n{\"slots\": 1}\n```\n```json\n\(data.text)\n```")
    return Prompt(
      messages: [ChatMessage(.system, system)] + before + [request],
      tool: ToolDefinition(name: tool, description: "Hands in notes.", parameters: parameters), hash: "h")
  }

  static func request(_ prompt: Prompt, seed: UInt64 = 1, maxOutputTokens: Int = 10_000) -> CompletionRequest {
    CompletionRequest(
      model: "m-1", prompt: prompt, temperature: 1, maxOutputTokens: maxOutputTokens, seed: seed, callID: "call-1")
  }

  /// A kind made by folder alone: notes with a list of tags.
  static let files: [String: [UInt8]] = [
    "notes.json": Array(
      """
      {"use": "pick", "sections": ["colours"], "bodies": [
        {"vary": [{"who": ["Ann", "Ben", "Cleo", "Dan"]}, {"thing": ["door", "wall", "roof"], "colour": ["red", "white", "grey"]}],
         "body": {"text": "{who} paints the {thing} {colour}; it takes the whole day.", "tags": ["{colour}", "paint", "work"], "level": 2}},
        {"topics": ["sport_*"], "body": {"text": "Nobody paints here.", "tags": ["a", "b"], "level": 1}}
      ]}
      """.utf8),
    "critiques.json": Array(#"{"use": "critiques", "texts": ["The note is dull."]}"#.utf8),
    "README.md": Array("not JSON".utf8),
  ]

  static func provider(
    _ rates: [SimulatedFault: Double] = [:], seed: UInt64 = 1, latency: Int = 0, jitter: Double = 0, log: String? = nil,
    world: World = Samples.world()
  ) throws -> SimulatedProvider {
    var settings = SimulatedSettings()
    settings.rates = rates
    settings.seed = seed
    settings.latencyMilliseconds = latency
    settings.latencyJitter = jitter
    settings.callLog = log
    return try SimulatedProvider(
      settings: settings, material: [SimulatedMaterial(kind: "note", files: files)], world: world)
  }

  /// The completion of a prompt, and its arguments as JSON where they are.
  static func ask(_ provider: SimulatedProvider, _ request: CompletionRequest) async throws -> (ChatCompletion, JSON?) {
    let completion = try ChatCompletion.read(try await provider.send(request), from: provider.name)
    return (completion, completion.arguments.flatMap { try? JSON.parse($0) })
  }
}
