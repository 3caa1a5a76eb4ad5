/// Why a request brought no whole answer.
public struct HTTPFailure: Error, Hashable {
  /// What went wrong.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// The URL is none, or neither `http` nor `https`.
    case invalidURL
    /// The host's name has no address.
    case cannotResolve
    /// Nothing listens there, or the way is blocked.
    case cannotConnect
    /// No secure connection: the server speaks no TLS, or none that this machine does.
    case tls
    /// The server's certificate is not trusted, or there are none to judge it by.
    case certificate
    /// The proxy cannot be reached or refuses.
    case proxy
    /// The deadline came first.
    case timeout
    /// The connection ended before the answer was whole.
    case broken
    /// The answer is larger than the client's bound.
    case tooLarge
    /// What came back is no HTTP, or cannot be unpacked.
    case malformed
    /// A file of this machine cannot be read, to be sent, or written.
    case file
    /// This machine has no thread or memory left for a call.
    case system
  }

  public var kind: Kind
  /// What happened, on one line, without anything that was sent.
  public var detail: String
  /// False only where it is certain that the server has seen nothing of the request.
  public var requestWasSent: Bool

  public init(_ kind: Kind, detail: String, requestWasSent: Bool) {
    self.kind = kind
    self.detail = detail
    self.requestWasSent = requestWasSent
  }
}
