#if canImport(Glibc)
  import Glibc
#endif

/// A connection of a client as small as it can be: text out, an answer in. It hides nothing that happens to the connection.
///
/// Calls block; see `offThread`.
public final class RawConnection: Sendable {
  public let descriptor: Int32

  /// - Parameter patience: milliseconds after which a read gives up.
  public init(port: Int, patience: Int = 20_000) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    wait(atMost: patience)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 ? 0 : errno
      }
    }
    // The descriptor is closed by `deinit`, which also an initialiser that throws comes to.
    if code != 0 { throw RawFailure(reason: String(cString: strerror(code))) }
  }

  /// Changes the patience, in milliseconds.
  public func wait(atMost patience: Int) {
    var time = timeval(tv_sec: patience / 1000, tv_usec: patience % 1000 * 1000)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { Glibc.close(descriptor) }

  /// Says goodbye while the descriptor stays: the other end sees what it sees when a client leaves.
  public func leave() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Sends bytes as they are.
  public func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { throw RawFailure(reason: String(cString: strerror(errno))) }
      rest = rest.dropFirst(count)
    }
  }

  /// Sends a request; `Content-Length` is added where there is a body.
  public func send(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
  ) throws {
    var text = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    if !body.isEmpty || method == "POST" { text += "Content-Length: \(body.count)\r\n" }
    try send(Array((text + "\r\n").utf8) + body)
  }

  /// Some bytes, or how the connection stands where none came; `limit` bounds what is read at once.
  public func receive(limit: Int = 65_536) -> Result<[UInt8], RawEnding> {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = recv(descriptor, &bytes, limit, 0)
    let code = errno
    if count > 0 { return .success(Array(bytes.prefix(count))) }
    if count == 0 { return .failure(.closed) }
    return .failure(code == EAGAIN ? .silent : .reset)
  }
}

/// How a connection stands where no more bytes come.
public enum RawEnding: Error, Hashable, Sendable {
  /// The answer is whole.
  case whole
  /// The other end closed the connection.
  case closed
  /// The other end reset the connection.
  case reset
  /// There is more than was wanted.
  case unread
  /// Nothing came for as long as the patience lasts.
  case silent
}

/// A connection that could not be made or written to.
public struct RawFailure: Error, Hashable, Sendable { public var reason: String }
