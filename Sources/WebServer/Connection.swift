import CMicrohttpd

#if canImport(Glibc)
  import Glibc
#endif

/// A connection of libmicrohttpd, for as long as a request lives on it.
///
/// `@unchecked Sendable`: an address, handed to functions that libmicrohttpd allows on any thread (resume), or used while
/// the connection is suspended or on the daemon's own thread, so that it cannot go away meanwhile.
struct Connection: @unchecked Sendable {
  let pointer: OpaquePointer
  let descriptor: Int32

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    descriptor = web_connection_socket(pointer)
  }

  /// Sends what the system keeps back in order to fill a packet.
  func push() {
    var off: Int32 = 0
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_CORK, &off, socklen_t(MemoryLayout<Int32>.size))
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Whether the other end has got everything that was sent.
  var isDrained: Bool {
    var unsent: Int32 = 0
    return ioctl(descriptor, UInt(TIOCOUTQ), &unsent) != 0 || unsent == 0
  }

  /// Resets the connection at once; what the other end has not got is lost.
  ///
  /// Connecting a socket to nowhere sends a reset (`AF_UNSPEC`, see connect(2)). Lingering for no time would send it at
  /// close only, and libmicrohttpd says goodbye before that.
  func reset() {
    var nowhere = sockaddr()
    nowhere.sa_family = sa_family_t(AF_UNSPEC)
    connect(descriptor, &nowhere, socklen_t(MemoryLayout<sockaddr>.size))
  }
}
