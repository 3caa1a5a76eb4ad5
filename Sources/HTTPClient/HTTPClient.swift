import Synchronization
import World

/// Sends HTTP requests, hundreds at once, over libcurl on one thread of its own.
///
/// A request goes out at most once: it is never repeated, not even where a kept connection turns out to be broken, and
/// no redirect is followed. Connections are kept and used again. Certificates are verified. Only `http` and `https`.
/// The thread starts with the first request, and ends after the client is gone and its last request has ended.
public final class HTTPClient: Sendable {
  private let settings: HTTPClientSettings
  private let world: World
  private let loop = Mutex<TransferLoop?>(nil)

  /// - Parameter world: Its environment names proxies and certificates, its clock measures deadlines.
  public init(settings: HTTPClientSettings, world: World) {
    self.settings = settings
    self.world = world
  }

  deinit { loop.withLock { $0?.stop() } }

  /// Sends a request and waits for the whole answer.
  ///
  /// - Parameters:
  ///   - deadline: The longest that all of it may take, or nil; a server that stalls or drips cannot outlive it.
  ///   - stall: The longest that nothing of either body may move, or nil: the deadline of what has no size beforehand.
  ///   - download: Where the body of an answer with a status of success goes; nil: into the answer. Where the call fails
  ///     within the body, what had come by then stands there.
  /// - Throws: `HTTPFailure` where no whole answer came, `CancellationError` as soon as the task is cancelled: the
  ///   connection is closed at once.
  public func send(
    _ request: HTTPRequest, deadline: Duration? = nil, stall: Duration? = nil, to download: HTTPDownload? = nil
  ) async throws -> HTTPResponse {
    let call = TransferCall(
      request: request, download: download, settings: settings,
      route: ProxyRoute(to: request.url, setting: settings.proxy, environment: world.environment),
      certificates: TrustedCertificates(setting: settings.caFile, environment: world.environment),
      duration: deadline, end: deadline.map { world.uptime() + $0 }, stall: stall)
    let loop = try runningLoop()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { loop.start(call, $0) }
    } onCancel: {
      loop.cancel(call)
    }
  }

  private func runningLoop() throws -> TransferLoop {
    try loop.withLock { loop in
      if let loop { return loop }
      let new = try TransferLoop.run(uptime: world.uptime)
      loop = new
      return new
    }
  }
}
