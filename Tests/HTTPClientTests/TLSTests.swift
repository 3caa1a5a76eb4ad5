import HTTPClient
import LoopbackServer
import Testing

/// Certificates, with a server that OpenSSL's own program runs. Left out where there is no such program.
@Suite(.enabled(if: TLSServer.isAvailable)) struct TLSTests {
  @Test func aCertificateOfNobodyIsRefused() async throws {
    let server = try await TLSServer.start(names: "DNS:localhost,IP:127.0.0.1")
    defer { server.stop() }
    let failure = try await Clients.failure(Clients.client(), HTTPRequest("GET", "https://localhost:\(server.port)/"))
    #expect(failure?.kind == .certificate && failure?.requestWasSent == false)
    #expect(failure?.detail.contains("certificate") == true)
  }

  @Test(arguments: [nil, "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
  func aCertificateThatIsTrustedIsTaken(variable: String?) async throws {
    let server = try await TLSServer.start(names: "DNS:localhost,IP:127.0.0.1")
    defer { server.stop() }
    let client =
      variable.map { Clients.client(environment: [$0: server.certificate]) }
      ?? Clients.client(caFile: server.certificate)
    let response = try await client.send(
      HTTPRequest("GET", "https://localhost:\(server.port)/"), deadline: .seconds(30))
    #expect(response.status == 200)
  }

  @Test func aCertificateOfAnotherHostIsRefused() async throws {
    let server = try await TLSServer.start(names: "DNS:other.example")
    defer { server.stop() }
    let client = Clients.client(caFile: server.certificate)
    let failure = try await Clients.failure(client, HTTPRequest("GET", "https://localhost:\(server.port)/"))
    #expect(failure?.kind == .certificate && failure?.requestWasSent == false)
  }
}
