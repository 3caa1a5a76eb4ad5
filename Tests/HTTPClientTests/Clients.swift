import HTTPClient
import LoopbackServer
import World

/// Clients and requests that several tests share.
enum Clients {
  /// A client that reads no environment but the one given.
  static func client(
    proxy: ProxySetting = .environment, caFile: String? = nil, bodyLimit: Int = 64 << 20,
    connectTimeout: Duration = .seconds(30), environment: [String: String] = [:]
  ) -> HTTPClient {
    HTTPClient(
      settings: HTTPClientSettings(
        userAgent: "libtool/test", proxy: proxy, caFile: caFile, bodyLimit: bodyLimit, connectTimeout: connectTimeout),
      world: .live(environment: environment))
  }

  static func post(_ url: String, _ body: String = "{}") -> HTTPRequest {
    HTTPRequest("POST", url, headers: [HTTPHeader("Content-Type", "application/json")], body: Array(body.utf8))
  }

  /// What a call failed with, or nil where it brought an answer.
  static func failure(
    _ client: HTTPClient, _ request: HTTPRequest, deadline: Duration? = .seconds(30)
  ) async throws -> HTTPFailure? {
    do {
      _ = try await client.send(request, deadline: deadline)
      return nil
    } catch let failure as HTTPFailure {
      return failure
    }
  }
}
