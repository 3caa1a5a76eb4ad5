import ContentModel
import Formats

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
/// Each line is one JSON object, appended with one write and synced before `append` returns, so that a call that was
/// answered is on the disk before anybody can act on the answer, whatever is killed then.
final class CallLog: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Opens the file for appending, and makes it with mode 0600 where there is none.
  init(path: String) throws(CallLogError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw CallLogError(path: path, reason: String(cString: strerror(errno))) }
  }

  deinit { close(descriptor) }

  /// Appends one line and waits for the disk.
  func append(_ line: JSON) throws(CallLogError) {
    var bytes: [UInt8] = []
    line.write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if written != bytes.count {
      throw CallLogError(path: path, reason: written < 0 ? String(cString: strerror(errno)) : "only a part was written")
    }
    if fdatasync(descriptor) != 0 { throw CallLogError(path: path, reason: String(cString: strerror(errno))) }
  }
}
