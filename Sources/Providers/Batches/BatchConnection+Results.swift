import ContentModel
import Formats
import HTTPClient

extension BatchConnection {
  /// The largest download in bytes. 100,000 answers of 20 KB are less.
  private static let downloadLimit = 4 << 30
  /// How many lines are handed over together, and how many bytes of them.
  private static let group = (lines: 500, bytes: 4 << 20)

  /// Downloads lines into a file without a name, and hands them over from there, so that a slow reader does not keep the
  /// connection waiting, and memory holds one group at a time.
  ///
  /// - Throws: What broke the download, after the lines that were whole by then have been handed over.
  func results(
    at path: String, read: (_ line: [UInt8]) -> BatchLine, take: ([BatchLine]) async throws -> Void
  ) async throws {
    let file = try ScratchFile(in: folder, world: endpoint.world)
    // It is closed when it is let go.
    defer { withExtendedLifetime(file) {} }
    let broken = await failure { try await download(path, to: file) }
    if let broken, broken is CancellationError { throw broken }
    var lines = FileLines(of: file.descriptor, endsWhole: broken == nil)
    var group: [BatchLine] = []
    var bytes = 0
    while let line = try lines.next() {
      switch line {
      case .whole(let text):
        group.append(read(endpoint.redactor.redact(text)))
        bytes += text.count
      case .tooLong(let text): group.append(.malformed(BatchLine.beginning(of: endpoint.redactor.redact(text))))
      }
      if group.count >= Self.group.lines || bytes >= Self.group.bytes {
        try Task.checkCancellation()
        try await take(group)
        (group, bytes) = ([], 0)
      }
    }
    if !group.isEmpty { try await take(group) }
    if let broken { throw broken }
  }

  private func failure(of work: () async throws -> Void) async -> (any Error)? {
    do {
      try await work()
      return nil
    } catch {
      return error
    }
  }

  private func download(_ path: String, to file: ScratchFile) async throws {
    do {
      let answer = try await endpoint.send(
        "GET", path, deadline: times.transfer, stall: times.stall,
        to: HTTPDownload(to: file.descriptor, limit: Self.downloadLimit))
      if (200...299).contains(answer.status) { return }
      let body = TolerantJSON.read(answer.body).value
      throw explained(ProviderError(answer, body: body, provider: name, now: endpoint.world.now()), answer)
    } catch let failure as HTTPFailure {
      throw BatchFileError.writing(in: folder, failure.detail)
    }
  }
}
