import Glibc
import HTTPClient
import LoopbackServer
import Synchronization
import Testing
import World

/// Bodies that come from files and go to files.
@Suite struct FileTransferTests {
  @Test func partsArriveInTheirOrder() async throws {
    let server = try LoopbackServer { $0.answer() }
    defer { server.stop() }
    let file = try TestFile("a file")
    let request = HTTPRequest(
      "POST", server.url, body: Array("<".utf8),
      parts: [.file(file.path, count: 4), .bytes([]), .file(file.path, count: 0), .bytes(Array(">".utf8))])
    _ = try await Clients.client().send(request)
    #expect(server.received.map(\.text) == ["<a fi>"])
    #expect(server.received.first?.header("Content-Length") == "6")
    #expect(server.received.first?.header("Expect") == nil)
  }

  @Test func aLargeFileArrivesWhole() async throws {
    let server = try LoopbackServer { $0.answer() }
    defer { server.stop() }
    let bytes = (0..<(5 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
    let file = try TestFile(bytes)
    let request = HTTPRequest("POST", server.url, parts: [.file(file.path, count: bytes.count)])
    _ = try await Clients.client().send(request)
    let isSame = server.received.first?.body == bytes
    #expect(isSame)
  }

  @Test func whatCannotBeReadIsNotSent() async throws {
    let server = try LoopbackServer { $0.answer() }
    defer { server.stop() }
    let file = try TestFile("abc")
    for (path, count, detail) in [
      ("/nowhere/x", 1, "/nowhere/x: no such file or directory"),
      (file.path, 4, "\(file.path) is shorter than 4 bytes"),
      ("/tmp", 0, nil), ("/tmp", 1, "/tmp: is a directory"),
    ] {
      let request = HTTPRequest("POST", server.url, parts: [.file(path, count: count)])
      let failure = try await Clients.failure(Clients.client(), request)
      #expect(failure?.detail == detail)
      #expect(failure.map { $0.kind == .file } ?? true)
    }
    #expect(server.received.map(\.body) == [[]], "only the empty body was sent")
  }

  @Test func aBodyGoesToAFile() async throws {
    let server = try LoopbackServer { $0.answer(200, "a long answer", headers: ["X-N: 1"]) }
    defer { server.stop() }
    let file = try TestFile("")
    let response = try await Clients.client().send(
      HTTPRequest("GET", server.url), to: HTTPDownload(to: file.descriptor, limit: 13))
    #expect(response.status == 200 && response.body.isEmpty && response.header("X-N") == "1")
    #expect(file.text == "a long answer")
  }

  @Test func theBodyOfAnErrorDoesNot() async throws {
    let server = try LoopbackServer { $0.answer(404, "no such file") }
    defer { server.stop() }
    let file = try TestFile("")
    let response = try await Clients.client().send(
      HTTPRequest("GET", server.url), to: HTTPDownload(to: file.descriptor, limit: 1))
    #expect(response.body == Array("no such file".utf8) && file.text == "")
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var failure: HTTPFailure
    var saved: String
    var isWritable = true
    var script: LoopbackServer.Script
  }

  static let faults = [
    Fault(
      testDescription: "too large",
      failure: HTTPFailure(.tooLarge, detail: "the answer is larger than 20 bytes", requestWasSent: true), saved: "",
      script: { $0.answer(200, "123456789012345678901") }),
    Fault(
      testDescription: "half of it",
      failure: HTTPFailure(.broken, detail: "the connection ended after 8 bytes of the body", requestWasSent: true),
      saved: #"{"half":"#,
      script: {
        $0.send(FailureTests.half)
        $0.close()
      }),
    Fault(
      testDescription: "a file that takes nothing",
      failure: HTTPFailure(
        .file, detail: "the answer cannot be written: bad file descriptor", requestWasSent: true),
      saved: "", isWritable: false, script: { $0.answer(200, "x") }),
  ]

  @Test(arguments: faults) func faultsOfADownload(_ fault: Fault) async throws {
    let server = try LoopbackServer(fault.script)
    defer { server.stop() }
    let file = try TestFile("")
    let reader = open(file.path, O_RDONLY | O_CLOEXEC)
    defer { close(reader) }
    do {
      _ = try await Clients.client().send(
        HTTPRequest("GET", server.url),
        to: HTTPDownload(to: fault.isWritable ? file.descriptor : reader, limit: 20))
      Issue.record("no failure")
    } catch let failure as HTTPFailure {
      #expect(failure == fault.failure)
    }
    #expect(file.text == fault.saved)
  }

  /// On a clock that the test moves on, once the server has done all it will.
  @Test func aTransferThatStandsStillIsGivenUp() async throws {
    let server = try LoopbackServer {
      $0.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
      $0.stall()
    }
    defer { server.stop() }
    let clock = Mutex(Duration.zero)
    let client = Self.client { clock.withLock { $0 } }
    let file = try TestFile("")
    let call = Task {
      try await client.send(
        HTTPRequest("GET", server.url), deadline: .seconds(100), stall: .seconds(2),
        to: HTTPDownload(to: file.descriptor, limit: 100))
    }
    await server.stalled(1)
    clock.withLock { $0 = .seconds(2) }
    let detail = "nothing has moved for 2 s: 0 bytes of its body came"
    await #expect(throws: HTTPFailure(.timeout, detail: detail, requestWasSent: true)) {
      try await call.value
    }
    await server.left(1)
  }

  /// All of it takes twice as long as it may stand still.
  @Test func whatMovesIsNotGivenUp() async throws {
    let clock = Mutex(Duration.zero)
    let server = try LoopbackServer { exchange in
      exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n")
      for text in ["a", "b", "c"] {
        exchange.send(text)
        clock.withLock { $0 += .milliseconds(1300) }
      }
    }
    defer { server.stop() }
    let client = Self.client { clock.withLock { $0 } }
    let response = try await client.send(HTTPRequest("GET", server.url), stall: .seconds(2))
    #expect(response.body == Array("abc".utf8))
  }

  private static func client(uptime: @escaping @Sendable () -> Duration) -> HTTPClient {
    var world = World.live(environment: [:])
    world.uptime = uptime
    return HTTPClient(settings: HTTPClientSettings(userAgent: "libtool/test"), world: world)
  }
}

/// A file for one test, gone at its end.
final class TestFile: Sendable {
  let path: String
  let descriptor: Int32

  init(_ bytes: [UInt8]) throws {
    var template = Array("/tmp/transfer-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count else { throw Unwritable() }
  }

  convenience init(_ text: String) throws { try self.init(Array(text.utf8)) }

  /// What stands there now, up to a kilobyte.
  var text: String {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  struct Unwritable: Error {}
}
