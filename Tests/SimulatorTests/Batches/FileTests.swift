import Formats
import RawHTTP
import Testing
import World

@testable import Simulator

@Suite struct FileTests {
  @Test func aFileIsKeptListedReadAndDeleted() async throws {
    let endpoint = try Endpoint()
    let content = Array("{\"a\": \"ä\"}\r\n\r\n--edg\n".utf8)
    let file = try await endpoint.upload(content).json
    let id = try #require(file["id"]?.string)
    #expect(file["object"] == "file" && file["bytes"]?.integer == content.count && file["filename"] == "in.jsonl")
    #expect(file["purpose"] == "batch" && file["expires_at"] == .null)
    #expect(try await endpoint.ask("GET", "/v1/files/\(id)").json == file)
    #expect(try await endpoint.ask("GET", "/v1/files/\(id)/content").body == content)
    let deleted = try await endpoint.ask("DELETE", "/v1/files/\(id)").json
    #expect(deleted == ["id": .string(id), "object": "file", "deleted": true])
    for path in ["/v1/files/\(id)", "/v1/files/\(id)/content"] {
      let reply = try await endpoint.ask("GET", path)
      #expect(reply.status == 404 && reply.error?["message"]?.string == "No such File object: \(id)")
    }
  }

  @Test func listsComeByPageAndPurpose() async throws {
    let endpoint = try Endpoint()
    var ids: [JSON] = []
    for purpose in ["batch", "batch", "user_data", "batch"] {
      ids.append(try await endpoint.upload([65], fields: ["purpose": purpose]).json["id"] ?? .null)
    }
    let newest = try await endpoint.ask("GET", "/v1/files").json
    #expect(newest["data"]?.array?.map { $0["id"] } == ids.reversed() && newest["has_more"] == false)
    let first = try await endpoint.ask("GET", "/v1/files?limit=2&order=asc&purpose=batch").json
    #expect(first["data"]?.array?.map { $0["id"] } == [ids[0], ids[1]] && first["has_more"] == true)
    let last = first["last_id"]?.string ?? ""
    let rest = try await endpoint.ask("GET", "/v1/files?limit=2&order=asc&purpose=batch&after=\(last)").json
    #expect(rest["data"]?.array?.map { $0["id"] } == [ids[3]] && rest["has_more"] == false)
  }

  @Test func filesExpire() async throws {
    let now = Clock(1_000_000_000_000)
    var world = World.live(environment: [:])
    world.now = { now.time }
    let endpoint = try Endpoint(world: world)
    let file = try await endpoint.upload(
      [65], fields: ["purpose": "batch", "expires_after[anchor]": "created_at", "expires_after[seconds]": "3600"])
    #expect(file.json["expires_at"] == 1_000_003_600)
    let path = "/v1/files/\(file.json["id"]?.string ?? "")"
    now.advance(3_599_000)
    #expect(try await endpoint.ask("GET", path).status == 200)
    now.advance(1000)
    #expect(try await endpoint.ask("GET", path).status == 404)
    #expect(try await endpoint.ask("GET", "/v1/files").json["data"] == [])
  }

  @Test(
    arguments: [
      (["purpose": "batches"], "'batches' is not one of", "purpose"), ([:], "'' is not one of", "purpose"),
      (
        ["purpose": "batch", "expires_after[anchor]": "created_at", "expires_after[seconds]": "60"],
        "Invalid 'expires_after'", "expires_after"
      ),
    ] as [(KeyValuePairs<String, String>, String, String)])
  func formsThatMakeNoSense(fields: KeyValuePairs<String, String>, message: String, param: String) async throws {
    let reply = try await Endpoint().upload([65], fields: fields)
    #expect(reply.status == 400 && reply.error?["param"]?.string == param)
    #expect(reply.error?["message"]?.string?.hasPrefix(message) == true)
  }

  @Test(
    arguments: [
      ("text/plain", "a", "The body must be multipart/form-data, with a boundary."),
      ("multipart/form-data", "a", "The body must be multipart/form-data, with a boundary."),
      ("multipart/form-data; boundary=x", "a", "The form in the body is broken: a boundary is missing."),
      (
        "multipart/form-data; boundary=x", "--x\r\nA: b\r\n\r\nc",
        "The form in the body is broken: a boundary is missing."
      ),
      ("multipart/form-data; boundary=x", "--x--\r\n", "Missing required parameter: 'file'."),
    ]) func bodiesThatAreNoForm(type: String, body: String, message: String) async throws
  {
    let reply = try await Endpoint().ask(
      "POST", "/v1/files", bytes: Array(body.utf8), headers: [("Content-Type", type)])
    #expect(reply.status == 400 && reply.error?["message"]?.string == message)
  }

  /// A body of several pieces goes by way of the disk; a boundary that lies across two of them is found.
  @Test(arguments: [(1 << 20) - 70, (1 << 20) - 60, (1 << 20) + 1, 3 << 20]) func largeFiles(size: Int) async throws {
    var random = SeededGenerator(seed: UInt64(size))
    let content = (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) }
    let endpoint = try Endpoint()
    let file = try await endpoint.upload(content).json
    let back = try await endpoint.ask("GET", "/v1/files/\(file["id"]?.string ?? "")/content").body
    let isSame = back == content
    #expect(isSame)
  }

  @Test func aBodyThatIsTooLargeIsRefused() async throws {
    let big = [UInt8](repeating: 32, count: 33 << 20)
    let reply = try await Endpoint().ask("POST", "/v1/chat/completions", bytes: big)
    #expect(reply.status == 413 && reply.error?["message"] == "The body is larger than 33554432 bytes.")
  }

  /// Lines across pieces, empty ones, one without an end.
  @Test(arguments: 1...10) func linesAreFound(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    var wanted: [[UInt8]] = []
    for _ in 0..<40 {
      let line = [UInt8](repeating: 65, count: Int.random(in: 0...200_000, using: &random))
      if !line.isEmpty { wanted.append(line) }
      bytes += line + [10]
    }
    if seed % 2 == 0 { bytes.removeLast() }
    let found = try LineReader.ranges(of: .bytes(bytes)).map { Array(bytes[$0]) }
    let isSame = found == wanted
    #expect(isSame)
  }
}
