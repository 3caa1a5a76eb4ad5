import HTTPClient
import LoopbackServer
import Testing

/// What goes out and what comes back when nothing goes wrong.
@Suite struct ExchangeTests {
  @Test func aPostArrivesAsItWasWritten() async throws {
    let server = try LoopbackServer { $0.answer(201, #"{"done":true}"#, headers: ["X-Number: 7", "X-Number: 8"]) }
    defer { server.stop() }
    let response = try await Clients.client().send(
      HTTPRequest(
        "POST", server.url + "/v1/x?y=%20z",
        headers: [HTTPHeader("Authorization", "Bearer k"), HTTPHeader("Content-Type", "application/json")],
        body: Array("ä\0b".utf8)))
    #expect(response.status == 201)
    #expect(response.body == Array(#"{"done":true}"#.utf8))
    #expect(
      response.headers == [
        HTTPHeader("Content-Length", "13"), HTTPHeader("X-Number", "7"), HTTPHeader("X-Number", "8"),
      ])
    #expect(response.header("x-number") == "7" && response.header("nothing") == nil)
    let request = try #require(server.received.first)
    #expect(request.method == "POST" && request.target == "/v1/x?y=%20z")
    #expect(request.body == Array("ä\0b".utf8))
    #expect(
      request.headers.sorted() == [
        "Accept-Encoding: gzip", "Accept: */*", "Authorization: Bearer k", "Content-Length: 4",
        "Content-Type: application/json", "Host: 127.0.0.1:\(server.port)", "User-Agent: libtool/test",
      ])
  }

  @Test(arguments: ["GET", "POST", "DELETE"]) func everyMethodGoesWithoutABody(method: String) async throws {
    let server = try LoopbackServer { $0.answer(200, "ok") }
    defer { server.stop() }
    let response = try await Clients.client().send(HTTPRequest(method, server.url))
    #expect(response.body == Array("ok".utf8))
    #expect(server.received.map(\.method) == [method] && server.received.map(\.body) == [[]])
  }

  /// libcurl would ask for leave with `Expect: 100-continue`, and wait a second for a server that does not know it.
  @Test func aLargeBodyGoesOutAtOnce() async throws {
    let server = try LoopbackServer { $0.answer(200, String($0.request.body.count)) }
    defer { server.stop() }
    let response = try await Clients.client().send(
      HTTPRequest("POST", server.url, body: [UInt8](repeating: 65, count: 3 << 20)))
    #expect(response.body == Array("3145728".utf8))
    #expect(server.received.first?.header("Expect") == nil)
  }

  @Test func chunksInterimAnswersAndTrailersAreUnderstood() async throws {
    let server = try LoopbackServer {
      $0.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nX-Early: 1\r\n\r\n")
      $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Late:\t 2 \r\n\r\n5\r\nhello\r\n")
      $0.send("1\r\n!\r\n0\r\nX-Trailer: 3\r\n\r\n")
    }
    defer { server.stop() }
    let response = try await Clients.client().send(Clients.post(server.url))
    #expect(response.body == Array("hello!".utf8))
    #expect(response.headers == [HTTPHeader("Transfer-Encoding", "chunked"), HTTPHeader("X-Late", "2")])
  }

  /// `printf 'hello hello hello' | gzip -n`.
  static let packed: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x90,
    0x00, 0x80, 0x88, 0xF9, 0xE5, 0x11, 0x00, 0x00, 0x00,
  ]

  @Test func gzipIsUnpacked() async throws {
    let server = try LoopbackServer {
      $0.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(Self.packed.count)\r\n\r\n")
      $0.send(Self.packed)
    }
    defer { server.stop() }
    #expect(try await Clients.client().send(Clients.post(server.url)).body == Array("hello hello hello".utf8))
  }

  @Test(arguments: [301, 302, 307, 308]) func noRedirectIsFollowed(status: Int) async throws {
    let server = try LoopbackServer { $0.answer(status, "", headers: ["Location: /elsewhere"]) }
    defer { server.stop() }
    let response = try await Clients.client().send(Clients.post(server.url))
    #expect(response.status == status && response.header("location") == "/elsewhere")
    #expect(server.received.count == 1)
  }

  @Test func errorStatusesAreAnswers() async throws {
    let server = try LoopbackServer { $0.answer(503, "busy") }
    defer { server.stop() }
    let response = try await Clients.client().send(Clients.post(server.url))
    #expect(response.status == 503 && response.body == Array("busy".utf8))
  }

  @Test func manyCallsAtOnceShareConnections() async throws {
    let server = try LoopbackServer {
      $0.pause(2000)
      $0.answer(200, $0.request.text)
    }
    defer { server.stop() }
    let client = Clients.client()
    let bodies = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<1000 {
        if number >= 200 { _ = try await group.next() }
        group.addTask {
          let response = try await client.send(Clients.post(server.url, "call \(number)"))
          #expect(response.body == Array("call \(number)".utf8))
          return "call \(number)"
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(bodies.count == 200)
    #expect(Set(server.received.map(\.text)).count == 1000 && server.received.count == 1000)
    // At most one for each call at once, but on a machine that stands still for seconds.
    #expect((1...500).contains(server.connections))
  }

  /// The client's last reference is gone while its call is under way.
  @Test func aCallOutlivesItsClient() async throws {
    let server = try LoopbackServer {
      $0.pause(20_000)
      $0.answer(200, "late")
    }
    defer { server.stop() }
    #expect(try await Clients.client().send(Clients.post(server.url)).body == Array("late".utf8))
  }
}
