#if canImport(Glibc)
  import Glibc
#endif

/// A socket that listens at an address, before the server takes it over.
struct ListeningSocket {
  let descriptor: Int32
  /// The port that it got.
  let port: Int

  /// - Parameters:
  ///   - host: an address in digits, or `localhost`, which is 127.0.0.1.
  ///   - port: 0 to 65,535; 0 for any free one.
  ///   - openToOthers: whether an address may be one that other machines reach.
  init(host: String, port: Int, openToOthers: Bool) throws(WebServerError) {
    guard (0...65_535).contains(port) else {
      throw WebServerError(
        host: host, port: port, reason: "there is no such port", hint: "choose 1 to 65535, or 0 for any free one")
    }
    var address = try Self.address(host: host, port: port, openToOthers: openToOthers)
    let family = Int32(address.ss_family)
    let size = socklen_t(family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size)
    let descriptor = socket(
      family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { throw WebServerError(host: host, port: port, code: errno) }
    // A port that was used a moment ago may be used again at once.
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    let code = withUnsafeMutablePointer(to: &address) { storage in
      storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> Int32 in
        var size = size
        guard bind(descriptor, address, size) == 0, listen(descriptor, 1024) == 0,
          getsockname(descriptor, address, &size) == 0
        else { return errno }
        return 0
      }
    }
    if code != 0 {
      close(descriptor)
      throw WebServerError(host: host, port: port, code: code)
    }
    self.descriptor = descriptor
    // The port stands at the same place in the addresses of both families.
    self.port = withUnsafeBytes(of: &address) { bytes in
      Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
    }
  }

  private static func address(
    host: String, port: Int, openToOthers: Bool
  ) throws(WebServerError) -> sockaddr_storage {
    var storage = sockaddr_storage()
    let digits = host == "localhost" ? "127.0.0.1" : host
    var four = sockaddr_in()
    var six = sockaddr_in6()
    let isLoopback: Bool
    if inet_pton(AF_INET, digits, &four.sin_addr) == 1 {
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = in_port_t(port).bigEndian
      isLoopback = UInt32(bigEndian: four.sin_addr.s_addr) >> 24 == 127
      withUnsafeMutableBytes(of: &storage) { target in withUnsafeBytes(of: &four) { target.copyMemory(from: $0) } }
    } else if inet_pton(AF_INET6, digits, &six.sin6_addr) == 1 {
      six.sin6_family = sa_family_t(AF_INET6)
      six.sin6_port = in_port_t(port).bigEndian
      isLoopback = withUnsafeBytes(of: &six.sin6_addr) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
      withUnsafeMutableBytes(of: &storage) { target in withUnsafeBytes(of: &six) { target.copyMemory(from: $0) } }
    } else {
      throw WebServerError(
        host: host, port: port, reason: "this is no address in digits",
        hint: "write 127.0.0.1, ::1 or the address of an interface")
    }
    guard isLoopback || openToOthers else {
      throw WebServerError(
        host: host, port: port, reason: "other machines could reach it there", hint: "choose 127.0.0.1")
    }
    return storage
  }
}
