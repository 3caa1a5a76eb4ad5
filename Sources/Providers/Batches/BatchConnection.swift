import ContentModel
import Formats
import Glibc
import HTTPClient
import World

/// What the batch interfaces have in common: requests, errors, downloads.
struct BatchConnection: Sendable {
  let endpoint: EndpointConnection
  /// Where downloads stand while they are read.
  let folder: String
  let times: BatchTimes

  var name: String { endpoint.name }

  /// See `BatchService.account`.
  var account: String {
    let parts = [name, endpoint.settings.baseURL.text, endpoint.key ?? ""]
    return String(SHA256.hexadecimal(of: parts.joined(separator: "\n")).prefix(32))
  }

  /// A request in the form that this endpoint's settings want.
  func body(of request: CompletionRequest) -> JSON {
    var request = request
    request.form = endpoint.settings.fixed(in: request.form)
    return request.body()
  }

  /// Sends a request without a file, and reads its answer.
  ///
  /// - Returns: The answer and its body.
  func ask(_ method: String, _ path: String, body: JSON? = nil) async throws -> (RawAnswer, JSON) {
    let bytes = body.map { Array($0.text.utf8) } ?? []
    return try read(try await endpoint.send(method, path, body: bytes, deadline: times.request))
  }

  /// Sends the content of a file.
  func ask(
    _ path: String, contentType: String = "application/json", body: [UInt8], parts: [HTTPBodyPart]
  ) async throws -> (RawAnswer, JSON) {
    do {
      return try read(
        try await endpoint.send(
          "POST", path, contentType: contentType, body: body, parts: parts, deadline: times.transfer,
          stall: times.stall))
    } catch let failure as HTTPFailure {
      throw BatchFileError.reading(failure.detail)
    }
  }

  private func read(_ answer: RawAnswer) throws(ProviderError) -> (RawAnswer, JSON) {
    let body = TolerantJSON.read(answer.body).value
    guard (200...299).contains(answer.status), body?["error"].map(\.isNull) ?? true else {
      throw explained(ProviderError(answer, body: body, provider: name, now: endpoint.world.now()), answer)
    }
    guard let body else { throw unreadable(answer, "no JSON") }
    return (answer, body)
  }

  /// The error of an answer of success that makes no sense.
  func unreadable(_ answer: RawAnswer, _ lack: String) -> ProviderError {
    explained(
      ProviderError(
        .unreadable, provider: name, detail: "\(answer.body.count) bytes with \(lack)", status: answer.status), answer)
  }

  func explained(_ error: ProviderError, _ answer: RawAnswer) -> ProviderError {
    var error = endpoint.explained(error, answer)
    let place = "\(endpoint.settings.baseURLSource): \(endpoint.settings.baseURL.text)"
    if error.kind == .badRequest, answer.status == 404 {
      error.mend =
        "a job is known where it was created, with the same key; whether there are batch jobs at all depends on \(place)"
    } else if error.kind == .unreadable {
      error.mend = "check that batch jobs are taken there, see \(place)"
    }
    return error
  }

  /// The status of an answer, with the wait that it wants.
  func status(_ answer: RawAnswer, _ status: BatchStatus?) throws(ProviderError) -> BatchStatus {
    guard var status else { throw unreadable(answer, "no job") }
    status.retryAfter = RetryAdvice.wait(answer.headers, now: endpoint.world.now())
    return status
  }

  /// A part of a path, escaped.
  static func escaped(_ id: String) -> String {
    id.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      if character.isASCII, character.isLetter || character.isNumber || character == "_" || character == "-" {
        return String(character)
      }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  /// The number of bytes of a file.
  static func size(of path: String) throws(BatchFileError) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .reading("\(path): \(FileLines.systemError(errno))") }
    return Int(status.st_size)
  }
}

/// How long the requests of a batch interface may take.
public struct BatchTimes: Hashable, Sendable {
  /// One without a file.
  public var request = Duration.seconds(120)
  /// One with a file, all of it.
  public var transfer = Duration.seconds(7200)
  /// The longest that nothing moves within one with a file; the provider looks a large one through before it answers.
  public var stall = Duration.seconds(300)

  public init() {}
}
