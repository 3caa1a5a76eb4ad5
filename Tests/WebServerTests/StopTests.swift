import RawHTTP
import Synchronization
import Testing
import World

@testable import WebServer

/// Whatever is going on, the server stops at once.
@Suite struct StopTests {
  static let world = World.live(environment: [:])

  @Test(arguments: [
    WebResponse.Fate.whole, .endless, .drip(bytes: 1, every: .milliseconds(1)),
    .ends(.stall, after: .nothing),
    .ends(.stall, after: .headers), .ends(.stall, after: .halfOfBody),
    .ends(.reset, after: .halfOfBody),
  ]) func itStopsUnderLoad(fate: WebResponse.Fate) async throws {
    for round in 0..<8 {
      let served = AsyncStream.makeStream(of: Void.self)
      let server = try WebServer(world: Self.world) { request in
        served.continuation.yield()
        // A third of the handlers still works when the server stops.
        if request.path.hasSuffix("0") {
          do { try await Self.world.sleep(.seconds(60)) } catch { return WebResponse() }
        }
        return WebResponse(body: [UInt8](repeating: 65, count: 100_000), fate: fate)
      }
      let clients = (0..<24).map { number in
        Task {
          try? await offThread {
            // Refused and broken connections are what the end of a server looks like.
            guard let connection = try? RawConnection(port: server.port) else { return }
            for call in 0..<50 {
              guard (try? connection.send("GET", "/\((number + call) % 3)")) != nil else { return }
              if connection.answer(limit: 400_000).ending != .whole { return }
            }
          }
        }
      }
      var begun = 0
      for await _ in served.stream {
        begun += 1
        if begun > round * 3 { break }  // at most 22 of the 24 that come even where all stall
      }
      let start = Self.world.uptime()
      server.stop()
      #expect(Self.world.uptime() - start < .seconds(5))
      for client in clients { await client.value }
      #expect(throws: RawFailure.self) { try RawConnection(port: server.port) }
    }
  }

  @Test func stoppingTwiceAndGoingAwayAreTheSame() async throws {
    var server: WebServer? = try WebServer(world: Self.world) { _ in WebResponse() }
    let port = try #require(server?.port)
    server?.stop()
    server?.stop()
    server = nil
    #expect(throws: RawFailure.self) { try RawConnection(port: port) }
    server = try WebServer(world: Self.world) { _ in WebResponse() }
    let second = try #require(server?.port)
    server = nil
    #expect(throws: RawFailure.self) { try RawConnection(port: second) }
  }

  /// Handlers are cancelled, and told nothing else.
  @Test func handlersAtWorkAreCancelled() async throws {
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
    server.stop()
    for await _ in cancelled.stream { break }
    let ending = try await offThread { connection.answer().ending }
    #expect(ending == .closed)
  }
}
