import ContentModel
import Formats
import Synchronization
import World

#if canImport(Glibc)
  import Glibc
#endif

/// How much a line of a log matters.
enum LogLevel: String, Sendable, CaseIterable { case debug, info, warning, error }

/// A log that cannot be opened.
struct LogFailure: Failure, Hashable {
  var path: String
  /// What the system said.
  var reason: String

  var message: String { "cannot write the log \(path): \(reason)" }
  var hint: String? { "name a file that can be written with --log, or leave it out" }
  var exitCode: ExitCode { .usage }
}

/// The file of `--log`: one JSON object a line, appended, so that several processes may share it; secrets are taken out.
///
/// A log that cannot be written any more falls silent: it must not stop the work that it tells of. Its `failure` is told
/// once, at the end.
final class LogFile: Sendable {
  private let path: String
  private let descriptor: Int32
  private let redactor: Redactor
  private let now: @Sendable () -> Timestamp
  private let broken = Mutex<LogFailure?>(nil)

  /// Opens the file for appending, and makes it with mode 0600 where there is none.
  init(path: String, redactor: Redactor, world: World) throws(LogFailure) {
    self.path = path
    self.redactor = redactor
    now = world.now
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o600)
    if descriptor < 0 { throw LogFailure(path: path, reason: String(cString: strerror(errno)).lowercased()) }
  }

  deinit { close(descriptor) }

  /// Why the log fell silent, or nil.
  var failure: LogFailure? { broken.withLock { $0 } }

  /// Appends a line: time, level and event, then the fields.
  func write(_ level: LogLevel, _ event: String, _ fields: [(String, JSON)] = []) {
    let head: [(String, JSON)] = [
      ("time", .string(now().description)), ("level", .string(level.rawValue)), ("event", .string(event)),
    ]
    var bytes: [UInt8] = []
    JSON.object(JSON.Object(head + fields)).write(to: &bytes)
    bytes = redactor.redact(bytes)
    bytes.append(UInt8(ascii: "\n"))
    broken.withLock { broken in
      if broken != nil { return }
      // In one piece: lines of other processes do not come between.
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written != bytes.count {
        broken = LogFailure(
          path: path, reason: written < 0 ? String(cString: strerror(errno)).lowercased() : "only a part was written")
      }
    }
  }
}
