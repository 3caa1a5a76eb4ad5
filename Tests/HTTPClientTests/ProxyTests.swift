import LoopbackServer
import Testing

@testable import HTTPClient

/// Which proxy a request takes, and what goes through it.
@Suite struct ProxyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var url = "https://api.example/v1"
    var setting = ProxySetting.environment
    var environment: [String: String]
    var proxy: String
    var exceptions = ""
    var testDescription: String { "\(url) \(environment)" }
  }

  static let routes = [
    Case(environment: [:], proxy: ""),
    Case(environment: ["HTTPS_PROXY": "http://p:1"], proxy: "http://p:1"),
    Case(environment: ["https_proxy": "http://q:2", "HTTPS_PROXY": "http://p:1"], proxy: "http://q:2"),
    Case(environment: ["https_proxy": "", "HTTPS_PROXY": "http://p:1"], proxy: "http://p:1"),
    Case(environment: ["HTTP_PROXY": "http://p:1"], proxy: ""),
    Case(url: "http://a/", environment: ["HTTP_PROXY": "http://p:1"], proxy: "http://p:1"),
    Case(url: "HTTP://a/", environment: ["http_proxy": "http://p:1"], proxy: "http://p:1"),
    Case(url: "http://a/", environment: ["HTTP_PROXY": "http://p:1", "REQUEST_METHOD": "GET"], proxy: ""),
    Case(url: "http://a/", environment: ["http_proxy": "http://p:1", "REQUEST_METHOD": "GET"], proxy: "http://p:1"),
    Case(environment: ["ALL_PROXY": "socks5h://p:1"], proxy: "socks5h://p:1"),
    Case(environment: ["HTTPS_PROXY": "http://p:1", "ALL_PROXY": "http://q:2"], proxy: "http://p:1"),
    Case(environment: ["HTTPS_PROXY": "p", "NO_PROXY": "a,b"], proxy: "p", exceptions: "a,b"),
    Case(setting: .direct, environment: ["HTTPS_PROXY": "p", "NO_PROXY": "a"], proxy: ""),
    Case(setting: .url("http://own:3"), environment: ["HTTPS_PROXY": "p", "NO_PROXY": "*"], proxy: "http://own:3"),
  ]

  @Test(arguments: routes) func theProxyIsFound(_ sample: Case) {
    let route = ProxyRoute(to: sample.url, setting: sample.setting, environment: sample.environment)
    #expect(route.proxy == sample.proxy && route.exceptions == sample.exceptions)
  }

  @Test func aRequestGoesThroughTheProxyOfTheEnvironment() async throws {
    let proxy = try LoopbackServer { $0.answer(200, "by proxy") }
    defer { proxy.stop() }
    let client = Clients.client(environment: ["http_proxy": proxy.url])
    let response = try await client.send(Clients.post("http://api.invalid/v1/x"))
    #expect(response.body == Array("by proxy".utf8))
    #expect(proxy.received.map(\.target) == ["http://api.invalid/v1/x"])
  }

  @Test(arguments: ["127.0.0.1", "*", "x.example, 127.0.0.0/8"]) func exceptionsGoStraight(exceptions: String)
    async throws
  {
    let proxy = try LoopbackServer { $0.answer(200, "by proxy") }
    let server = try LoopbackServer { $0.answer(200, "straight") }
    defer { for server in [proxy, server] { server.stop() } }
    let client = Clients.client(environment: ["http_proxy": proxy.url, "no_proxy": exceptions])
    #expect(try await client.send(Clients.post(server.url)).body == Array("straight".utf8))
    #expect(proxy.connections == 0)
  }

  /// The world's environment counts, not that of the process that the tests run in.
  @Test func aTunnelIsAskedForHTTPS() async throws {
    let proxy = try LoopbackServer { $0.answer(407, "") }
    defer { proxy.stop() }
    let client = Clients.client(proxy: .url("http://user:secret@127.0.0.1:\(proxy.port)"))
    let failure = try await Clients.failure(client, Clients.post("https://api.invalid/v1"))
    #expect(failure == HTTPFailure(.proxy, detail: "the proxy answers HTTP 407", requestWasSent: false))
    #expect(proxy.received.map(\.method) == ["CONNECT"] && proxy.received.map(\.target) == ["api.invalid:443"])
    #expect(proxy.received.first?.header("Proxy-Authorization") == "Basic dXNlcjpzZWNyZXQ=")
  }

  @Test func aProxyThatIsNotThere() async throws {
    let gone = try LoopbackServer { $0.answer() }
    gone.stop()
    let client = Clients.client(environment: ["ALL_PROXY": "http://user:secret@127.0.0.1:\(gone.port)"])
    let failure = try await Clients.failure(client, Clients.post("http://api.invalid/v1"))
    #expect(failure == HTTPFailure(.proxy, detail: "the proxy: connection refused", requestWasSent: false))
  }

  @Test func aProxyWithoutAnAddress() async throws {
    let client = Clients.client(environment: ["all_proxy": "http://proxy.invalid:3128"])
    let failure = try await Clients.failure(client, Clients.post("http://127.0.0.1:1/v1"))
    #expect(failure == HTTPFailure(.proxy, detail: "the proxy's name has no address", requestWasSent: false))
  }
}
