import RawHTTP
import Synchronization
import Testing
import World

@testable import WebServer

@Suite struct WebServerTests {
  static let world = World.live(environment: [:])

  /// A server that tells what it was asked.
  private func echo(limits: WebLimits = WebLimits()) throws -> WebServer {
    try WebServer(limits: limits, world: Self.world) { request in
      let query = request.query.map { "\($0)=\($1)" }.joined(separator: "&")
      let text =
        "\(request.method) \(request.path) [\(query)] \(request.header("x-colour") ?? "-") "
      return WebResponse(headers: [("X-Shape", "round")], body: Array(text.utf8) + request.body)
    }
  }

  @Test func aRequestArrivesWhole() async throws {
    let server = try echo()
    let answer = try await offThread {
      try RawConnection(port: server.port).ask(
        "POST", "/a%20b?x=1&y=%C3%A4&z", headers: [("X-Colour", "red")], body: Array("body".utf8))
    }
    #expect(answer.status == 200 && answer.header("X-Shape") == "round")
    #expect(answer.text == "POST /a b [x=1&y=ä&z=] red body")
  }

  @Test func aConnectionIsKept() async throws {
    let server = try echo()
    let answers = try await offThread {
      let connection = try RawConnection(port: server.port)
      return try (1...20).map { try connection.ask("GET", "/\($0)").text }
    }
    #expect(answers == (1...20).map { "GET /\($0) [] - " })
  }

  @Test func largeBodiesGoBothWays() async throws {
    let server = try WebServer(world: Self.world) { WebResponse(body: $0.body) }
    let body = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let answer = try await offThread {
      try RawConnection(port: server.port).ask("POST", "/", body: body)
    }
    let isSame = answer.body == body
    #expect(isSame, "\(answer.body.count) bytes")
  }

  /// Both ways by the disk, also where the answer breaks off.
  @Test(arguments: [WebResponse.Fate.whole, .ends(.close, after: .halfOfBody)]) func bodiesOnDisk(
    fate: WebResponse.Fate
  )
    async throws
  {
    var limits = WebLimits()
    limits.bodyFolder = Self.world.environment["TMPDIR"] ?? "/tmp"
    limits.memoryBytes = 1000
    let server = try WebServer(limits: limits, world: Self.world) { request in
      var response = WebResponse(fate: fate)
      response.headers = [("X-On-Disk", "\(request.bodyFile != nil) \(request.body.count)")]
      response.body = request.body
      response.bodyFile = request.bodyFile
      return response
    }
    for (count, disk) in [(1000, "false 1000"), (1001, "true 0"), (3_000_000, "true 0")] {
      let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let answer = try await offThread { try RawConnection(port: server.port).ask("POST", "/", body: body) }
      let isSame = answer.body == Array(body.prefix(fate == .whole ? count : count / 2))
      #expect(isSame && answer.header("X-On-Disk") == disk && answer.ending == (fate == .whole ? .whole : .closed))
    }
  }

  @Test func whereThereIsNoRoomTheConnectionEnds() async throws {
    var limits = WebLimits()
    limits.bodyFolder = "/nowhere"
    limits.memoryBytes = 10
    let server = try echo(limits: limits)
    let answer = try await offThread {
      try RawConnection(port: server.port).ask("POST", "/", body: [UInt8](repeating: 65, count: 11))
    }
    #expect(answer.status == 0 && answer.ending != .whole)
  }

  @Test func aBodyBeyondTheLimitIsRefused() async throws {
    var limits = WebLimits()
    limits.bodyBytes = 100_000
    let server = try echo(limits: limits)
    let answers = try await offThread {
      let connection = try RawConnection(port: server.port)
      return try [100_001, 100_000].map {
        try connection.ask("POST", "/", body: [UInt8](repeating: 65, count: $0))
      }
    }
    #expect(answers.map(\.status) == [413, 200])
    #expect(answers[0].text == "the body is larger than 100000 bytes\n")
    // Far beyond it the connection is closed, so that nobody can keep the server reading.
    let cut = try await offThread {
      let connection = try RawConnection(port: server.port)
      do {
        return try connection.ask("POST", "/", body: [UInt8](repeating: 65, count: 20_000_000))
          .status
      } catch {
        return 0
      }
    }
    #expect(cut == 0)
  }

  @Test(arguments: [
    (WebResponse.Fate.ends(.reset, after: .nothing), 0, 0, RawEnding.reset),
    (.ends(.reset, after: .headers), 200, 0, .reset),
    (.ends(.reset, after: .halfOfBody), 200, 500_000, .reset),
    (.ends(.close, after: .nothing), 0, 0, .closed),
    (.ends(.close, after: .headers), 200, 0, .closed),
    (.ends(.close, after: .halfOfBody), 200, 500_000, .closed),
    (.ends(.stall, after: .nothing), 0, 0, .silent),
    (.ends(.stall, after: .headers), 200, 0, .silent),
    (.ends(.stall, after: .halfOfBody), 200, 500_000, .silent),
  ]) func anAnswerEndsEarly(fate: WebResponse.Fate, status: Int, bytes: Int, ending: RawEnding) async throws {
    let endings = AsyncStream.makeStream(of: WebResponse.Ending.self)
    let body = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let server = try WebServer(world: Self.world) { _ in
      WebResponse(body: body, fate: fate, whenEnded: { endings.continuation.yield($0) })
    }
    let answer = try await offThread {
      let connection = try RawConnection(port: server.port)
      try connection.send("GET", "/")
      return ending == .silent ? connection.stalledAnswer(afterHead: status > 0, bytes: bytes) : connection.answer()
    }
    #expect(answer.status == status)
    // A reset takes along what the client has not read yet. Not as collections: their difference would be looked for.
    let isWhole = answer.body.count == bytes || ending == .reset && answer.body.count < bytes
    let isPrefix = body.starts(with: answer.body)
    #expect(isWhole && isPrefix, "\(answer.body.count) bytes")
    #expect(answer.ending == ending)
    // The client has left by now, if nothing else: the server knows.
    #expect(await endings.stream.first { _ in true } == .broken)
  }

  @Test func aDripArrivesInTheEnd() async throws {
    let server = try WebServer(world: Self.world) { _ in
      WebResponse(body: Array("0123456789".utf8), fate: .drip(bytes: 3, every: .milliseconds(10)))
    }
    let start = Self.world.uptime()
    let answer = try await offThread { try RawConnection(port: server.port).ask("GET", "/") }
    #expect(answer.text == "0123456789" && answer.ending == .whole)
    // Four portions, a pause before each.
    #expect(Self.world.uptime() - start >= .milliseconds(40))
  }

  @Test func anEndlessBodyGoesOn() async throws {
    let server = try WebServer(world: Self.world) { _ in
      WebResponse(body: Array("ab".utf8), fate: .endless)
    }
    let answer = try await offThread {
      let connection = try RawConnection(port: server.port)
      try connection.send("GET", "/")
      return connection.answer(limit: 200_000)
    }
    #expect(answer.header("Transfer-Encoding") == "chunked" && answer.body.count > 50_000)
    #expect(answer.body.prefix(4) == Array("abab".utf8)[...])
  }

  /// A handler learns that nobody waits for its answer any more.
  @Test func aClientThatLeavesCancelsItsHandler() async throws {
    let begun = AsyncStream.makeStream(of: Void.self)
    let cancelled = AsyncStream.makeStream(of: Void.self)
    let server = try WebServer(world: Self.world) { _ in
      begun.continuation.yield()
      do { try await Self.world.sleep(.seconds(60)) } catch { cancelled.continuation.yield() }
      return WebResponse()
    }
    let connection = try RawConnection(port: server.port)
    try connection.send("GET", "/")
    for await _ in begun.stream { break }
    connection.leave()
    for await _ in cancelled.stream { break }
  }

  @Test func addressesAreRefusedWithTheirMend() throws {
    func refusal(_ host: String, _ port: Int) -> [String]? {
      do {
        _ = try WebServer(host: host, port: port, world: Self.world) { _ in WebResponse() }
        return nil
      } catch { return [error.message, error.hint] }
    }
    #expect(
      refusal("0.0.0.0", 0) == [
        "cannot listen at 0.0.0.0:0: other machines could reach it there", "choose 127.0.0.1",
      ])
    #expect(
      refusal("my.host", 0) == [
        "cannot listen at my.host:0: this is no address in digits",
        "write 127.0.0.1, ::1 or the address of an interface",
      ])
    #expect(
      refusal("::", 70_000) == [
        "cannot listen at [::]:70000: there is no such port",
        "choose 1 to 65535, or 0 for any free one",
      ])
    let server = try echo()
    #expect(
      refusal("127.0.0.1", server.port) == [
        "cannot listen at 127.0.0.1:\(server.port): Address already in use",
        "another program listens there: choose another port, or 0 for any free one",
      ])
    #expect(refusal("localhost", 0) == nil)
  }
}
