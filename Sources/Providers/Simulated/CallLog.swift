import ContentModel
import Dispatch
import Formats
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The call log could not be opened or written: the judge is gone, so the call fails.
public struct CallLogError: Failure, Hashable {
  public var path: String
  /// What the system said.
  public var reason: String

  public var message: String { "the simulated provider cannot write its call log \(path): \(reason)" }
  public var hint: String? { "set providers.simulated.call_log to a file that can be written, or leave it out" }
}

/// The simulated provider's own record of its calls, by which the tests of crashes judge.
///
/// Each line is one JSON object. Lines are appended in the order in which they were handed in, and are on the disk before
/// `append` returns, so that a call that was answered is there before anybody can act on the answer, whatever is killed
/// then. Lines that come while the disk is busy share the next write and the next sync: 64 answers at once do not wait for
/// 64 syncs.
public final class CallLog: Sendable {
  private struct State: Sendable {
    var bytes: [UInt8] = []
    var waiting: [CheckedContinuation<CallLogError?, Never>] = []
    var isWriting = false
    /// Why the last write failed.
    var reason: String?
  }

  private let path: String
  private let descriptor: Int32
  private let state = Mutex(State())
  /// Where it waits for the disk: tasks have few threads.
  private let queue = DispatchQueue(label: "call log")

  /// Opens the file for appending, and makes it with mode 0600 where there is none.
  public init(path: String) throws(CallLogError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw CallLogError(path: path, reason: String(cString: strerror(errno))) }
  }

  deinit { close(descriptor) }

  /// Hands in one line without waiting for the disk. Where it cannot be written, the next `append` says so.
  public func submit(_ line: JSON) { enqueue(line, nil) }

  /// Appends one line and waits for the disk, also in a task that has been cancelled.
  public func append(_ line: JSON) async throws(CallLogError) {
    let error = await withCheckedContinuation { enqueue(line, $0) }
    if let error { throw error }
  }

  /// Appends one line and holds the thread up until the disk has it: for a provider within the process, whose failures are
  /// to be known before others are called.
  func appendAtOnce(_ line: JSON) throws(CallLogError) {
    enqueue(line, nil)
    let reason: String? = queue.sync {
      drain()
      return state.withLock { $0.reason }
    }
    if let reason { throw CallLogError(path: path, reason: reason) }
  }

  private func enqueue(_ line: JSON, _ waiting: CheckedContinuation<CallLogError?, Never>?) {
    var bytes: [UInt8] = []
    line.write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    let begins = state.withLock { state in
      state.bytes += bytes
      if let waiting { state.waiting.append(waiting) }
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if begins { queue.async { self.drain() } }
  }

  /// Writes until nothing is left.
  private func drain() {
    while true {
      let batch = state.withLock { state -> State? in
        if state.bytes.isEmpty {
          state.isWriting = false
          return nil
        }
        let batch = state
        state.bytes = []
        state.waiting = []
        return batch
      }
      guard let batch else { return }
      // One line that is missing spoils the record: whatever comes after it fails too.
      let reason = batch.reason ?? Self.save(batch.bytes, to: descriptor)
      state.withLock { $0.reason = reason }
      let error = reason.map { CallLogError(path: path, reason: $0) }
      for waiting in batch.waiting { waiting.resume(returning: error) }
    }
  }

  /// Writes with one call, so that several processes can share a log, and syncs; why it could not, or nil.
  private static func save(_ bytes: [UInt8], to descriptor: Int32) -> String? {
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if written < 0 { return String(cString: strerror(errno)) }
    if written != bytes.count { return "only a part was written" }
    return fdatasync(descriptor) == 0 ? nil : String(cString: strerror(errno))
  }
}
