import HTTPClient
import LoopbackServer
import Testing

/// Connections are kept, and a request that may have been received is never sent again.
@Suite struct KeptConnectionTests {
  @Test func oneCallAfterTheOtherUsesOneConnection() async throws {
    let server = try LoopbackServer { $0.answer() }
    defer { server.stop() }
    let client = Clients.client()
    for _ in 0..<20 { _ = try await client.send(Clients.post(server.url)) }
    // One; on a machine that stands still for seconds, one more each time.
    #expect((1...5).contains(server.connections) && server.received.count == 20)
  }

  /// By itself libcurl would send the request once more, on a fresh connection, and the second would be paid as well.
  @Test(arguments: [true, false]) func aKeptConnectionThatBreaksUnderARequest(isReset: Bool) async throws {
    let server = try LoopbackServer { exchange in
      switch exchange.request.text {
      case "first": exchange.answer()
      default: if isReset { exchange.reset() } else { exchange.close() }
      }
    }
    defer { server.stop() }
    let client = Clients.client()
    for round in 1...5 {
      _ = try await client.send(Clients.post(server.url, "first"))
      let failure = try await Clients.failure(client, Clients.post(server.url, "paid \(round)"))
      #expect(failure?.kind == .broken && failure?.requestWasSent == true)
      #expect(server.received.count { $0.text == "paid \(round)" } == 1)
    }
    #expect(server.received.count { $0.text == "first" } == 5)
  }

  /// A connection that the server has closed meanwhile is noticed before anything is sent on it.
  @Test func aKeptConnectionThatHasEndedIsReplaced() async throws {
    let server = try LoopbackServer {
      $0.answer(200, "one")
      $0.close()
    }
    defer { server.stop() }
    let client = Clients.client()
    for round in 1...5 {
      #expect(try await client.send(Clients.post(server.url)).body == Array("one".utf8))
      await server.ended(round)
    }
    #expect(server.received.count == 5 && server.connections == 5)
  }

  @Test func aServerThatWantsToCloseIsObeyed() async throws {
    let server = try LoopbackServer {
      $0.answer(200, "one", headers: ["Connection: close"])
    }
    defer { server.stop() }
    let client = Clients.client()
    for _ in 0..<3 { _ = try await client.send(Clients.post(server.url)) }
    #expect(server.connections == 3)
  }

  @Test func aFreshConnectionMayFailAtOnce() async throws {
    let server = try LoopbackServer(greeting: { $0.reset() }) { $0.answer() }
    defer { server.stop() }
    let failure = try await Clients.failure(Clients.client(), Clients.post(server.url))
    // Whether the reset comes before or after the request is a matter of microseconds; both are told as what they are.
    #expect(failure?.kind == .broken || failure?.kind == .cannotConnect)
    #expect(server.received.isEmpty)
  }
}
