#if canImport(Glibc)
  import Glibc
#endif

/// Why a web server could not be started.
public struct WebServerError: Error, Hashable, Sendable {
  public var host: String
  public var port: Int
  /// What the system said, or what is wrong with the address.
  public var reason: String
  /// The mend.
  public var hint: String

  /// What, and where: one sentence without a full stop.
  public var message: String { "cannot listen at \(host.contains(":") ? "[\(host)]" : host):\(port): \(reason)" }

  init(host: String, port: Int, reason: String, hint: String) {
    self.host = host
    self.port = port
    self.reason = reason
    self.hint = hint
  }

  /// What the system's error number means here.
  init(host: String, port: Int, code: Int32) {
    let hint =
      switch code {
      case EADDRINUSE: "another program listens there: choose another port, or 0 for any free one"
      case EACCES: "ports below 1024 are for the administrator: choose another, or 0 for any free one"
      case EADDRNOTAVAIL: "this machine has no such address: choose 127.0.0.1"
      case EMFILE, ENFILE: "raise the limit of open files (ulimit -n)"
      default: "choose 127.0.0.1 and port 0"
      }
    self.init(host: host, port: port, reason: String(cString: strerror(code)), hint: hint)
  }
}
