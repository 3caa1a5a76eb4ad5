import Foundation
import Synchronization
import Testing

/// A step at which one thread of a process waits, while its others go on: it keeps the store from nobody, as a process that is
/// stopped in the middle of a write does.
final class Gate: Sendable {
  /// What to give the process in `LIBTOOL_FAILPOINT`.
  let failpoint: String
  private let path: String
  private let writer = Mutex<Int32>(-1)

  /// - Parameter step: The step and how often it is to be reached: `job_ended:1`.
  init(_ step: String, in library: TestLibrary) throws {
    path = library.logs + "/gate-" + UUID().uuidString
    failpoint = step + ":" + path
    try #require(mkfifo(path, 0o600) == 0, "mkfifo: \(errno)")
  }

  /// Waits until the process stands at it.
  ///
  /// - Returns: False where it ends before.
  func isReached(by process: ChildProcess) async throws -> Bool {
    // Without a reader there is no writer.
    try await process.when({ self.takeHold() }) {} != nil
  }

  /// Lets the process go on.
  func open() { letGo() }

  private func takeHold() -> Bool {
    writer.withLock { writer in
      if writer < 0 { writer = Foundation.open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC) }
      return writer >= 0
    }
  }

  private func letGo() {
    writer.withLock { writer in
      if writer >= 0 { close(writer) }
      writer = -1
    }
  }

  deinit {
    letGo()
    unlink(path)
  }
}
