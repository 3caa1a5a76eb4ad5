import World

/// A small HTTP/1.1 server on one thread: libmicrohttpd with epoll, whose connections are put aside while a handler works.
///
/// So hundreds of slow answers at once take no thread each. Connections are kept between requests. A handler's task is
/// cancelled when its client leaves, and when the server stops.
public final class WebServer: Sendable {
  /// Where it listens, as it was told.
  public let host: String
  /// The port that it got.
  public let port: Int
  private let daemon: Daemon

  /// Starts to listen; requests come in as soon as this returns.
  ///
  /// - Parameters:
  ///   - host: an address in digits, or `localhost`. One that other machines reach is refused unless `openToOthers`.
  ///   - port: 0 for any free one.
  ///   - world: pauses within answers are slept here.
  ///   - handler: answers each request, many at once.
  /// - Throws: `WebServerError` where it cannot listen there.
  public init(
    host: String = "127.0.0.1", port: Int = 0, openToOthers: Bool = false, limits: WebLimits = WebLimits(),
    world: World, handler: @escaping @Sendable (WebRequest) async -> WebResponse
  ) throws(WebServerError) {
    let listener = try ListeningSocket(host: host, port: port, openToOthers: openToOthers)
    self.host = host
    self.port = listener.port
    do {
      daemon = try Daemon(listener: listener.descriptor, limits: limits, world: world, handler: handler)
    } catch {
      throw WebServerError(host: host, port: port, code: error.code)
    }
  }

  deinit { stop() }

  /// Ends all connections and returns when no callback runs any more; handlers at work are cancelled, not awaited.
  ///
  /// Takes milliseconds, whatever is going on. Further calls do nothing.
  public func stop() { daemon.stop() }
}
