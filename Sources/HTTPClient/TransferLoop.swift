import CCurl
import Glibc
import Synchronization

/// The thread that performs all transfers of a client, over libcurl's multi interface.
///
/// Everything of libcurl is touched by this thread alone.
final class TransferLoop: Sendable {
  typealias Continuation = CheckedContinuation<HTTPResponse, any Error>

  /// What other threads ask of this one.
  private struct Inbox: Sendable {
    var calls: [(TransferCall, Continuation)] = []
    var cancelled: [TransferCall] = []
    /// No further calls come: end when nothing is in flight.
    var isStopped = false
    /// The thread has ended, and its descriptors are closed.
    var hasEnded = false
  }

  /// Once in the process, and not before the first request: it takes some milliseconds.
  private static let libraryIsReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private let inbox = Mutex(Inbox())
  // Set once, and used by the thread only.
  nonisolated(unsafe) private let multi: UnsafeMutableRawPointer
  /// Open as long as the thread has not ended.
  private let descriptors: LoopDescriptors
  private let uptime: @Sendable () -> Duration

  private init(
    multi: UnsafeMutableRawPointer, descriptors: LoopDescriptors, uptime: @escaping @Sendable () -> Duration
  ) {
    self.multi = multi
    self.descriptors = descriptors
    self.uptime = uptime
  }

  /// Starts the thread.
  ///
  /// - Throws: `HTTPFailure` where the system gives no thread or no memory.
  static func run(uptime: @escaping @Sendable () -> Duration) throws(HTTPFailure) -> TransferLoop {
    let descriptors = try LoopDescriptors()
    guard libraryIsReady, let multi = curl_multi_init() else {
      descriptors.close()
      throw HTTPFailure(.system, detail: "libcurl does not start", requestWasSent: false)
    }
    // By itself libcurl keeps four connections for each call in flight, and closes the rest whenever a wave of calls ends.
    curl_multi_set_number(multi, CURLMOPT_MAXCONNECTS, 1000)
    let loop = TransferLoop(multi: multi, descriptors: descriptors, uptime: uptime)
    let reference = Unmanaged.passRetained(loop)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { reference in
        if let reference { Unmanaged<TransferLoop>.fromOpaque(reference).takeRetainedValue().perform() }
        return nil
      }, reference.toOpaque())
    guard code == 0 else {
      reference.release()
      curl_multi_cleanup(multi)
      descriptors.close()
      throw HTTPFailure(.system, detail: "no thread: \(String(cString: strerror(code)))", requestWasSent: false)
    }
    pthread_detach(thread)
    return loop
  }

  /// Begins a call; the continuation is resumed when it ends, by the loop's thread.
  func start(_ call: TransferCall, _ continuation: Continuation) {
    tell { $0.calls.append((call, continuation)) }
  }

  /// Ends a call at once, if it has not ended.
  func cancel(_ call: TransferCall) {
    call.isCancelled.store(true, ordering: .releasing)
    tell { $0.cancelled.append(call) }
  }

  /// Lets the thread end once nothing is in flight.
  func stop() { tell { $0.isStopped = true } }

  private func tell(_ change: (inout sending Inbox) -> Void) {
    inbox.withLock { inbox in
      if inbox.hasEnded { return }
      change(&inbox)
      descriptors.ring()
    }
  }
}

extension TransferLoop {
  /// What is in flight. Lives on the loop's thread.
  private struct Flight {
    var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    /// The next moment at which a transfer may be over its time.
    var nextEnd: Duration?
  }

  /// The thread's work: until it is told to stop, and nothing is in flight.
  private func perform() {
    // Signals are for the program's other threads; a broken connection is an error here, and no SIGPIPE.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)

    let watch = SocketWatch(multi, descriptors, uptime: uptime)
    var flight = Flight()
    while true {
      let news = inbox.withLock { inbox in
        inbox.hasEnded = inbox.isStopped && inbox.calls.isEmpty && flight.transfers.isEmpty
        defer { (inbox.calls, inbox.cancelled) = ([], []) }
        return inbox
      }
      if news.hasEnded { break }
      for (call, continuation) in news.calls { begin(call, continuation, &flight) }
      for call in news.cancelled {
        if let transfer = flight.transfers.values.first(where: { $0.call === call }) {
          end(transfer, .failure(CancellationError()), &flight)
        }
      }
      let now = watch.wait(until: flight.nextEnd)
      takeFinished(&flight)
      endOverdue(&flight, now)
    }
    // It closes kept connections, of which the watch hears.
    withExtendedLifetime(watch) { _ = curl_multi_cleanup(multi) }
    descriptors.close()
  }

  private func begin(_ call: TransferCall, _ continuation: Continuation, _ flight: inout Flight) {
    if call.isCancelled.load(ordering: .acquiring) { return continuation.resume(throwing: CancellationError()) }
    do {
      let transfer = try Transfer(call, continuation, uptime: uptime)
      guard curl_multi_add_handle(multi, transfer.handle) == CURLM_OK else {
        throw HTTPFailure(.system, detail: "libcurl takes no further call", requestWasSent: false)
      }
      flight.transfers[transfer.handle] = transfer
      if let end = transfer.end { flight.nextEnd = min(end, flight.nextEnd ?? end) }
    } catch {
      continuation.resume(throwing: error)
    }
  }

  private func takeFinished(_ flight: inout Flight) {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let transfer = flight.transfers[message.pointee.easy_handle] else {
        continue
      }
      end(transfer, transfer.outcome(message.pointee.data.result), &flight)
    }
  }

  private func endOverdue(_ flight: inout Flight, _ now: Duration) {
    guard let next = flight.nextEnd, next <= now else { return }
    for transfer in Array(flight.transfers.values) {
      if let limit = transfer.end, limit <= now { end(transfer, .failure(transfer.overdue(at: now)), &flight) }
    }
    flight.nextEnd = flight.transfers.values.compactMap(\.end).min()
  }

  /// Hands the result over first: what follows may have to wait for the system.
  private func end(_ transfer: Transfer, _ result: Result<HTTPResponse, any Error>, _ flight: inout Flight) {
    flight.transfers[transfer.handle] = nil
    transfer.continuation.resume(with: result)
    curl_multi_remove_handle(multi, transfer.handle)
  }
}
