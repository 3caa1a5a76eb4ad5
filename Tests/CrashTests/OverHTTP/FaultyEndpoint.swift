import Formats
import Foundation
import LoopbackServer
import Testing

/// An endpoint with one fault.
final class FaultyEndpoint: Sendable {
  /// How it fails.
  enum Fault: Sendable {
    /// The simulator's faults, one a call.
    case next([String])
    /// The simulator's faults, in every call that they can strike.
    case always([String])
    /// A server that does what it is told.
    case script(LoopbackServer.Script)
    /// A port where nobody listens.
    case closedPort
    /// Another base URL.
    case elsewhere(String)
    /// A server with a certificate for some names that nobody knows.
    case untrusted(String)
    /// A server with a certificate for some names that is trusted.
    case trusted(String)
  }

  let address: TestEndpoint
  private let simulated: SimulatedEndpoint
  private let server: LoopbackServer?
  private let tls: TLSServer?

  /// - Parameter simulated: Answers after the fault has gone.
  init(_ fault: Fault, like simulated: SimulatedEndpoint) async throws {
    self.simulated = simulated
    var address = simulated.address
    var server: LoopbackServer?
    var tls: TLSServer?
    switch fault {
    case .next(let names): await simulated.set(["next": .array(names.map(JSON.string))])
    case .always(let names): await simulated.set(.object(JSON.Object(names.map { ($0, 1) })))
    case .script(let script):
      server = try LoopbackServer(script)
      address.baseURL = (server?.url ?? "") + "/v1"
    case .closedPort:
      let closed = try LoopbackServer { $0.close() }
      closed.stop()
      address.baseURL = closed.url + "/v1"
    case .elsewhere(let url): address.baseURL = url
    case .untrusted(let names), .trusted(let names):
      let secure = try await TLSServer.start(names: names)
      address.baseURL = "https://127.0.0.1:\(secure.port)/v1"
      if case .trusted = fault { address.more["SSL_CERT_FILE"] = secure.certificate }
      tls = secure
    }
    self.address = address
    self.server = server
    self.tls = tls
  }

  deinit {
    server?.stop()
    tls?.stop()
  }

  /// Takes the fault out.
  func heal() async { await simulated.heal() }

  /// The calls that came here and to the simulator.
  func log(_ library: TestLibrary) throws -> CallLog {
    var log = try CallLog(path: simulated.address.callLog)
    for request in server?.received ?? [] {
      let call = request.header("X-Client-Request-Id") ?? "without a name"
      log.received.append((call, .distantPast))
      log.answered[call] = "scripted"
    }
    return log
  }

  /// A text with `HOST` in place of where this is, and `TIME` in place of times.
  func generalised(_ text: String) -> String {
    let host = address.baseURL.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    return text.replacing(host, with: "HOST").replacing(#/\d{4}-\d\d-\d\d \d\d:\d\d UTC/#, with: "TIME")
  }
}
