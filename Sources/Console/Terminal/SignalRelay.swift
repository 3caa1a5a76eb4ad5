import Glibc
import Synchronization

/// The writing end of the relay's pipe: the one thing that a signal handler may touch.
// Written once, before the first handler is installed, and only read afterwards.
nonisolated(unsafe) private var relayDescriptor: Int32 = -1

/// Carries signals out of their handlers, where next to nothing is allowed (signal-safety(7)), to a thread.
///
/// The handler writes the signal's number into a pipe; the thread reads it and calls. One pipe and one thread serve the
/// whole process and are never closed, so that a handler can never meet a descriptor that has become another file.
final class SignalRelay: Sendable {
  /// The relay of this process, or why there is none.
  static let shared: Result<SignalRelay, SignalsUnavailable> = make()

  private let handlers = Mutex<[Int32: @Sendable (Int32) -> Void]>([:])

  private init() {}

  private static func make() -> Result<SignalRelay, SignalsUnavailable> {
    var ends: [Int32] = [-1, -1]
    // A handler must never block: with 65,536 signals unread, one more tells nothing new.
    guard pipe(&ends) == 0, fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0,
      fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0
    else { return .failure(SignalsUnavailable(code: errno)) }
    relayDescriptor = ends[1]
    var thread = pthread_t()
    let reading = UnsafeMutableRawPointer(bitPattern: Int(ends[0]))
    let failure = pthread_create(
      &thread, nil,
      { argument in
        SignalRelay.readForever(Int32(Int(bitPattern: argument)))
        return nil
      }, reading)
    guard failure == 0 else { return .failure(SignalsUnavailable(code: failure)) }
    pthread_detach(thread)
    return .success(SignalRelay())
  }

  /// Calls the handler, on the relay's thread, each time the signal comes.
  func catchSignal(_ number: Int32, handler: @escaping @Sendable (Int32) -> Void) {
    handlers.withLock { $0[number] = handler }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(relayDescriptor, &byte, 1)
      errno = saved
    }
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }

  /// Gives the signal its default effect back.
  func release(_ number: Int32) {
    signal(number, SIG_DFL)
    handlers.withLock { $0[number] = nil }
  }

  private static func readForever(_ descriptor: Int32) {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      // The writing end is never closed, so that anything else is the end of the process.
      guard count == 1, case .success(let relay) = shared else { return }
      let handler = relay.handlers.withLock { $0[Int32(byte)] }
      handler?(Int32(byte))
    }
  }
}
