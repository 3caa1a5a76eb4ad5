import HTTPClient
import LoopbackServer
import Synchronization
import Testing
import World

/// Deadlines and cancellation end a call at once, whatever the server does.
@Suite struct DeadlineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var progress: String
    var script: LoopbackServer.Script
  }

  static let stalls = [
    Case(testDescription: "stall before the headers", progress: "nothing came back", script: { $0.stall() }),
    Case(
      testDescription: "stall after the headers", progress: "0 bytes of its body came",
      script: {
        $0.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        $0.stall()
      }),
    Case(
      testDescription: "stall within the body", progress: "8 bytes of its body came",
      script: {
        $0.send(FailureTests.half)
        $0.stall()
      }),
  ]

  /// On a clock that the test moves on, once the server has done all it will.
  @Test(arguments: stalls) func aStalledServerDoesNotOutliveTheDeadline(_ sample: Case) async throws {
    let server = try LoopbackServer(sample.script)
    defer { server.stop() }
    let clock = Mutex(Duration.zero)
    var world = World.live(environment: [:])
    world.uptime = { clock.withLock { $0 } }
    let client = HTTPClient(settings: HTTPClientSettings(userAgent: "libtool/test"), world: world)
    async let failure = Clients.failure(client, Clients.post(server.url), deadline: .milliseconds(250))
    await server.stalled(1)
    clock.withLock { $0 = .milliseconds(250) }
    let detail = "no whole answer within 250 ms: \(sample.progress)"
    #expect(try await failure == HTTPFailure(.timeout, detail: detail, requestWasSent: true))
    // The connection is closed, not kept for another call.
    await server.left(1)
  }

  @Test func deadlinesAreKeptByTheClock() async throws {
    let server = try LoopbackServer { $0.stall() }
    defer { server.stop() }
    let start = ContinuousClock.now
    let failure = try await Clients.failure(Clients.client(), Clients.post(server.url), deadline: .milliseconds(250))
    // How much later is up to a busy machine; without the deadline it would be never.
    #expect(failure?.kind == .timeout && ContinuousClock.now - start >= .milliseconds(250))
  }

  @Test func aServerThatDripsDoesNotOutliveTheDeadline() async throws {
    let server = try LoopbackServer {
      $0.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
      $0.drip("x", every: 5000)
    }
    defer { server.stop() }
    let failure = try await Clients.failure(Clients.client(), Clients.post(server.url), deadline: .milliseconds(500))
    #expect(failure?.kind == .timeout)
    await server.left(1)
  }

  @Test func aDeadlineThatIsOverSendsNothing() async throws {
    let server = try LoopbackServer(greeting: { $0.stall() }) { $0.answer() }
    defer { server.stop() }
    let failure = try await Clients.failure(
      Clients.client(), Clients.post("https://127.0.0.1:\(server.port)"), deadline: .milliseconds(100))
    let detail = "no whole answer within 100 ms: nothing was sent"
    #expect(failure == HTTPFailure(.timeout, detail: detail, requestWasSent: false))
  }

  @Test func oneDeadlineDoesNotEndOtherCalls() async throws {
    let server = try LoopbackServer {
      if $0.request.text == "stall" { $0.stall() }
      $0.pause(300_000)
      $0.answer(200, "whole")
    }
    defer { server.stop() }
    let client = Clients.client()
    async let slow = client.send(Clients.post(server.url, "slow"), deadline: .seconds(30))
    let failure = try await Clients.failure(client, Clients.post(server.url, "stall"), deadline: .milliseconds(100))
    #expect(failure?.kind == .timeout)
    #expect(try await slow.body == Array("whole".utf8))
  }

  @Test func cancellingEndsTheCallAndItsConnection() async throws {
    let server = try LoopbackServer { $0.stall() }
    defer { server.stop() }
    let client = Clients.client()
    let calls = (0..<50).map { _ in Task { try await client.send(Clients.post(server.url)) } }
    await server.arrived(50)
    for call in calls { call.cancel() }
    for call in calls {
      await #expect(throws: CancellationError.self) { try await call.value }
    }
    await server.left(50)
  }

  @Test func aTaskThatIsCancelledAlreadySendsNothing() async throws {
    let server = try LoopbackServer { $0.answer() }
    defer { server.stop() }
    let client = Clients.client()
    let call = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await client.send(Clients.post(server.url))
    }
    await #expect(throws: CancellationError.self) { try await call.value }
    #expect(server.connections == 0)
  }
}
