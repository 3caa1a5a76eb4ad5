import Formats
import Foundation
import SQLiteKit
import Synchronization
import Testing

/// Whether the many kills of `make test-long` are wanted.
let isLong = ["LIBTOOL_LONG", "LIBTOOL_TEST_LONG"].contains { ProcessInfo.processInfo.environment[$0] == "1" }

/// A copy of the sample library in a folder of its own, and the real program to use it with.
final class TestLibrary: Sendable {
  /// The folder as the program sees it.
  let root: String
  /// The folder as this process sees it.
  let here: String
  /// What the program said, and the provider's log of calls. Never on a disk that is to be full: that would silence the judge.
  let logs: String
  /// Settings laid over the sample's in each command.
  let settings: [String]
  /// Where its provider is; nil for the simulated one within the process.
  let endpoint: TestEndpoint?
  private let disk: SmallDisk?
  private let number = Mutex(0)

  /// - Parameters:
  ///   - other: A library to copy, with its store; else the sample, without one.
  ///   - latency: Mean milliseconds of an answer of the simulated provider.
  ///   - disk: Where it is to lie.
  ///   - endpoint: A provider to call over HTTP in place of the simulated one.
  init(
    like other: TestLibrary? = nil, latency: Int = 15, settings: [String] = [], on disk: SmallDisk? = nil,
    calling endpoint: TestEndpoint? = nil
  ) throws {
    logs = try Self.temporaryFolder()
    self.endpoint = endpoint
    self.disk = disk
    root = (disk?.root ?? logs) + "/copy"
    here = (disk?.here ?? logs) + "/copy"
    self.settings = (endpoint?.settings ?? ["providers.simulated.latency_ms=\(latency)"]) + settings
    let source = other?.here ?? Self.repository
    try FileManager.default.createDirectory(atPath: here, withIntermediateDirectories: true)
    for name in ["library", "prompts"] {
      try FileManager.default.copyItem(atPath: source + "/" + name, toPath: here + "/" + name)
    }
    if other != nil { return }
    // What somebody's own use of the sample may have left in it.
    for name in ["library.db", "library.db-journal", "library.db-wal", "library.db-shm", ".runs"] {
      let path = here + "/library/" + name
      if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }
  }

  /// A copy of the sample with its store.
  static func synced(
    latency: Int = 15, settings: [String] = [], on disk: SmallDisk? = nil, calling endpoint: TestEndpoint? = nil
  ) async throws -> TestLibrary {
    try TestLibrary(like: try await sample.value, latency: latency, settings: settings, on: disk, calling: endpoint)
  }

  /// Made once, for copies.
  private static let sample = Task {
    let library = try TestLibrary().keptToTheEnd()
    try await library.succeed(["sync"])
    return library
  }

  /// Marks a library that lives as long as this process, and so has no end of its own to be removed at.
  func keptToTheEnd() -> TestLibrary {
    let isFirst = Self.kept.withLock { kept in
      kept.append(self)
      return kept.count == 1
    }
    if isFirst { atexit { TestLibrary.kept.withLock { kept in for library in kept { library.remove() } } } }
    return self
  }

  private static let kept = Mutex<[TestLibrary]>([])

  deinit { remove() }

  private func remove() {
    // Kept for a look at what went wrong.
    if ProcessInfo.processInfo.environment["LIBTOOL_KEEP"] == "1" { return }
    do {
      if disk != nil { try FileManager.default.removeItem(atPath: here) }
      try FileManager.default.removeItem(atPath: logs)
    } catch {
      print("left behind: \(logs): \(error)")
    }
  }

  var storeFile: String { here + "/library/library.db" }
  var callLogFile: String { endpoint?.callLog ?? logs + "/calls.jsonl" }
  var callLog: CallLog { get throws { try CallLog(path: callLogFile) } }

  /// Starts a command.
  ///
  /// - Parameters:
  ///   - failpoint: Where the process kills itself: `answered:3`.
  ///   - launcher: Words that come before the program's and run it: `setpriv …`.
  ///   - errors: Where standard error goes, in place of a file of its own.
  ///   - endpoint: A provider to call in place of the library's.
  ///   - clock: Seconds by which its clock is ahead of this machine's. Debug builds only.
  func start(
    _ arguments: [String], failpoint: String? = nil, through launcher: [String] = [], errors: String? = nil,
    calling endpoint: TestEndpoint? = nil, clock: Int? = nil
  ) throws -> ChildProcess {
    let number = nextNumber()
    var environment = ["PATH": "/usr/bin:/bin", "HOME": logs, "LIBTOOL_USER": "test", "LC_ALL": "C.UTF-8"]
    environment["LIBTOOL_FAILPOINT"] = failpoint
    environment["LIBTOOL_CLOCK_SHIFT"] = clock.map(String.init)
    let called = endpoint ?? self.endpoint
    if let called { environment.merge(called.environment) { $1 } }
    let all = settings + (called == nil ? ["providers.simulated.call_log=\(callLogFile)"] : [])
    let words =
      (disk?.launcher ?? []) + launcher + [Self.program, "--library", root] + all.flatMap { ["--set", $0] } + arguments
    return try ChildProcess(
      words[0], Array(words.dropFirst()), environment: environment, output: logs + "/\(number).out",
      errors: errors ?? logs + "/\(number).err")
  }

  /// Runs a command to its end.
  func run(
    _ arguments: [String], failpoint: String? = nil, through launcher: [String] = [],
    calling endpoint: TestEndpoint? = nil, clock: Int? = nil
  ) async throws -> ChildProcess.Finished {
    try await start(arguments, failpoint: failpoint, through: launcher, calling: endpoint, clock: clock).finish()
  }

  /// Runs a command that is to end with code 0.
  @discardableResult
  func succeed(
    _ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> ChildProcess.Finished {
    let finished = try await run(arguments)
    #expect(finished.end == .code(0), "\(arguments): \(finished.errors)", sourceLocation: sourceLocation)
    return finished
  }

  /// Runs a command that is to end with code 0 and print a JSON document.
  func json(_ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation) async throws -> JSON {
    try JSON.parse(try await succeed(arguments + ["--json"], sourceLocation: sourceLocation).output)
  }

  /// Starts a command and kills it as soon as a condition holds and some microseconds have passed.
  ///
  /// - Returns: How it ended: before, where it was faster.
  func kill(
    _ arguments: [String], after microseconds: Int = 0, when condition: @escaping @Sendable () -> Bool
  ) async throws -> ProcessEnd {
    let process = try start(arguments)
    _ = try await process.when(condition) {
      usleep(UInt32(microseconds))
      process.send(SIGKILL)
    }
    return await process.wait()
  }

  /// The size of the provider's log in bytes.
  var callLogSize: Int { FileSize.of(callLogFile) }

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

  /// A connection of the judge's own: to a copy, where the store lies on a disk that SQLite cannot reach from here.
  func connect() throws -> Connection {
    guard disk != nil else { return try Connection(path: storeFile, access: .readWrite) }
    let copy = logs + "/judged-\(nextNumber()).db"
    for side in ["", "-journal"] where FileManager.default.fileExists(atPath: storeFile + side) {
      try FileManager.default.copyItem(atPath: storeFile + side, toPath: copy + side)
    }
    return try Connection(path: copy, access: .readWrite)
  }

  private func nextNumber() -> Int {
    number.withLock { number in
      number += 1
      return number
    }
  }

  /// The program beside this test's executable.
  static let program: String = {
    let here = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (here as NSString).deletingLastPathComponent + "/libtool"
  }()

  static let repository =
    "/" + URL(fileURLWithPath: #filePath).pathComponents.dropFirst().dropLast(4).joined(separator: "/")

  /// A new folder below the one for temporary files.
  static func temporaryFolder() throws -> String {
    var template = Array("/tmp/libtool-crash-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    return String(cString: made)
  }
}

/// The size of files.
enum FileSize {
  /// In bytes; 0 where there is no such file.
  static func of(_ path: String) -> Int {
    var info = stat()
    return stat(path, &info) == 0 ? Int(info.st_size) : 0
  }
}
