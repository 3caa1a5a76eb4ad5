import Foundation
import Testing

#if DEBUG

  /// `targets set`, which replaces one of the catalogue's files, killed.
  @Suite("A killed change of the targets", .fewAtOnce)
  struct KilledTargetsTests {
    @Test("leaves the old file or the new one")
    func isWhole() async throws {
      let library = try await TestLibrary.synced()
      let (folder, file) = (library.here + "/library", library.here + "/library/targets.csv")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      let old = try #require(FileManager.default.contents(atPath: file))
      let command = ["targets", "set", "--section", "passiv", "12"]
      try await library.succeed(command)
      let new = try #require(FileManager.default.contents(atPath: file))
      #expect(new != old)
      for step in ["written", "renamed"] {
        try old.write(to: URL(fileURLWithPath: file))
        #expect(try await library.run(command, failpoint: step).end == .signal(SIGKILL))
        #expect(FileManager.default.contents(atPath: file) == (step == "written" ? old : new))
        try await library.succeed(["sync"])
      }
      for round in 0..<(isLong ? 40 : 1) {
        try old.write(to: URL(fileURLWithPath: file))
        _ = try await library.kill(command, after: round * 50) { Self.hasPart(in: folder) }
        #expect([old, new].contains(FileManager.default.contents(atPath: file)))
      }
      try old.write(to: URL(fileURLWithPath: file))
      try await library.succeed(command)
      #expect(FileManager.default.contents(atPath: file) == new)
      // Whatever lay half-written beside it is gone.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == names)
    }

    private static func hasPart(in folder: String) -> Bool {
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).contains { $0.hasSuffix(".part") }
    }
  }

#endif
