import Console
import ContentModel
import Formats
import Glibc
import Synchronization
import World

@testable import libtool

/// A library of one test: a folder of its own, a clock that moves only between commands and by what they sleep, seeded
/// randomness.
///
/// ```
/// let library = try TestLibrary(.tiny)
/// let result = await library.run("coverage", "--json")
/// #expect(result.code == .done)
/// ```
final class TestLibrary: Sendable {
  /// What the library holds at first.
  enum Content {
    /// A copy of the repository's own `library/` and `prompts/`: 35 sections, real exercises.
    case sample
    /// Four sections, four topics, five targets and five starting items (`TinyLibrary`), with the repository's prompts.
    case tiny
    /// The files of `tiny`, some replaced or added, by their paths below the library's folder: `library/targets.csv`.
    case tinyWith([String: String])
  }

  /// What a command came to.
  struct Result {
    var code: ExitCode
    /// Standard output.
    var output: String
    /// Standard error.
    var errors: String

    /// Standard output as a JSON document.
    var json: JSON {
      get throws { try JSON.parse(output) }
    }
  }

  /// The folder that holds `library/` and `prompts/`.
  let root: String
  /// The world that commands run in.
  let world: World
  private let clock: TestClock
  private let folder: TestFolder

  /// - Parameters:
  ///   - seed: What the random numbers, and so the uuids, follow.
  ///   - environment: Variables besides `LIBTOOL_LIBRARY`, `LIBTOOL_USER` and `HOME`, which is the library's folder.
  init(_ content: Content = .tiny, seed: UInt64 = 1, environment: [String: String] = [:]) throws {
    let folder = try TestFolder()
    self.folder = folder
    root = folder.path
    let clock = TestClock()
    self.clock = clock
    let generator = SharedGenerator(seed: seed)
    world = World(
      now: { clock.now }, uptime: { clock.uptime }, randomBits: { generator.next() },
      sleep: { duration in
        try Task.checkCancellation()
        // Signs of life are given until a command ends: none is so long.
        if duration == Self.heartbeat { return try await Task.sleep(for: .seconds(3600)) }
        clock.advance(byMilliseconds: Int64((duration / .milliseconds(1)).rounded(.up)))
        // Looks for other runs read the store: without a pause they would keep those from it that write.
        if duration == .seconds(2) { return try await Task.sleep(for: .milliseconds(5)) }
        await Task.yield()
      },
      environment: environment.merging(["LIBTOOL_LIBRARY": root, "LIBTOOL_USER": "tester", "HOME": root]) {
        given, _ in given
      },
      processID: getpid(), hostName: "testhost", userName: "tester", bootID: "boot")
    try folder.copy(Self.repository + "/prompts", to: "prompts")
    switch content {
    case .sample:
      for name in Self.sampleFiles { try folder.copy("\(Self.repository)/library/\(name)", to: "library/\(name)") }
    case .tiny:
      for (path, text) in TinyLibrary.files { try write(text, to: path) }
    case .tinyWith(let changes):
      for (path, text) in TinyLibrary.files.merging(changes, uniquingKeysWith: { $1 }) { try write(text, to: path) }
    }
  }

  /// Runs one command line in this process, a minute after the one before.
  ///
  /// - Parameters:
  ///   - width: The columns of the terminal; nil for a pipe.
  ///   - style: How output may look: without colour, with Unicode, unless told otherwise.
  ///   - answers: Lines of standard input, which is a terminal then.
  func run(
    _ arguments: String..., width: Int? = nil, style: Style = Style(usesColour: false, usesUnicode: true),
    answers: [String]? = nil
  ) async -> Result {
    await run(arguments, width: width, style: style, answers: answers)
  }

  /// Runs one command line whose words come as a list.
  func run(
    _ arguments: [String], width: Int? = nil, style: Style = Style(usesColour: false, usesUnicode: true),
    answers: [String]? = nil
  ) async -> Result {
    clock.advance(byMilliseconds: 60_000)
    let capture = OutputCapture()
    let terminal = Terminal.capturing(
      capture, outputIsTerminal: width != nil, errorsAreTerminal: answers != nil, width: width, style: style,
      answers: answers)
    let code = await Libtool.run(arguments, terminal: terminal, world: world)
    return Result(code: code, output: capture.output, errors: capture.errors)
  }

  /// Moves the clock on.
  func advance(byMilliseconds delta: Int64) { clock.advance(byMilliseconds: delta) }

  /// The text of a file below the library's folder.
  func read(_ path: String) throws -> String { try folder.read(path) }

  /// Writes a file below the library's folder, and the folders on the way to it.
  func write(_ text: String, to path: String) throws { try folder.write(Array(text.utf8), to: path) }

  /// Writes a file that need not be text.
  func write(bytes: [UInt8], to path: String) throws { try folder.write(bytes, to: path) }

  /// Takes a file below the library's folder away.
  func remove(_ path: String) throws {
    guard Glibc.remove("\(root)/\(path)") == 0 else { throw FolderFailure(path: path, code: errno) }
  }

  /// Whether there is a file below the library's folder.
  func exists(_ path: String) -> Bool { access("\(root)/\(path)", F_OK) == 0 }

  /// How long a run's holder sleeps between two signs of life.
  private static let heartbeat = Duration.seconds(15)

  /// The folder of the package.
  private static let repository = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

  /// What the repository's library consists of, without the store of whoever works there.
  private static let sampleFiles = [
    "libtool.yaml", "sections.csv", "topics.csv", "skus.csv", "sku_texts.csv", "targets.csv", "items", "rules",
  ]
}

/// A clock that moves when it is told to.
private final class TestClock: Sendable {
  /// 2026-11-20T09:30:00Z.
  private static let start: Int64 = 1_795_167_000_000
  private let elapsed = Mutex<Int64>(0)

  var now: Timestamp { Timestamp(milliseconds: Self.start + elapsed.withLock { $0 }) }
  var uptime: Duration { .milliseconds(elapsed.withLock { $0 }) }
  func advance(byMilliseconds delta: Int64) { elapsed.withLock { $0 += delta } }
}

/// Random numbers by a seed, for all tasks of one library.
private final class SharedGenerator: Sendable {
  private let generator: Mutex<SeededGenerator>

  init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

  func next() -> UInt64 { generator.withLock { $0.next() } }
}
