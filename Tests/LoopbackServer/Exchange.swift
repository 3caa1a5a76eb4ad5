import Glibc

/// A request at hand, and what a script can do about it. Lives on its connection's thread.
public final class Exchange {
  /// The request that was read last.
  public private(set) var request = ReceivedRequest(connection: 0, method: "", target: "", headers: [], body: [])
  /// The connection's number, from 1.
  public let connection: Int
  private let descriptor: Int32
  private let onStall: @Sendable () -> Void
  private var pending: [UInt8] = []
  private(set) var isClosed = false
  private(set) var clientHasLeft = false

  init(_ descriptor: Int32, connection: Int, onStall: @escaping @Sendable () -> Void) {
    self.descriptor = descriptor
    self.onStall = onStall
    self.connection = connection
  }

  /// Answers with a body and its length; the connection is kept.
  public func answer(_ status: Int = 200, _ body: String = "{}", headers: [String] = []) {
    let lines = ["HTTP/1.1 \(status) Status", "Content-Length: \(body.utf8.count)"] + headers
    send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
  }

  /// Sends a text as it is.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends bytes as they are.
  public func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 {
        if errno == EINTR { continue }
        clientHasLeft = true
        return close()
      }
      sent += count
    }
  }

  /// Sends endlessly, until the client leaves.
  public func sendWithoutEnd(_ bytes: [UInt8]) { while !isClosed { send(bytes) } }

  /// Sends a text again and again with a pause between, in microseconds, until the client leaves.
  public func drip(_ text: String, every microseconds: UInt32) {
    while !isClosed {
      send(text)
      pause(microseconds)
    }
  }

  /// Does nothing until the client leaves or the server stops.
  public func stall() {
    onStall()
    while !isClosed, receive() {}
  }

  /// Waits, as a slow server does; in microseconds.
  public func pause(_ microseconds: UInt32) { usleep(microseconds) }

  /// Closes the connection in order.
  public func close() {
    if isClosed { return }
    isClosed = true
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  /// Breaks the connection off, so that the client's system sees a reset.
  public func reset() {
    if isClosed { return }
    isClosed = true
    var choice = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &choice, socklen_t(MemoryLayout<linger>.size))
  }

  /// Lets the socket go.
  func end() { Glibc.close(descriptor) }

  /// The next request, or nil where the client leaves first.
  func readRequest() -> ReceivedRequest? {
    let gap = Array("\r\n\r\n".utf8)
    var end = pending.firstRange(of: gap)
    while end == nil {
      guard receive() else { return nil }
      end = pending.firstRange(of: gap)
    }
    guard let end else { return nil }
    var lines = String(decoding: pending[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n").map(String.init)
    let first = lines.isEmpty ? [] : lines.removeFirst().split(separator: " ")
    request = ReceivedRequest(
      connection: connection, method: first.first.map(String.init) ?? "",
      target: first.count > 1 ? String(first[1]) : "", headers: lines, body: [])
    let length = request.header("Content-Length").flatMap(Int.init) ?? 0
    while pending.count < end.upperBound + length {
      guard receive() else { return nil }
    }
    request.body = Array(pending[end.upperBound..<(end.upperBound + length)])
    pending.removeFirst(end.upperBound + length)
    return request
  }

  private func receive() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count > 0 {
        pending += buffer[..<count]
        return true
      }
      if count < 0, errno == EINTR { continue }
      clientHasLeft = true
      isClosed = true
      return false
    }
  }
}
