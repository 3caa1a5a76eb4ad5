import Synchronization

/// A request on its way to the thread that performs it.
final class TransferCall: Sendable {
  let request: HTTPRequest
  /// Where the answer's body goes, or nil.
  let download: HTTPDownload?
  let settings: HTTPClientSettings
  let route: ProxyRoute
  let certificates: TrustedCertificates
  /// The longest that all of it may take, or nil.
  let duration: Duration?
  /// When that is over, by the clock `World.uptime`.
  let end: Duration?
  /// The longest that nothing may move, or nil.
  let stall: Duration?
  /// Set by whoever cancels, which may be before the thread has seen the call.
  let isCancelled = Atomic(false)

  init(
    request: HTTPRequest, download: HTTPDownload?, settings: HTTPClientSettings, route: ProxyRoute,
    certificates: TrustedCertificates, duration: Duration?, end: Duration?, stall: Duration?
  ) {
    self.request = request
    self.download = download
    self.settings = settings
    self.route = route
    self.certificates = certificates
    self.duration = duration
    self.end = end
    self.stall = stall
  }
}
