import Formats
import Foundation
import Testing

#if DEBUG

  /// An export whose process is killed at each of its steps: the old file or the new one, never a mix.
  @Suite("A killed export")
  struct KilledExportTests {
    /// The steps of one export in a library without schemas: its own file is synced, two schemas are written, the file is
    /// synced again and gets its name.
    private static let steps = [
      "written:1", "written:2", "renamed:1", "written:3", "renamed:2", "written:4", "renamed:3",
    ]

    @Test(arguments: steps, [false, true]) func oldOrNew(step: String, hasFormer: Bool) async throws {
      let library = try TestLibrary()
      let file = library.root + "/exports/app.json"
      func text() throws -> String? {
        FileManager.default.fileExists(atPath: file) ? try String(contentsOfFile: file, encoding: .utf8) : nil
      }
      if hasFormer {
        _ = try await library.json(["export", "app"])
        // Without them the steps are the same as those of the first export.
        try FileManager.default.removeItem(atPath: library.root + "/exports/schemas")
        _ = try await library.json(["deactivate", "--level", "A1", "--yes"])
      }
      let former = try text()
      let killed = try await library.run(["export", "app"], failpoint: step)
      #expect(killed.end == .signal(SIGKILL))
      let left = try text()
      if step == "renamed:3" { #expect(left != former) } else { #expect(left == former) }
      if let left { #expect(try JSON.parse(left)["items"]?.array?.isEmpty == false) }
      // The next one is as if nothing had happened, and takes away what the killed one left.
      let report = try await library.json(["export", "app"])
      let whole = try #require(try text())
      #expect(try JSON.parse(whole)["items"]?.array?.count == report["items"]?.integer)
      if step == "renamed:3" { #expect(left == whole) }
      #expect(try await library.json(["exports", "verify", "last"])["unchanged"] == true)
      let names = try FileManager.default.subpathsOfDirectory(atPath: library.root + "/exports")
      #expect(names.filter { $0.hasSuffix(".part") } == [])
    }

    /// A limit on the size of files, as a full disk is one.
    @Test func noRoom() async throws {
      let library = try TestLibrary()
      _ = try await library.json(["export", "app"])
      let file = library.root + "/exports/app.json"
      let former = try String(contentsOfFile: file, encoding: .utf8)
      _ = try await library.json(["deactivate", "--level", "A1", "--yes"])
      // In blocks of 1024 bytes; the store is read only as long as nothing is to be judged.
      let failed = try await library.run(
        ["export", "--output", file, "--no-verify", "--all"], prefix: "trap '' XFSZ; ulimit -f 8")
      #expect(failed.end == .code(1))
      #expect(failed.errors.contains("cannot write \(file): file too large"))
      #expect(failed.errors.contains("nothing was left half-written"))
      #expect(try String(contentsOfFile: file, encoding: .utf8) == former)
      let names = try FileManager.default.contentsOfDirectory(atPath: library.root + "/exports")
      #expect(names.sorted() == ["app.json", "schemas"])
    }
  }

#endif
