/// What a client does in the same way for all its requests.
public struct HTTPClientSettings: Hashable, Sendable {
  /// Sent as `User-Agent`: `libtool/0.1.0`.
  public var userAgent: String
  /// Which proxy the requests go through.
  public var proxy: ProxySetting
  /// A file of certificates (PEM) that are trusted instead of the system's; nil: see `TrustedCertificates`.
  public var caFile: String?
  /// The largest body of an answer in bytes, unpacked.
  public var bodyLimit: Int
  /// The longest that making a connection may take, TLS included; a call's deadline may end it sooner.
  public var connectTimeout: Duration

  public init(
    userAgent: String, proxy: ProxySetting = .environment, caFile: String? = nil, bodyLimit: Int = 64 << 20,
    connectTimeout: Duration = .seconds(30)
  ) {
    self.userAgent = userAgent
    self.proxy = proxy
    self.caFile = caFile
    self.bodyLimit = bodyLimit
    self.connectTimeout = connectTimeout
  }
}
