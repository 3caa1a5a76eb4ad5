import ContentModel
import Formats
import Glibc
import Testing

@testable import libtool

/// Exports of the tiny library, held against files, so that a change of what apps read is seen.
@Suite struct ExportSnapshotTests {
  private static let folder = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Snapshots"

  @Test(arguments: ["tiny.xml", "tiny.json", "tiny.jsonl", "tiny-production.xml"])
  func `The export is as the snapshot has it`(name: String) async throws {
    let mode = name.contains("production") ? "production" : "rehearsal"
    let library = try TestLibrary(
      .tinyWith(["library/libtool.yaml": TinyLibrary.settings.replacing("mode: rehearsal", with: "mode: \(mode)")]))
    // One with all that escapes are for, in a version of its own, beside what the library begins with.
    var exercise = Exercise(1)
    exercise.topic = nil
    exercise.body["text"] = .string(
      "[1] & [2] <„Zeile“>\n\"zwei\" 😀\ttab\u{B} " + (exercise.body["text"]?.string ?? ""))
    var former = exercise
    former.body = Exercise(1).body
    try await library.importing(former)
    try await library.importing(exercise)
    let file = "\(library.root)/\(name)"
    let result = await library.run("export", "--all", "--output", file)
    #expect(result.code == .done, "\(result.errors)")
    let text = try library.read(name)
    if let update = getenv("UPDATE_SNAPSHOTS"), String(cString: update) == "1" {
      try TestFolder.write(Array(text.utf8), at: "\(Self.folder)/\(name)")
    }
    #expect(
      String(decoding: try TestFolder.bytes("\(Self.folder)/\(name)"), as: UTF8.self) == text,
      "look at the difference, then run UPDATE_SNAPSHOTS=1 swift test --filter ExportSnapshotTests")
  }
}
