import CMicrohttpd
import Synchronization
import World

#if canImport(Glibc)
  import Glibc
#endif

/// libmicrohttpd's daemon and the callbacks by which it asks.
final class Daemon: Sendable {
  /// The running daemon; nil from the beginning of its end.
  private let running: Mutex<Handle?> = Mutex(nil)
  private let suspended: SuspendedExchanges
  private let limits: WebLimits
  private let world: World
  private let handler: @Sendable (WebRequest) async -> WebResponse
  private let names = Atomic<UInt64>(0)

  /// `@unchecked Sendable`: an address that is used once, by the one who stops it.
  private struct Handle: @unchecked Sendable { var pointer: OpaquePointer }

  /// Room for the head of a request and for the buffers of a connection, in bytes.
  private static let connectionMemory = 64 << 10

  /// Takes the listening socket over, also where it throws.
  init(
    listener: Int32, limits: WebLimits, world: World, handler: @escaping @Sendable (WebRequest) async -> WebResponse
  ) throws(SystemError) {
    self.limits = limits
    self.world = world
    self.handler = handler
    do { suspended = try SuspendedExchanges() } catch {
      close(listener)
      throw error
    }
    // Unretained: the daemon is stopped before this goes away.
    let context = Unmanaged.passUnretained(self).toOpaque()
    let pointer = web_daemon_start(
      listener, UInt32(limits.connections), UInt32(limits.idleSeconds), Self.connectionMemory,
      { context, connection, url, method, _, upload, uploadSize, slot in
        guard let context, let connection, let url, let method, let uploadSize, let slot else { return .NO }
        let daemon = Unmanaged<Daemon>.fromOpaque(context).takeUnretainedValue()
        guard let known = slot.pointee else {
          let exchange = daemon.begin(connection, method: method, path: url)
          slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
          return .YES
        }
        let exchange = Unmanaged<Exchange>.fromOpaque(known).takeUnretainedValue()
        if uploadSize.pointee > 0 {
          let piece = UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee)
          uploadSize.pointee = 0
          return exchange.receive(piece, limits: daemon.limits) ? .YES : .NO
        }
        return daemon.proceed(exchange)
      },
      { _, _, slot, reason in
        guard let slot, let known = slot.pointee else { return }
        slot.pointee = nil
        Unmanaged<Exchange>.fromOpaque(known).takeRetainedValue().end(
          wasSent: reason == .REQUEST_TERMINATED_COMPLETED_OK)
      }, context)
    guard let pointer else {
      let code = errno
      close(listener)
      suspended.close()
      throw SystemError(code: code == 0 ? ENOMEM : code)
    }
    running.withLock { $0 = Handle(pointer: pointer) }
  }

  func stop() {
    let handle = running.withLock { running in
      defer { running = nil }
      return running
    }
    guard let handle else { return }
    suspended.stop()
    MHD_stop_daemon(handle.pointer)
    suspended.close()
  }

  private func begin(
    _ connection: OpaquePointer, method: UnsafePointer<CChar>, path: UnsafePointer<CChar>
  ) -> Exchange {
    let name = names.wrappingAdd(1, ordering: .relaxed).newValue
    let head = WebRequest(
      method: String(cString: method), path: String(cString: path),
      query: Self.values(connection, .GET_ARGUMENT_KIND), headers: Self.values(connection, .HEADER_KIND))
    return Exchange(name: name, connection: Connection(connection), head: head)
  }

  /// The request is whole, or its connection has been resumed.
  private func proceed(_ exchange: Exchange) -> MHD_Result {
    switch exchange.progress {
    case .abandoned: return .NO
    case .answered(let response): return answer(exchange, response)
    case .receiving:
      guard let request = exchange.takeRequest(limit: limits.bodyBytes) else {
        return answer(exchange, Self.tooLarge(limits.bodyBytes))
      }
      guard suspended.suspend(exchange) else { return .NO }
      let (handler, suspended) = (handler, suspended)
      exchange.start({ await handler(request) }, whenReady: { suspended.resume(exchange.name) })
      return .YES
    }
  }

  private func answer(_ exchange: Exchange, _ response: WebResponse) -> MHD_Result {
    if case .ends(let ending, after: .nothing) = response.fate {
      switch ending {
      case .close: return .NO
      case .reset:
        exchange.connection.reset()
        return .NO
      case .stall: return suspended.suspend(exchange) ? .YES : .NO
      }
    }
    guard let raw = raw(response, exchange) else { return .NO }
    defer { MHD_destroy_response(raw) }
    for (name, value) in response.headers { MHD_add_response_header(raw, name, value) }
    return MHD_queue_response(exchange.connection.pointer, UInt32(response.status), raw)
  }

  private func raw(_ response: WebResponse, _ exchange: Exchange) -> OpaquePointer? {
    if response.fate == .whole, response.bodyFile == nil {
      return response.body.withUnsafeBytes {
        MHD_create_response_from_buffer(
          $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), .RESPMEM_MUST_COPY)
      }
    }
    let body = response.content
    let feed = BodyFeed(fate: response.fate, size: body.count)
    let source = Unmanaged.passRetained(
      BodySource(exchange: exchange, suspended: suspended, body: body, feed: feed, world: world))
    // The size of a body that nobody knows is all ones (`MHD_SIZE_UNKNOWN`, a macro that Swift does not see).
    let size = feed.promisedSize.map(UInt64.init) ?? UInt64.max
    return MHD_create_response_from_callback(
      size, 16 << 10,
      { source, position, room, count in
        guard let source, let room else { return -2 }
        return Unmanaged<BodySource>.fromOpaque(source).takeUnretainedValue().read(
          at: position, into: UnsafeMutableRawBufferPointer(start: room, count: count))
      }, source.toOpaque(), { source in source.map { Unmanaged<BodySource>.fromOpaque($0).release() } })
  }

  private static func tooLarge(_ limit: Int) -> WebResponse {
    WebResponse(
      status: 413, headers: [("Content-Type", "text/plain")],
      body: Array("the body is larger than \(limit) bytes\n".utf8))
  }

  /// The headers or the query of a request.
  private static func values(_ connection: OpaquePointer, _ kind: MHD_ValueKind) -> [(String, String)] {
    var values: [(String, String)] = []
    withUnsafeMutablePointer(to: &values) { values in
      _ = MHD_get_connection_values(
        connection, kind,
        { values, _, name, value in
          guard let values, let name else { return .NO }
          values.assumingMemoryBound(to: [(String, String)].self).pointee.append(
            (String(cString: name), value.map { String(cString: $0) } ?? ""))
          return .YES
        }, values)
    }
    return values
  }
}
