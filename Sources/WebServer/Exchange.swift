import Synchronization

/// One request and its answer, on its way through libmicrohttpd's callbacks.
final class Exchange: Sendable {
  private struct State: Sendable {
    var body: [UInt8] = []
    /// Where the body is, once it is too large for memory.
    var file: BodyFile?
    /// How many bytes of body came in.
    var received = 0
    /// The handler at work.
    var task: Task<Void, Never>?
    var response: WebResponse?
    /// The client has left, or the server stops.
    var isAbandoned = false
  }

  /// How far an exchange is, as the daemon's thread sees it.
  enum Progress: Sendable {
    /// The request is coming in.
    case receiving
    case answered(WebResponse)
    case abandoned
  }

  /// Unique in the server, from 1.
  let name: UInt64
  let connection: Connection
  private let head: WebRequest
  private let state = Mutex(State())

  /// - Parameter head: the request without its body.
  init(name: UInt64, connection: Connection, head: WebRequest) {
    self.name = name
    self.connection = connection
    self.head = head
  }

  var progress: Progress {
    state.withLock { state in
      if state.isAbandoned { return .abandoned }
      return state.response.map { .answered($0) } ?? .receiving
    }
  }

  /// Takes a piece of the body. Beyond the limit it is read and thrown away, so that the client comes to read its answer.
  ///
  /// - Returns: false where even that has gone on too long.
  func receive(_ bytes: UnsafeRawBufferPointer, limits: WebLimits) -> Bool {
    state.withLock { state in
      state.received += bytes.count
      if state.received > limits.bodyBytes {
        state.body = []
        state.file = nil
        return state.received <= limits.bodyBytes * 4
      }
      do throws(BodyFileError) {
        if state.file == nil, let folder = limits.bodyFolder, state.received > limits.memoryBytes {
          let file = try BodyFile(unnamedIn: folder)
          try Self.append(state.body, to: file)
          state.file = file
          state.body = []
        }
        if let file = state.file { try file.append(bytes) } else { state.body.append(contentsOf: bytes) }
        return true
      } catch {
        // No room for the body: the connection ends, as where memory runs out.
        return false
      }
    }
  }

  private static func append(_ bytes: [UInt8], to file: BodyFile) throws(BodyFileError) {
    // `withUnsafeBytes` does not carry typed errors: a Result does.
    try bytes.withUnsafeBytes { bytes in Result { () throws(BodyFileError) in try file.append(bytes) } }.get()
  }

  /// The whole request, once; nil where its body is beyond the limit.
  func takeRequest(limit: Int) -> WebRequest? {
    state.withLock { state in
      guard state.received <= limit else { return nil }
      var request = head
      request.body = state.body
      request.bodyFile = state.file
      state.body = []
      state.file = nil
      return request
    }
  }

  /// Starts the handler. The connection must be suspended before, and whoever is told by `whenReady` resumes it.
  func start(_ handler: @escaping @Sendable () async -> WebResponse, whenReady: @escaping @Sendable () -> Void) {
    let task = Task {
      let response = await handler()
      let isWanted = state.withLock { state in
        state.task = nil
        if !state.isAbandoned { state.response = response }
        return !state.isAbandoned
      }
      if isWanted { whenReady() } else { response.whenEnded?(.broken) }
    }
    let isLate = state.withLock { state in
      if state.isAbandoned { return true }
      // The handler may have been faster.
      if state.response == nil { state.task = task }
      return false
    }
    if isLate { task.cancel() }
  }

  /// Nobody waits for the answer any more: a handler at work is cancelled.
  func abandon() {
    let task = state.withLock { state in
      state.isAbandoned = true
      return state.task
    }
    task?.cancel()
  }

  /// libmicrohttpd is done with the request.
  func end(wasSent: Bool) {
    let whenEnded = state.withLock { state in
      state.isAbandoned = true
      defer { state.response = nil }
      return state.response?.whenEnded
    }
    whenEnded?(wasSent ? .sent : .broken)
  }
}
