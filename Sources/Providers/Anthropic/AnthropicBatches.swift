import ContentModel
import Formats
import Glibc
import World

/// Anthropic's Message Batches.
///
/// The lines go along with the create, and there is no metadata: which of several jobs is the one of an intent, is told by
/// the `custom_id`s of its results alone. Source of the formats:
/// https://docs.anthropic.com/en/docs/build-with-claude/batch-processing.
public struct AnthropicBatches: BatchService {
  private let connection: BatchConnection

  /// - Parameters:
  ///   - endpoint: Of a server that speaks Anthropic's Messages.
  ///   - folder: Where downloads stand while they are read, as files without names.
  public init(_ endpoint: EndpointConnection, folder: String, times: BatchTimes = BatchTimes()) {
    connection = BatchConnection(endpoint: endpoint, folder: folder, times: times)
  }

  public var name: String { connection.name }
  public var account: String { connection.account }

  /// 256 MB of one request, less what stands around the lines.
  public var limits: BatchLimits {
    let settings = connection.endpoint.settings
    return BatchLimits(
      lines: min(100_000, settings.batchLines ?? .max), bytes: min(255_900_000, settings.batchBytes ?? .max),
      enqueuedTokens: settings.batchTokens)
  }

  /// With a comma at its end: the lines become the elements of an array.
  public func line(for request: CompletionRequest, customID: String) -> [UInt8] {
    let line: JSON = ["custom_id": .string(customID), "params": connection.body(of: request)]
    var bytes: [UInt8] = []
    line.write(to: &bytes)
    return bytes + Self.lineEnd
  }

  private static let lineEnd = Array(",\n".utf8)

  public func upload(file path: String, name: String) async throws -> String? { nil }

  public func create(intent: String, inputFile: String?, path: String) async throws -> BatchStatus {
    let size = try Self.sizeWithoutEnd(of: path)
    let (answer, body) = try await connection.ask(
      Self.path, body: Array(#"{"requests":["#.utf8),
      parts: [.file(path, count: size), .bytes(Array("\n]}".utf8))])
    return try connection.status(answer, BatchStatus(anthropic: body))
  }

  private static let path = "/messages/batches"

  /// The size of a file of lines without the end of the last one.
  private static func sizeWithoutEnd(of path: String) throws(BatchFileError) -> Int {
    let size = try BatchConnection.size(of: path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .reading("\(path): \(FileLines.systemError(errno))") }
    defer { close(descriptor) }
    var end: [UInt8] = [0, 0]
    guard size > 2, pread(descriptor, &end, 2, off_t(size - 2)) == 2, end == lineEnd else {
      throw .reading("\(path): it does not end as a line of a job does")
    }
    return size - 2
  }

  public func find(intent: String, since: Timestamp, known: Set<String>) async throws -> [FoundBatch] {
    try await connection.list(
      Self.path, cursor: "after_id", since: since, difference: BatchConnection.clockDifference,
      read: BatchStatus.init(anthropic:)
    ).filter { !known.contains($0.id) }.map { FoundBatch(status: $0, isCertain: false) }
  }

  public func status(of id: String) async throws -> BatchStatus {
    let (answer, body) = try await connection.ask("GET", "\(Self.path)/\(BatchConnection.escaped(id))")
    return try connection.status(answer, BatchStatus(anthropic: body))
  }

  public func cancel(_ id: String) async throws -> BatchStatus {
    let (answer, body) = try await connection.ask("POST", "\(Self.path)/\(BatchConnection.escaped(id))/cancel")
    return try connection.status(answer, BatchStatus(anthropic: body))
  }

  /// The results stand under the job's own address. The URL that the job names is not called: the key goes to the endpoint
  /// of the settings alone.
  public func results(of status: BatchStatus, take: ([BatchLine]) async throws -> Void) async throws {
    guard status.outputFile != nil else { return }
    try await connection.results(
      at: "\(Self.path)/\(BatchConnection.escaped(status.id))/results", read: BatchLine.anthropic, take: take)
  }

  public func read(_ answer: RawAnswer, now: Timestamp) throws(ProviderError) -> ChatCompletion {
    do { return try ChatCompletion.readMessage(answer, from: name, now: now) } catch {
      throw connection.endpoint.explained(error, answer)
    }
  }
}
