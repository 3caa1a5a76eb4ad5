import CMicrohttpd
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Tells when the other end of a connection has gone, while libmicrohttpd does not look at it.
///
/// A suspended connection is out of libmicrohttpd's event loop, so that a client that leaves would be noticed only when
/// its answer is ready. One thread waits for all of them; it costs two system calls a request.
final class ClientWatch: Sendable {
  private let epoll: Int32
  /// Becomes readable when the watch ends.
  private let ending: Int32
  /// The thread, until it has been ended.
  private let thread: Mutex<pthread_t?>
  /// The name under which `ending` reports; connections count from 1.
  private static let endName: UInt64 = 0

  /// - Parameter onLeft: called on the watch's thread with the name of the connection.
  /// - Throws: the system's error number, where it is out of descriptors or threads.
  init(onLeft: @escaping @Sendable (UInt64) -> Void) throws(SystemError) {
    let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    let ending = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: Self.endName))
    var started = pthread_t()
    var code = epoll >= 0 && ending >= 0 && epoll_ctl(epoll, EPOLL_CTL_ADD, ending, &event) == 0 ? 0 : errno
    if code == 0 {
      let job = Unmanaged.passRetained(Job(epoll: epoll, onLeft: onLeft))
      code = pthread_create(
        &started, nil,
        { argument in
          if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run() }
          return nil
        }, job.toOpaque())
      if code != 0 { job.release() }
    }
    if code != 0 {
      if epoll >= 0 { close(epoll) }
      if ending >= 0 { close(ending) }
      throw SystemError(code: code)
    }
    self.epoll = epoll
    self.ending = ending
    thread = Mutex(started)
  }

  deinit { stop() }

  /// Begins to watch a connection, once: after it has reported, it is watched no more.
  func add(_ descriptor: Int32, name: UInt64) {
    var event = epoll_event(events: EPOLLRDHUP.rawValue | EPOLLONESHOT.rawValue, data: epoll_data_t(u64: name))
    epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event)
  }

  func remove(_ descriptor: Int32) { epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, nil) }

  /// Ends the thread. Nothing may be added or removed after that. Further calls do nothing.
  func stop() {
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    guard let running else { return }
    var one: UInt64 = 1
    _ = write(ending, &one, 8)
    pthread_join(running, nil)
    close(epoll)
    close(ending)
  }

  /// What the thread does.
  private final class Job: Sendable {
    private let epoll: Int32
    private let onLeft: @Sendable (UInt64) -> Void

    init(epoll: Int32, onLeft: @escaping @Sendable (UInt64) -> Void) {
      self.epoll = epoll
      self.onLeft = onLeft
    }

    func run() {
      var events = [epoll_event](repeating: epoll_event(), count: 64)
      while true {
        let count = epoll_wait(epoll, &events, 64, -1)
        if count < 0 && errno != EINTR { return }
        for event in events.prefix(max(0, Int(count))) {
          if event.data.u64 == ClientWatch.endName { return }
          onLeft(event.data.u64)
        }
      }
    }
  }
}

/// An error number of the system.
struct SystemError: Error, Hashable { var code: Int32 }
