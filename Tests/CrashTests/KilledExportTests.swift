import Foundation
import Testing
import World

#if DEBUG

  /// An export whose process is killed at its named steps and at random moments.
  @Suite("A killed export", .fewAtOnce)
  struct KilledExportTests {
    /// Where it is killed.
    private enum Kill {
      case step(String)
      /// When the file beside it has so many bytes of the new one, and microseconds later.
      case moment(share: Double, microseconds: Int)
    }

    private static func kills(_ format: String, _ random: inout SeededGenerator) -> [Kill] {
      // Synced once before the file is read back and once more before it gets its name.
      let steps = ["json": "written:1", "jsonl": "written:2", "xml": "renamed:1"]
        .filter { isLong || $0.key == format }.map { Kill.step($0.value) }
      return steps
        + (0..<(isLong ? 30 : 2)).map { number in
          number % 2 == 0
            ? .moment(share: Double.random(in: 0..<1, using: &random), microseconds: 0)
            : .moment(share: 1, microseconds: Int.random(in: 0...60_000, using: &random))
        }
    }

    @Test("leaves the old file or the new one", arguments: ["json", "jsonl", "xml"])
    func isWhole(format: String) async throws {
      var random = SeededGenerator(seed: UInt64(format.utf8.count))
      let library = try TestLibrary(like: try await Self.stocked.value)
      let (file, reference) = ("\(library.here)/out/app.\(format)", "\(library.here)/reference.\(format)")
      func command(_ path: String) -> [String] { ["export", "--all", "--format", format, "--output", path] }
      try await library.succeed(command(file))
      let old = try #require(FileManager.default.contents(atPath: file))
      try await library.succeed(["deactivate", "--section", "passiv", "--yes"])
      try await library.succeed(command(reference))
      let new = try #require(FileManager.default.contents(atPath: reference))
      #expect(old != new)
      var moments = 0
      for kill in Self.kills(format, &random) {
        try old.write(to: URL(fileURLWithPath: file))
        let end: ProcessEnd
        switch kill {
        case .step(let step): end = try await library.run(command(file), failpoint: step).end
        case .moment(let share, let delay):
          let size = Int(share * Double(new.count))
          end = try await library.kill(command(file), after: delay) {
            Self.partSizes(beside: file).contains { $0 >= size }
          }
        }
        let found = FileManager.default.contents(atPath: file)
        switch kill {
        case .step(let step):
          #expect(end == .signal(SIGKILL))
          #expect(found == (step.hasPrefix("written") ? old : new), "\(step)")
        case .moment:
          #expect(end == .signal(SIGKILL) || end == .code(0))
          #expect(found == old || found == new, "\(kill)")
          if end == .signal(SIGKILL) { moments += 1 }
        }
        // One export's leftover at most: each takes away what those before it left.
        #expect(Self.partSizes(beside: file).count <= 1)
        #expect(try StoreJudge(library).faults == [])
      }
      #expect(moments >= 1)
      try await library.succeed(command(file))
      #expect(FileManager.default.contents(atPath: file) == new)
      #expect(try FileManager.default.contentsOfDirectory(atPath: library.here + "/out") == ["app.\(format)"])
      let verified = try await library.succeed(["exports", "verify", file])
      #expect(verified.output.contains("valid, unchanged since export"))
    }

    /// The first export writes the schemas as well, each as whole as the export itself.
    @Test(
      "leaves whole schemas, or none",
      arguments: isLong ? ["written:2", "renamed:1", "written:3", "renamed:2"] : ["written:2", "renamed:1"])
    func schemasAreWhole(step: String) async throws {
      let library = try await TestLibrary.synced()
      let command = ["export", "--all", "--section", "passiv", "--output", library.here + "/passiv.xml"]
      #expect(try await library.run(command, failpoint: step).end == .signal(SIGKILL))
      func schemas() throws -> [String: Data?] {
        let folder = library.here + "/exports/schemas"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasSuffix(".part") }
        return Dictionary(
          uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: folder + "/" + $0)) })
      }
      let left = try schemas()
      #expect(!FileManager.default.fileExists(atPath: library.here + "/passiv.xml"))
      try await library.succeed(command)
      let whole = try schemas()
      #expect(whole.count == 2)
      for (name, bytes) in left { #expect(bytes == whole[name], "\(name)") }
      let all = try #require(FileManager.default.enumerator(atPath: library.here)).compactMap { $0 as? String }
      #expect(all.filter { $0.hasSuffix(".part") } == [])
    }

    /// A library with enough items for an export of several pages, for copies.
    private static let stocked = Task {
      let library = try await TestLibrary.synced().keptToTheEnd()
      try SampleItems.write(isLong ? 3000 : 500, to: library.here + "/new.jsonl")
      try await library.succeed(["import", library.here + "/new.jsonl"])
      return library
    }

    /// The sizes of the files that exports have not given a name yet.
    private static func partSizes(beside file: String) -> [Int] {
      let folder = (file as NSString).deletingLastPathComponent
      // The folder is made by the first export.
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.filter { $0.hasSuffix(".part") }.map { FileSize.of(folder + "/" + $0) }
    }
  }

#endif
