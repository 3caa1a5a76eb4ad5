import Foundation
import Testing
import World

/// Commands other than a fill, killed in the middle of what they store.
@Suite("A killed command", .fewAtOnce)
struct KilledChangeTests {
  /// Kills each command at random moments of its transaction, until it has been killed so often.
  @Test("has happened as a whole, or not at all", arguments: StoreChange.all)
  func isWhole(_ change: StoreChange) async throws {
    let wanted = isLong ? 20 : 2
    var random = SeededGenerator(seed: change.name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    let prepared = try await PreparedChange.of(change)
    var library = try TestLibrary(like: prepared.library)
    var killed = 0
    var tries = 0
    while killed < wanted, tries < wanted * 20 {
      tries += 1
      let end = try await kill(change, prepared, library, duringCommit: tries % 2 == 0, &random)
      if end == .signal(SIGKILL) { killed += 1 } else { #expect(end == .code(0)) }
      let found = try Fingerprint(library)
      #expect(found == prepared.before || found == prepared.after, "\(end)")
      #expect(try StoreJudge(library).faults == [])
      if found == prepared.after { library = try TestLibrary(like: prepared.library) }
    }
    #expect(killed == wanted)
    // What a kill has left behind is in nobody's way.
    try await library.succeed(change.command(library.root))
    #expect(try Fingerprint(library) == prepared.after)
    #expect(try StoreJudge(library).faults == [])
  }

  /// - Parameter duringCommit: Whether to wait until the store's file grows, which is when a commit has begun.
  private func kill(
    _ change: StoreChange, _ prepared: PreparedChange, _ library: TestLibrary, duringCommit: Bool,
    _ random: inout SeededGenerator
  ) async throws -> ProcessEnd {
    let store = library.storeFile
    let command = change.command(library.root)
    if duringCommit, prepared.size.lowerBound < prepared.size.upperBound {
      let size = Int.random(in: prepared.size.lowerBound..<prepared.size.upperBound, using: &random)
      return try await library.kill(command) { FileSize.of(store) > size }
    }
    // A transaction is a small part of some commands, and nearly all of an import.
    let delay = Int(prepared.seconds * 1e6 * pow(Double.random(in: 0...1, using: &random), 3))
    return try await library.kill(command, after: delay) { FileSize.of(store + "-journal") > 0 }
  }
}
