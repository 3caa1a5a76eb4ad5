import Glibc
import Synchronization

/// A server on loopback that does with each request what a test tells it: real sockets, a thread for each connection.
public final class LoopbackServer: Sendable {
  /// What to do with a request; runs on the connection's thread.
  public typealias Script = @Sendable (Exchange) -> Void

  /// The port that the system chose.
  public let port: Int
  private let listener: Int32
  /// The connection that fills the queue of a server that is full, or -1.
  private let filler: Int32
  private let script: Script
  private let greeting: @Sendable (Exchange) -> Void
  private let state = Mutex(State())
  /// Counts requests that have arrived whole.
  private let arrivals = Counter()
  /// Counts connections that the client has left.
  private let departures = Counter()
  /// Counts connections that have ended, whoever ended them.
  private let endings = Counter()
  /// Counts scripts that have come to a stall.
  private let stalls = Counter()

  deinit {
    close(listener)
    if filler >= 0 { close(filler) }
  }

  private struct State: Sendable {
    var received: [ReceivedRequest] = []
    var connections = 0
    /// The sockets of living connections.
    var open: Set<Int32> = []
    var isStopped = false
  }

  /// - Parameters:
  ///   - isFull: Whether nobody is let in any more: each connection is begun, and waits.
  ///   - greeting: What to do with a fresh connection, before any request is read.
  public init(
    isFull: Bool = false, greeting: @escaping @Sendable (Exchange) -> Void = { _ in },
    _ script: @escaping Script
  ) throws {
    self.script = script
    self.greeting = greeting
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard listener >= 0 else { throw SocketError(doing: "socket", code: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (descriptor, size) = (listener, length)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, isFull ? 0 : 512) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw SocketError(doing: "bind", code: errno) }
    port = Int(UInt16(bigEndian: address.sin_port))
    if isFull {
      // One that nobody accepts fills the queue.
      filler = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
      let filler = filler
      let isFilled = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(filler, $0, size) == 0 }
      }
      guard isFilled else { throw SocketError(doing: "connect", code: errno) }
    } else {
      filler = -1
      Self.onThread { [self] in accept() }
    }
  }

  /// Where the server is: `http://127.0.0.1:PORT`.
  public var url: String { "http://127.0.0.1:\(port)" }

  /// The requests so far, in the order in which they arrived.
  public var received: [ReceivedRequest] { state.withLock { $0.received } }

  /// How many connections were accepted so far.
  public var connections: Int { state.withLock { $0.connections } }

  /// Waits until so many requests have arrived.
  public func arrived(_ count: Int) async { await arrivals.reaches(count) }

  /// Waits until the client has closed so many connections.
  public func left(_ count: Int) async { await departures.reaches(count) }

  /// Waits until so many scripts have come to a stall.
  public func stalled(_ count: Int) async { await stalls.reaches(count) }

  /// Waits until so many connections have ended, whoever ended them. On loopback the other side knows at once.
  public func ended(_ count: Int) async { await endings.reaches(count) }

  /// Ends all connections and takes no more. A server that is not stopped lives as long as the process.
  public func stop() {
    // Under the lock, since a socket that is closed meanwhile may have lent its number to another.
    state.withLock { state in
      if state.isStopped { return }
      state.isStopped = true
      shutdown(listener, Int32(SHUT_RDWR))
      for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
  }

  private func accept() {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      if descriptor < 0 {
        if errno == EINTR || errno == ECONNABORTED { continue }
        return
      }
      let number: Int? = state.withLock { state in
        if state.isStopped { return nil }
        state.connections += 1
        state.open.insert(descriptor)
        return state.connections
      }
      guard let number else {
        close(descriptor)
        continue
      }
      Self.onThread { [self] in serve(descriptor, connection: number) }
    }
  }

  private func serve(_ descriptor: Int32, connection: Int) {
    let exchange = Exchange(descriptor, connection: connection) { [stalls] in stalls.step() }
    greeting(exchange)
    while !exchange.isClosed, let request = exchange.readRequest() {
      state.withLock { $0.received.append(request) }
      arrivals.step()
      script(exchange)
    }
    if exchange.clientHasLeft { departures.step() }
    state.withLock {
      $0.open.remove(descriptor)
      exchange.end()
    }
    endings.step()
  }

  private static func onThread(_ work: @escaping @Sendable () -> Void) {
    final class Work: Sendable {
      let perform: @Sendable () -> Void
      init(_ perform: @escaping @Sendable () -> Void) { self.perform = perform }
    }
    var thread = pthread_t()
    let reference = Unmanaged.passRetained(Work(work)).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { reference in
        if let reference { Unmanaged<Work>.fromOpaque(reference).takeRetainedValue().perform() }
        return nil
      }, reference)
    precondition(code == 0, "no thread for a test: \(code)")
    pthread_detach(thread)
  }
}

/// A socket could not be made ready.
public struct SocketError: Error {
  public var doing: String
  public var code: Int32
}

/// A number that grows, and that can be waited for.
final class Counter: Sendable {
  private let state = Mutex((count: 0, waiters: [(Int, CheckedContinuation<Void, Never>)]()))

  func step() {
    let ready = state.withLock { state in
      state.count += 1
      let count = state.count
      let ready = state.waiters.filter { $0.0 <= count }.map(\.1)
      state.waiters.removeAll { $0.0 <= count }
      return ready
    }
    for continuation in ready { continuation.resume() }
  }

  func reaches(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if state.count < count { state.waiters.append((count, continuation)) }
        return state.count >= count
      }
      if isReady { continuation.resume() }
    }
  }
}
