import ContentModel
import Formats
import Providers
import WebServer
import World

/// `/v1/files`. Source of the format: https://platform.openai.com/docs/api-reference/files.
extension Simulator {
  /// Bytes that are copied at once.
  private static let piece = 1 << 20

  func upload(_ request: WebRequest) async -> WebResponse {
    await struck(.upload, request) { [self] _ in
      try await keep(request)
    }
  }

  private func keep(_ request: WebRequest) async throws -> WebResponse {
    let form = try Multipart(request.content, contentType: request.header("Content-Type"))
    guard let part = form.file else {
      throw EndpointError.invalid("Missing required parameter: 'file'.", param: "file")
    }
    let purposes = ["assistants", "batch", "fine-tune", "vision", "user_data", "evals"]
    guard let purpose = form.fields["purpose"], purposes.contains(purpose) else {
      throw EndpointError.invalid(
        "'\(form.fields["purpose"] ?? "")' is not one of \(purposes) - 'purpose'", param: "purpose")
    }
    let now = world.now()
    let expires = try Self.expiry(form.fields, now)
    guard archive.hasRoom(for: part.range.count) else {
      throw EndpointError(
        status: 413, code: "storage_limit", message: "The files are more than \(Archive.capacity) bytes. (simulated)")
    }
    let id = FileName.random(world)
    var writer = archive.writer(id)
    var offset = part.range.lowerBound
    while offset < part.range.upperBound {
      let bytes = try request.content.read(offset..<min(offset + Self.piece, part.range.upperBound))
      if bytes.isEmpty { break }
      try writer.append(bytes)
      offset += bytes.count
      await Task.yield()
    }
    let file = try archive.add(
      StoredFile(
        id: id, number: 0, name: part.name, purpose: purpose, bytes: writer.count, created: now, expires: expires,
        content: try writer.finish()))
    try await log?.append([
      "event": "file_uploaded", "file": .string(file.id), "bytes": .integer(file.bytes),
      "purpose": .string(purpose), "time": .string(now.description),
    ])
    return WebResponse(json: file.json)
  }

  /// `expires_after[anchor]` and `expires_after[seconds]`, an hour to thirty days.
  private static func expiry(_ fields: [String: String], _ now: Timestamp) throws(EndpointError) -> Timestamp? {
    guard let anchor = fields["expires_after[anchor]"] else { return nil }
    guard anchor == "created_at", let seconds = fields["expires_after[seconds]"].flatMap({ Int($0) }),
      (3600...2_592_000).contains(seconds)
    else {
      throw .invalid(
        "Invalid 'expires_after': expected the anchor 'created_at' and 3600 to 2592000 seconds.",
        param: "expires_after")
    }
    return now.advanced(byMilliseconds: Int64(seconds) * 1000)
  }

  func listFiles(_ request: WebRequest) async -> WebResponse {
    await struck(.file, request) { [self] _ in
      var files = archive.files(now: world.now())
      if let purpose = request.value("purpose") { files = files.filter { $0.purpose == purpose } }
      if request.value("order") == "asc" { files.reverse() }
      let page = try Page.read(files, request, limits: 1...10_000, usual: 10_000, after: "after", id: \.id)
      return WebResponse(json: Self.list(page.elements.map(\.json), hasMore: page.hasMore))
    }
  }

  /// A page as OpenAI shows it.
  static func list(_ elements: [JSON], hasMore: Bool) -> JSON {
    [
      "object": "list", "data": .array(elements), "first_id": elements.first?["id"] ?? .null,
      "last_id": elements.last?["id"] ?? .null, "has_more": .bool(hasMore),
    ]
  }

  private func file(_ id: String) throws(EndpointError) -> StoredFile {
    guard let file = archive.file(id, now: world.now()), !file.isHidden else {
      throw EndpointError(status: 404, param: "id", message: "No such File object: \(id)")
    }
    return file
  }

  func showFile(_ id: String, _ request: WebRequest) async -> WebResponse {
    await struck(.file, request) { [self] _ in WebResponse(json: try file(id).json) }
  }

  func deleteFile(_ id: String, _ request: WebRequest) async -> WebResponse {
    await struck(.file, request) { [self] _ in
      _ = try file(id)
      try archive.removeFile(id)
      try await log?.append([
        "event": "file_deleted", "file": .string(id), "time": .string(world.now().description),
      ])
      return WebResponse(json: ["id": .string(id), "object": "file", "deleted": true])
    }
  }

  func download(_ id: String, _ request: WebRequest) async -> WebResponse {
    await struck(.download, request) { [self] _ in
      Self.download(try file(id), try file(id).content.body(), "application/octet-stream")
    }
  }

  static func download(_ file: StoredFile, _ body: WebBody, _ type: String) -> WebResponse {
    var response = WebResponse(headers: [("Content-Type", type)])
    switch body {
    case .bytes(let bytes): response.body = bytes
    case .file(let file): response.bodyFile = file
    }
    return response
  }
}
