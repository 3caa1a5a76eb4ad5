import HTTPClient
import LoopbackServer
import Testing

/// Every way in which a call can go wrong, to the letter, and whether the request was sent.
@Suite struct FailureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var failure: HTTPFailure
    var script: LoopbackServer.Script
  }

  static let half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":"
  static let faults = [
    Case(
      testDescription: "reset before the headers",
      failure: HTTPFailure(.broken, detail: "the connection was reset before an answer", requestWasSent: true),
      script: { $0.reset() }),
    Case(
      testDescription: "closed before the headers",
      failure: HTTPFailure(.broken, detail: "the connection ended before an answer", requestWasSent: true),
      script: { $0.close() }),
    Case(
      testDescription: "closed within the headers",
      failure: HTTPFailure(.broken, detail: "the connection ended before an answer", requestWasSent: true),
      script: {
        $0.send("HTTP/1.1 200 OK\r\nContent-Len")
        $0.close()
      }),
    Case(
      testDescription: "half a body",
      failure: HTTPFailure(.broken, detail: "the connection ended after 8 bytes of the body", requestWasSent: true),
      script: {
        $0.send(half)
        $0.close()
      }),
    Case(
      testDescription: "half a chunk",
      failure: HTTPFailure(.broken, detail: "the connection ended after 3 bytes of the body", requestWasSent: true),
      script: {
        $0.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFF\r\nabc")
        $0.close()
      }),
    Case(
      testDescription: "no HTTP",
      failure: HTTPFailure(.malformed, detail: "the answer is no HTTP", requestWasSent: true),
      script: {
        $0.send("220 mail.example ESMTP\r\n")
        $0.close()
      }),
    Case(
      testDescription: "no gzip",
      failure: HTTPFailure(.malformed, detail: "the answer cannot be unpacked", requestWasSent: true),
      script: { $0.answer(200, "this is plain", headers: ["Content-Encoding: gzip"]) }),
    Case(
      testDescription: "an endless body",
      failure: HTTPFailure(.tooLarge, detail: "the answer is larger than 1000000 bytes", requestWasSent: true),
      script: {
        $0.send("HTTP/1.1 200 OK\r\n\r\n")
        $0.sendWithoutEnd([UInt8](repeating: 65, count: 65536))
      }),
    Case(
      testDescription: "endless headers",
      failure: HTTPFailure(.tooLarge, detail: "the answer is larger than 1000000 bytes", requestWasSent: true),
      script: {
        $0.send("HTTP/1.1 200 OK\r\n")
        $0.sendWithoutEnd(Array("X-Header: \(String(repeating: "y", count: 1000))\r\n".utf8))
      }),
  ]

  @Test(arguments: faults) func faultsAreTold(_ sample: Case) async throws {
    let server = try LoopbackServer(sample.script)
    defer { server.stop() }
    #expect(try await Clients.failure(Clients.client(bodyLimit: 1_000_000), Clients.post(server.url)) == sample.failure)
    #expect(server.received.count == 1)
  }

  @Test func aResetWithinTheBodyIsTold() async throws {
    let server = try LoopbackServer {
      $0.send(Self.half)
      // The reset would overtake what the client has not read yet.
      $0.pause(50_000)
      $0.reset()
    }
    defer { server.stop() }
    #expect(
      try await Clients.failure(Clients.client(), Clients.post(server.url))
        == HTTPFailure(.broken, detail: "the connection was reset after 8 bytes of the body", requestWasSent: true))
  }

  @Test func nobodyListens() async throws {
    let server = try LoopbackServer { $0.answer() }
    let place = "127.0.0.1:\(server.port)"
    server.stop()
    #expect(
      try await Clients.failure(Clients.client(), Clients.post("http://\(place)/v1"))
        == HTTPFailure(.cannotConnect, detail: "\(place): connection refused", requestWasSent: false))
  }

  @Test func connectingTakesTooLong() async throws {
    let server = try LoopbackServer(isFull: true) { $0.answer() }
    defer { server.stop() }
    let client = Clients.client(connectTimeout: .milliseconds(300))
    let detail = "127.0.0.1:\(server.port): no connection within 300 ms"
    #expect(
      try await Clients.failure(client, Clients.post(server.url))
        == HTTPFailure(.cannotConnect, detail: detail, requestWasSent: false))
  }

  /// Names below `invalid` never have an address (RFC 2606).
  @Test func noAddress() async throws {
    #expect(
      try await Clients.failure(Clients.client(), Clients.post("https://api.invalid:8443/v1"))
        == HTTPFailure(.cannotResolve, detail: "api.invalid has no address", requestWasSent: false))
  }

  @Test(arguments: [
    ("http://", "this is no URL"), ("", "this is no URL"), ("http://a b/", "this is no URL"),
    ("ftp://127.0.0.1/x", "the URL is neither http nor https"),
    ("file:///etc/hostname", "the URL is neither http nor https"),
  ]) func badURLs(url: String, detail: String) async throws {
    #expect(
      try await Clients.failure(Clients.client(), Clients.post(url))
        == HTTPFailure(.invalidURL, detail: detail, requestWasSent: false))
  }

  @Test func aServerThatSpeaksNoTLS() async throws {
    let server = try LoopbackServer(greeting: {
      $0.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    }) { $0.answer() }
    defer { server.stop() }
    let failure = try await Clients.failure(Clients.client(), Clients.post("https://127.0.0.1:\(server.port)/v1"))
    #expect(failure?.kind == .tls && failure?.requestWasSent == false)
    #expect(failure?.detail.isEmpty == false)
  }

  @Test(arguments: ["CURL_CA_BUNDLE", "SSL_CERT_FILE"]) func certificatesOfTheEnvironment(name: String) async throws {
    let client = Clients.client(environment: [name: "/nowhere/ca.pem"])
    let server = try LoopbackServer { $0.answer() }
    defer { server.stop() }
    let detail = "the file of certificates /nowhere/ca.pem cannot be used"
    let expected = HTTPFailure(.certificate, detail: detail, requestWasSent: false)
    let url = "https://127.0.0.1:\(server.port)/v1"
    #expect(try await Clients.failure(client, Clients.post(url)) == expected)
    let own = Clients.client(caFile: "/nowhere/ca.pem", environment: [name: "/elsewhere"])
    #expect(try await Clients.failure(own, Clients.post(url)) == expected)
  }
}
