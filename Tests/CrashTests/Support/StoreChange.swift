import Foundation
import Synchronization
import Testing

/// A command that changes the store in one transaction: it is to happen as a whole, or not at all.
struct StoreChange: Sendable, CustomTestStringConvertible {
  var name: String
  /// A library where the command is to run.
  var prepare: @Sendable () async throws -> TestLibrary
  /// The command, for a library of which the root is given.
  var command: @Sendable (_ root: String) -> [String]

  var testDescription: String { name }

  /// What is to be imported, where it is copied with the library.
  private static let file = "/library/new.jsonl"

  static let all = [
    StoreChange(name: "first sync") {
      try TestLibrary()
    } command: { _ in
      ["sync"]
    },
    StoreChange(name: "sync of changed files") {
      let library = try await TestLibrary.synced()
      let targets = library.here + "/library/targets.csv"
      let lines = try String(contentsOfFile: targets, encoding: .utf8).split(separator: "\n").map { line in
        line.hasPrefix("section,") ? String(line) : line.dropLast(2) + ",9"
      }
      try (lines.joined(separator: "\n") + "\n").write(toFile: targets, atomically: false, encoding: .utf8)
      return library
    } command: { _ in
      ["sync"]
    },
    StoreChange(name: "import") {
      let library = try await TestLibrary.synced()
      try SampleItems.write(isLong ? 20_000 : 800, to: library.here + file)
      return library
    } command: { root in
      ["import", root + file]
    },
    StoreChange(name: "review accept") {
      let library = try await TestLibrary.synced()
      try SampleItems.write(isLong ? 3000 : 200, to: library.here + file)
      try await library.succeed(["import", "--hold", library.root + file])
      return library
    } command: { _ in
      ["review", "accept", "--kind", "gap_fill_exercise", "--yes"]
    },
    StoreChange(name: "rollback") {
      let library = try await TestLibrary.synced()
      for version in 1...2 {
        try SampleItems.write(isLong ? 3000 : 200, version: version, to: library.here + file)
        try await library.succeed(["import", library.root + file])
      }
      return library
    } command: { _ in
      ["rollback", "--kind", "gap_fill_exercise", "--yes"]
    },
  ]
}

/// A library where a change is to happen, and what its store holds before and after it.
struct PreparedChange: Sendable {
  var library: TestLibrary
  var before: Fingerprint
  var after: Fingerprint
  /// Bytes of the store before and after.
  var size: ClosedRange<Int>
  /// How long the command took.
  var seconds: Double

  /// Made once for each change.
  static func of(_ change: StoreChange) async throws -> PreparedChange {
    let task = made.withLock { made in
      let task = made[change.name] ?? Task { try await PreparedChange(change) }
      made[change.name] = task
      return task
    }
    return try await task.value
  }

  private static let made = Mutex<[String: Task<PreparedChange, any Error>]>([:])

  private init(_ change: StoreChange) async throws {
    library = try await change.prepare().keptToTheEnd()
    let done = try TestLibrary(like: library)
    before = try Fingerprint(library)
    let began = Date()
    try await done.succeed(change.command(done.root))
    seconds = Date().timeIntervalSince(began)
    after = try Fingerprint(done)
    #expect(before != after)
    let small = FileSize.of(library.storeFile)
    size = small...max(small, FileSize.of(done.storeFile))
  }
}
