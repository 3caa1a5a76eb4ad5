import CCurl
import Glibc

/// What a loop's thread sleeps on.
struct LoopDescriptors: Sendable {
  /// The sockets that libcurl wants to hear of, and `wake`.
  let epoll: Int32
  /// An eventfd(2) that others write to.
  let wake: Int32

  /// - Throws: `HTTPFailure` where the system gives no more descriptors.
  init() throws(HTTPFailure) {
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    wake = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: wake))
    guard epoll >= 0, wake >= 0, epoll_ctl(epoll, EPOLL_CTL_ADD, wake, &event) == 0 else {
      let reason = String(cString: strerror(errno))
      close()
      throw HTTPFailure(.system, detail: "no descriptor: \(reason)", requestWasSent: false)
    }
  }

  /// Ends the thread's sleep, or the next one.
  func ring() {
    var one: UInt64 = 1
    _ = Glibc.write(wake, &one, 8)
  }

  func close() {
    for descriptor in [epoll, wake] where descriptor >= 0 { Glibc.close(descriptor) }
  }
}

/// Hears of the sockets of all transfers and tells libcurl of those at which something has happened: an answer among hundreds
/// of calls costs the work of one. Lives on the loop's thread.
final class SocketWatch {
  private let multi: UnsafeMutableRawPointer
  private let descriptors: LoopDescriptors
  private let uptime: @Sendable () -> Duration
  private var watched: Set<Int32> = []
  /// When libcurl wants to be called without an event, or nil; by a clock of its own, since libcurl knows no other.
  private var due: ContinuousClock.Instant?
  private var events = [epoll_event](repeating: epoll_event(), count: 64)

  init(_ multi: UnsafeMutableRawPointer, _ descriptors: LoopDescriptors, uptime: @escaping @Sendable () -> Duration) {
    self.multi = multi
    self.descriptors = descriptors
    self.uptime = uptime
    let this = Unmanaged.passUnretained(self).toOpaque()
    curl_multi_set_socket_watcher(
      multi,
      { _, socket, wish, this, _ in
        SocketWatch.from(this).watch(socket, wish)
        return 0
      }, this)
    curl_multi_set_timer(
      multi,
      { _, milliseconds, this in
        let watch = SocketWatch.from(this)
        watch.due = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
        return 0
      }, this)
  }

  /// What `init` gave to libcurl, which hands it back as it is.
  private static func from(_ pointer: UnsafeMutableRawPointer?) -> SocketWatch {
    guard let pointer else { preconditionFailure("libcurl lost what it was given") }
    return Unmanaged<SocketWatch>.fromOpaque(pointer).takeUnretainedValue()
  }

  /// Sleeps until something happens, and lets libcurl act on it.
  ///
  /// - Parameter end: When to return at the latest, or nil.
  /// - Returns: When it woke, before the network was read: what came by then is seen.
  func wait(until end: Duration?) -> Duration {
    let rest = [due.map { $0 - .now }, end.map { $0 - uptime() }].compactMap { $0 }.min() ?? .seconds(60)
    let count = epoll_wait(descriptors.epoll, &events, Int32(events.count), Self.milliseconds(rest))
    let woke = uptime()
    var running: Int32 = 0
    for event in events.prefix(Int(max(0, count))) {
      let socket = event.data.fd
      if socket == descriptors.wake {
        var rings: UInt64 = 0
        _ = Glibc.read(socket, &rings, 8)
      } else if watched.contains(socket) {
        curl_multi_socket_action(multi, socket, Self.happened(event.events), &running)
      }
    }
    if let due, due <= .now {
      self.due = nil
      curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
    }
    return woke
  }

  /// Rounded up, so that a moment is not waited for in many short steps.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = max(.zero, min(.seconds(60), duration)).components
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  private func watch(_ socket: Int32, _ wish: Int32) {
    guard wish != CURL_POLL_REMOVE else {
      watched.remove(socket)
      var unused = epoll_event()
      epoll_ctl(descriptors.epoll, EPOLL_CTL_DEL, socket, &unused)
      return
    }
    var event = epoll_event(events: 0, data: epoll_data_t(fd: socket))
    if wish & CURL_POLL_IN != 0 { event.events |= EPOLLIN.rawValue }
    if wish & CURL_POLL_OUT != 0 { event.events |= EPOLLOUT.rawValue }
    let isNew = watched.insert(socket).inserted
    epoll_ctl(descriptors.epoll, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event)
  }

  /// An error is there to be read, as with poll(2), which libcurl would use itself.
  private static func happened(_ events: UInt32) -> Int32 {
    let isBroken = events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
    return (isBroken || events & EPOLLIN.rawValue != 0 ? CURL_CSELECT_IN : 0)
      | (isBroken || events & EPOLLOUT.rawValue != 0 ? CURL_CSELECT_OUT : 0)
  }
}
