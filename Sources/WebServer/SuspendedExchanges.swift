import CMicrohttpd
import Synchronization

/// The requests that wait, outside of libmicrohttpd's event loop, for an answer or for the next piece of a body.
///
/// libmicrohttpd may not be stopped while a connection is suspended. So whoever suspends asks here, and after `stop()` the
/// answer is no.
final class SuspendedExchanges: Sendable {
  private struct State: Sendable {
    var isStopping = false
    var waiting: [UInt64: Exchange] = [:]
  }

  private let state = Mutex(State())
  private let watch: ClientWatch

  init() throws(SystemError) {
    let box = Box()
    watch = try ClientWatch { name in box.exchanges.withLock { $0.value }?.clientLeft(name) }
    box.exchanges.withLock { $0.value = self }
  }

  /// Suspends an exchange's connection; false where the server stops. On the daemon's thread only.
  func suspend(_ exchange: Exchange) -> Bool {
    state.withLock { state in
      if state.isStopping { return false }
      MHD_suspend_connection(exchange.connection.pointer)
      state.waiting[exchange.name] = exchange
      watch.add(exchange.connection.descriptor, name: exchange.name)
      return true
    }
  }

  /// Puts an exchange's connection back into the event loop; does nothing where it is there already.
  func resume(_ name: UInt64) {
    state.withLock { state in
      guard let exchange = state.waiting.removeValue(forKey: name) else { return }
      watch.remove(exchange.connection.descriptor)
      // Under the lock: whoever finds that nothing waits any more may stop the daemon.
      MHD_resume_connection(exchange.connection.pointer)
    }
  }

  /// Gives up all that waits, and lets nothing wait any more.
  func stop() {
    let waiting = state.withLock { state in
      state.isStopping = true
      return Array(state.waiting.values)
    }
    for exchange in waiting {
      exchange.abandon()
      resume(exchange.name)
    }
  }

  /// Ends the watch; when the daemon has stopped.
  func close() { watch.stop() }

  private func clientLeft(_ name: UInt64) {
    guard let exchange = state.withLock({ $0.waiting[name] }) else { return }
    exchange.abandon()
    resume(name)
  }

  /// The way from the watch's thread back here, without a circle.
  private final class Box: Sendable {
    struct Reference: Sendable { weak var value: SuspendedExchanges? }
    let exchanges = Mutex(Reference())
  }
}
