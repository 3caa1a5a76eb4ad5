import ContentModel
import Formats
import Providers
import WebServer
import World

/// `/v1/messages/batches`. Source of the format: https://docs.claude.com/en/api/creating-message-batches.
extension Simulator {
  func createMessageBatch(_ request: WebRequest) async -> WebResponse {
    await struck(.create, request) { [self] _ in
      let id = FileName.messageBatch(world)
      let input = id + "-input"
      var writer = archive.writer(input)
      let reader = BatchRequests(
        try request.content.read(0..<request.content.count),
        limit: min(inState { $0.batches.lines }, BatchSettings.messageLines))
      let tokens = try reader.write(to: &writer)
      let content = try writer.finish()
      let now = world.now()
      _ = try archive.add(
        StoredFile(
          id: input, number: 0, name: input, purpose: "batch", bytes: writer.count, created: now, isHidden: true,
          content: content))
      var job = BatchJob(
        id: id, number: 0, dialect: .anthropic, endpoint: "/v1/messages", inputFile: input, created: now,
        delayMilliseconds: 0, seed: world.randomBits())
      job.counts.total = tokens.lines
      job.tokens = tokens.tokens
      let kept = try await begin(job)
      return WebResponse(json: kept.messageBatch(base: request.base))
    }
  }

  func showMessageBatch(_ id: String, _ request: WebRequest) async -> WebResponse {
    await struck(.poll, request, hasFiles: { self.files(of: id) }) { [self] fault in
      let job = try await settled(id, .anthropic)
      return WebResponse(json: job.messageBatch(base: request.base, fault: fault))
    }
  }

  func listMessageBatches(_ request: WebRequest) async -> WebResponse {
    await struck(.list, request) { [self] _ in
      let page = try Page.read(
        archive.jobs(of: .anthropic), request, limits: 1...1000, usual: 20, after: "after_id", before: "before_id",
        id: \.id)
      let batches = page.elements.map { $0.messageBatch(base: request.base) }
      return WebResponse(json: [
        "data": .array(batches), "has_more": .bool(page.hasMore), "first_id": batches.first?["id"] ?? .null,
        "last_id": batches.last?["id"] ?? .null,
      ])
    }
  }

  func cancelMessageBatch(_ id: String, _ request: WebRequest) async -> WebResponse {
    await struck(.cancel, request) { [self] _ in
      _ = try job(id, .anthropic)
      guard let job = try await cancel(id, world.now()) else {
        throw EndpointError.invalid("Batch \(id) cannot be canceled: it has ended.")
      }
      return WebResponse(json: job.messageBatch(base: request.base))
    }
  }

  func messageResults(_ id: String, _ request: WebRequest) async -> WebResponse {
    await struck(.download, request) { [self] _ in
      let job = try job(id, .anthropic)
      guard job.phase.isFinal, let output = job.outputFile, let file = archive.file(output, now: world.now()) else {
        throw EndpointError(status: 404, message: "Batch \(id) has no results yet.")
      }
      return Self.download(file, try file.content.body(), "application/x-jsonl")
    }
  }

  func deleteMessageBatch(_ id: String, _ request: WebRequest) async -> WebResponse {
    await struck(.file, request) { [self] _ in
      let job = try job(id, .anthropic)
      guard job.phase.isFinal else {
        throw EndpointError.invalid("Batch \(id) cannot be deleted while it is being processed: cancel it first.")
      }
      try archive.removeJob(id)
      for file in [job.inputFile, job.outputFile].compactMap({ $0 }) { try archive.removeFile(file) }
      return WebResponse(json: ["id": .string(id), "type": "message_batch_deleted"])
    }
  }
}

extension WebRequest {
  /// The address that the client has called: `http://127.0.0.1:8090`.
  var base: String { "http://\(header("Host") ?? "localhost")" }
}
