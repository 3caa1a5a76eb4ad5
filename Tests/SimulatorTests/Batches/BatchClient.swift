import Formats
import RawHTTP
import Simulator
import Testing

/// What a client does with files and batch jobs.
extension Endpoint {
  /// A line of a job, as JSON.
  static func line(_ name: String, _ body: JSON = Chat.notes(slots: 1), url: String = "/v1/chat/completions") -> JSON {
    ["custom_id": .string(name), "method": "POST", "url": .string(url), "body": body]
  }

  static func text(_ lines: [JSON]) -> [UInt8] { Array(lines.map { $0.text + "\n" }.joined().utf8) }

  func ask(
    _ method: String, _ path: String, bytes: [UInt8], headers: [(String, String)] = []
  ) async throws -> RawReply {
    try await offThread { [port = server.port] in
      try RawConnection(port: port).ask(method, path, headers: headers, body: bytes)
    }
  }

  /// A form with a file.
  func upload(
    _ content: [UInt8], fields: KeyValuePairs<String, String> = ["purpose": "batch"], name: String = "in.jsonl"
  ) async throws -> RawReply {
    var form: [UInt8] = []
    for (field, value) in fields {
      form += Array("--edge\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
    }
    form += Array(
      "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: text/plain\r\n\r\n"
        .utf8)
    form += content + Array("\r\n--edge--\r\n".utf8)
    return try await ask(
      "POST", "/v1/files", bytes: form, headers: [("Content-Type", "multipart/form-data; boundary=edge")])
  }

  func create(file: String, _ more: KeyValuePairs<String, JSON> = [:]) async throws -> RawReply {
    var body: JSON = [
      "input_file_id": .string(file), "endpoint": "/v1/chat/completions", "completion_window": "24h",
    ]
    for (name, value) in more { body[name] = value }
    return try await ask("POST", "/v1/batches", body)
  }

  /// Uploads lines and makes a job of them.
  func submit(_ lines: [JSON], _ more: KeyValuePairs<String, JSON> = [:]) async throws -> JSON {
    let file = try await upload(Self.text(lines))
    return try await create(file: file.json["id"]?.string ?? "", more).json
  }

  func batch(_ id: JSON?) async throws -> JSON { try await ask("GET", "/v1/batches/\(id?.string ?? "")").json }

  /// A job when it has ended.
  func ended(_ id: JSON?) async throws -> JSON {
    let end = ContinuousClock.now + .seconds(20)
    while true {
      let job = try await batch(id)
      let status = job["status"]?.string ?? ""
      if ["completed", "failed", "expired", "cancelled"].contains(status) || ContinuousClock.now > end { return job }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  /// The lines of a file, those that are no JSON as strings.
  func lines(_ file: JSON?) async throws -> [JSON] {
    guard let id = file?.string else { return [] }
    let reply = try await ask("GET", "/v1/files/\(id)/content")
    return reply.text.split(separator: "\n").map { (try? JSON.parse(String($0))) ?? .string(String($0)) }
  }

  static func names(_ lines: [JSON]) -> [String] { lines.compactMap { $0["custom_id"]?.string } }
}
