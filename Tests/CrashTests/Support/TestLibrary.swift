import Formats
import Foundation
import SQLiteKit
import Synchronization
import Testing

/// Whether the many kills of `make test-long` are wanted.
let isLong = ["LIBTOOL_LONG", "LIBTOOL_TEST_LONG"].contains { ProcessInfo.processInfo.environment[$0] == "1" }

/// A copy of the sample library in a folder of its own, and the real program to use it with.
final class TestLibrary: Sendable {
  let root: String
  let isTemporary: Bool
  /// Settings laid over the sample's in each command.
  let settings: [String]
  private let commands = Mutex(0)

  /// - Parameters:
  ///   - latency: Mean milliseconds of an answer.
  ///   - place: Where the library is to be; else a folder of its own that is removed in the end.
  init(latency: Int = 15, settings: [String] = [], place: String? = nil) throws {
    isTemporary = place == nil
    root = try place ?? Self.temporaryFolder()
    for name in ["library", "prompts"] {
      try FileManager.default.copyItem(atPath: Self.repository + "/" + name, toPath: root + "/" + name)
    }
    // What somebody's own use of the sample may have left in it.
    for name in ["library.db", "library.db-journal", "library.db-wal", "library.db-shm", ".runs"] {
      let path = root + "/library/" + name
      if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }
    self.settings = ["providers.simulated.latency_ms=\(latency)"] + settings
  }

  deinit {
    // Kept for a look at what went wrong.
    if !isTemporary || ProcessInfo.processInfo.environment["LIBTOOL_KEEP"] == "1" { return }
    do { try FileManager.default.removeItem(atPath: root) } catch { print("left behind: \(root): \(error)") }
  }

  var storeFile: String { root + "/library/library.db" }
  /// Outside of the library, so that a full disk there does not silence the judge.
  var callLogFile: String { logs + "/calls.jsonl" }
  var callLog: CallLog { get throws { try CallLog(path: callLogFile) } }

  private var logs: String { isTemporary ? root : root + "-logs" }

  /// Starts a command.
  ///
  /// - Parameters:
  ///   - failpoint: Where the process kills itself: `answered:3`.
  ///   - prefix: A shell line that runs before the program, such as `ulimit -f 100`.
  func start(_ arguments: [String], failpoint: String? = nil, prefix: String? = nil) throws -> ChildProcess {
    try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
    let number = commands.withLock { number in
      number += 1
      return number
    }
    var environment = ["PATH": "/usr/bin:/bin", "HOME": root, "LIBTOOL_USER": "test", "LC_ALL": "C.UTF-8"]
    environment["LIBTOOL_FAILPOINT"] = failpoint
    let all = settings + ["providers.simulated.call_log=\(callLogFile)"]
    let words = arguments + ["--library", root] + all.flatMap { ["--set", $0] }
    let (program, line) =
      prefix.map { ("/bin/bash", ["-c", "\($0); exec \"$0\" \"$@\"", Self.program] + words) } ?? (Self.program, words)
    return try ChildProcess(
      program, line, environment: environment, output: logs + "/\(number).out", errors: logs + "/\(number).err")
  }

  /// Runs a command to its end.
  func run(
    _ arguments: [String], failpoint: String? = nil, prefix: String? = nil
  ) async throws -> ChildProcess.Finished {
    try await start(arguments, failpoint: failpoint, prefix: prefix).finish()
  }

  /// Runs a command that is to end with code 0 and print a JSON document.
  func json(_ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation) async throws -> JSON {
    let finished = try await run(arguments + ["--json"])
    #expect(finished.end == .code(0), "\(arguments): \(finished.errors)", sourceLocation: sourceLocation)
    return try JSON.parse(finished.output)
  }

  /// Does something as soon as the provider's log holds so many bytes; nil where the process ends before.
  ///
  /// On a thread of its own: a moment of a run that lasts a second cannot wait for a task's turn.
  func whenCalled<Result: Sendable>(
    bytes: Int, by process: ChildProcess, _ action: @escaping @Sendable () throws -> Result
  ) async throws -> Result? {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { [self] in
        while callLogSize < bytes && process.isRunning { usleep(500) }
        continuation.resume(with: Swift.Result { process.isRunning ? try action() : nil })
      }
    }
  }

  /// The size of the provider's log in bytes.
  var callLogSize: Int {
    var info = stat()
    return stat(callLogFile, &info) == 0 ? Int(info.st_size) : 0
  }

  /// Whether the store is made and a run has begun.
  func hasRun() throws -> Bool {
    guard FileManager.default.fileExists(atPath: storeFile) else { return false }
    let connection = try connect()
    guard try connection.pragma("user_version") > 0 else { return false }
    return try connection.first("SELECT 1 FROM runs") { $0.int(0) } != nil
  }

  /// Whether the newest run has finished.
  func isFinished() throws -> Bool {
    try hasRun() && connect().first("SELECT status FROM runs ORDER BY id DESC LIMIT 1") { $0.text(0) } == "finished"
  }

  /// A connection of the judge's own.
  func connect() throws -> Connection { try Connection(path: storeFile, access: .readWrite) }

  /// The program beside this test's executable.
  static let program: String = {
    let here = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (here as NSString).deletingLastPathComponent + "/libtool"
  }()

  private static let repository =
    "/" + URL(fileURLWithPath: #filePath).pathComponents.dropFirst().dropLast(4).joined(separator: "/")

  private static func temporaryFolder() throws -> String {
    var template = Array("/tmp/libtool-crash-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    return String(cString: made)
  }
}
