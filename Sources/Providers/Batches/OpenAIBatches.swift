import ContentModel
import Formats
import World

/// OpenAI's Files and Batches, and what speaks like them.
///
/// Source of the formats: https://platform.openai.com/docs/api-reference/batch and …/files.
public struct OpenAIBatches: BatchService {
  private let connection: BatchConnection

  /// - Parameters:
  ///   - endpoint: Of a server that speaks OpenAI's chat completions.
  ///   - folder: Where downloads stand while they are read, as files without names.
  public init(_ endpoint: EndpointConnection, folder: String, times: BatchTimes = BatchTimes()) {
    connection = BatchConnection(endpoint: endpoint, folder: folder, times: times)
  }

  public var name: String { connection.name }
  public var account: String { connection.account }

  public var limits: BatchLimits {
    let settings = connection.endpoint.settings
    return BatchLimits(
      lines: min(50_000, settings.batchLines ?? .max), bytes: min(200_000_000, settings.batchBytes ?? .max),
      enqueuedTokens: settings.batchTokens)
  }

  public func line(for request: CompletionRequest, customID: String) -> [UInt8] {
    let line: JSON = [
      "custom_id": .string(customID), "method": "POST", "url": .string(Self.endpoint),
      "body": connection.body(of: request),
    ]
    var bytes: [UInt8] = []
    line.write(to: &bytes)
    return bytes + [UInt8(ascii: "\n")]
  }

  /// The path that lines and jobs name, whatever the base URL is.
  private static let endpoint = "/v1/chat/completions"

  public func upload(file path: String, name: String) async throws -> String? {
    let size = try BatchConnection.size(of: path)
    let world = connection.endpoint.world
    // No line holds 128 random bits by chance.
    let boundary = "libtool-" + [world.randomBits(), world.randomBits()].map { String($0, radix: 16) }.joined()
    let plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" })
    let head =
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
      + "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(plain)\"\r\n"
      + "Content-Type: application/jsonl\r\n\r\n"
    let (answer, body) = try await connection.ask(
      "/files", contentType: "multipart/form-data; boundary=\(boundary)", body: Array(head.utf8),
      parts: [.file(path, count: size), .bytes(Array("\r\n--\(boundary)--\r\n".utf8))])
    guard let id = body["id"]?.string, !id.isEmpty else { throw connection.unreadable(answer, "no file") }
    return id
  }

  public func create(intent: String, inputFile: String?, path: String) async throws -> BatchStatus {
    guard let inputFile else { preconditionFailure("a job of OpenAI's needs a file that was uploaded") }
    let (answer, body) = try await connection.ask(
      "POST", "/batches",
      body: [
        "input_file_id": .string(inputFile), "endpoint": .string(Self.endpoint), "completion_window": "24h",
        "metadata": .object(JSON.Object([(BatchStatus.intentName, .string(intent))])),
      ])
    return try connection.status(answer, BatchStatus(openAI: body))
  }

  public func find(intent: String, since: Timestamp, known: Set<String>) async throws -> [FoundBatch] {
    try await connection.list(
      "/batches", cursor: "after", since: since, difference: BatchConnection.longClockDifference,
      read: BatchStatus.init(openAI:), isLast: { $0.intent == intent }
    ).filter { $0.intent == intent }.map { FoundBatch(status: $0, isCertain: true) }
  }

  public func status(of id: String) async throws -> BatchStatus {
    let (answer, body) = try await connection.ask("GET", "/batches/" + BatchConnection.escaped(id))
    return try connection.status(answer, BatchStatus(openAI: body))
  }

  public func cancel(_ id: String) async throws -> BatchStatus {
    let (answer, body) = try await connection.ask("POST", "/batches/\(BatchConnection.escaped(id))/cancel")
    return try connection.status(answer, BatchStatus(openAI: body))
  }

  public func results(of status: BatchStatus, take: ([BatchLine]) async throws -> Void) async throws {
    for file in [status.outputFile, status.errorFile].compactMap(\.self) {
      try await connection.results(
        at: "/files/\(BatchConnection.escaped(file))/content", read: BatchLine.openAI, take: take)
    }
  }

  public func read(_ answer: RawAnswer, now: Timestamp) throws(ProviderError) -> ChatCompletion {
    do { return try ChatCompletion.read(answer, from: name, now: now) } catch {
      throw connection.endpoint.explained(error, answer)
    }
  }
}
