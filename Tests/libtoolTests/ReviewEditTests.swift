import Console
import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool review edit`, with real programs in the place of an editor.
@Suite struct ReviewEditTests {
  /// A library with one exercise in review, and a script as the editor.
  private func library(editor script: String) async throws -> (library: TestLibrary, item: String) {
    // The editor stands in the library's folder, which the program knows as its home.
    let library = try TestLibrary(
      .tiny, environment: ["PATH": "/usr/bin:/bin", "EDITOR": "sh \"$HOME/editor\""])
    try library.write(script + "\n", to: "editor")
    #expect(
      await library.run("fill", "--section", "passiv", "--pilot", "1", "--set", "fill.concurrency=1").code == .done)
    let item = try await library.run("review", "list", "--json").json.array?.first?["uuid"]?.string ?? ""
    return (library, item)
  }

  @Test func whatIsSavedGoesLiveInOnesName() async throws {
    let (library, item) = try await library(editor: "sed -i 's/^text: .*/text: |-/; s/ \\[1\\]/ wirklich [1]/' \"$1\"")
    let result = await library.run("review", "edit", item, "--as", "ana")
    #expect(result.code == .done, "\(result.errors)")
    #expect(result.output.hasSuffix(": version none → 2 (event 3)\n"), "\(result.output)")
    let shown = try await library.run("items", "show", item, "--json").json
    #expect(shown["version"] == 2 && shown["active"] == true && shown["origin"] == "person")
    #expect(shown["body"]?["text"]?.string?.contains(" wirklich [1]") == true)
    #expect(await library.run("review", "list").output == "Nothing waits in review.\n")
    let log = try await library.run("log", "--limit", "1", "--json").json.array?.first
    #expect(log?["actor"] == "ana" && log?["reason"] == "edited" && log?["action"] == "accept")
  }

  @Test func `A text that cannot be read is named with its place and the mend`() async throws {
    let (library, item) = try await library(editor: "echo '  - broken: [' >> \"$1\"")
    let result = await library.run("review", "edit", item)
    #expect(result.code == .failed)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.first?.hasPrefix("note: what you have written is kept in ") == true, "\(result.errors)")
    #expect(lines.contains { $0.hasPrefix("error: ") && $0.contains(".yaml:") }, "\(result.errors)")
    #expect(lines.last == "mend it, and save it again", "\(result.errors)")
  }

  @Test func nothingChangedIsNothingDone() async throws {
    let (library, item) = try await library(
      editor: "grep -q '^# The rules have nothing' \"$1\" && grep -q '^# filed under passiv' \"$1\"")
    let result = await library.run("review", "edit", item)
    #expect(result.code == .done && result.output == "\(item.suffix(8)): nothing was changed.\n", "\(result.errors)")
    #expect(try await library.run("items", "show", item, "--json").json["versions"] == 1)
  }

  @Test func aTextThatDoesNotFitIsKept() async throws {
    let (library, item) = try await library(editor: "printf 'text: \"Nur [1] Text.\"\\n' > \"$1\"")
    let result = await library.run("review", "edit", item)
    #expect(result.code == .failed)
    let lines = result.errors.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("note: what you have written is kept in /"))
    #expect(lines[1].hasPrefix("error: the text does not fit its kind: "))
    #expect(lines[2] == "mend it, and save it again")
    let path = String(lines[0].dropFirst("note: what you have written is kept in ".count))
    #expect(String(decoding: try TestFolder.bytes(path), as: UTF8.self) == "text: \"Nur [1] Text.\"\n")
    #expect(try await library.run("items", "show", item, "--json").json["versions"] == 1)
  }

  @Test func anEditorThatFailsLeavesNoFileBehind() async throws {
    let (library, item) = try await library(editor: "echo \"$1\" > \"$HOME/opened\"; exit 3")
    let result = await library.run("review", "edit", item)
    #expect(result.code == .failed)
    #expect(
      result.errors
        == "error: the editor `sh \"$HOME/editor\"` ended with an error: nothing was changed\n"
        + "name another in the environment's VISUAL or EDITOR\n")
    let opened = try library.read("opened").split(separator: "\n")
    #expect(throws: (any Error).self) { try TestFolder.bytes(String(opened[0])) }
  }

  @Test func withoutTerminalAndEditorNothingIsOpened() async throws {
    let library = try TestLibrary(.tiny, environment: ["PATH": "/usr/bin:/bin"])
    let result = await library.run("review", "edit", "abc")
    #expect(result.code == .usage)
    #expect(
      result.errors
        == "error: there is no terminal to open an editor on\n"
        + "name one that needs none in the environment's VISUAL or EDITOR\n")
  }

  @Test func aTextThatIsNoYAMLNamesItsPlace() async throws {
    let (library, item) = try await library(editor: "printf 'text: [\\n' > \"$1\"")
    let result = await library.run("review", "edit", item)
    #expect(result.code == .failed && result.errors.contains(".yaml:2:1: "), "\(result.errors)")
  }

  @Test func theSecondOneIsTold() async throws {
    let (library, item) = try await library(
      editor:
        "sed -i 's/ \\[1\\]/ sehr [1]/' \"$1\"; \"$(cat \"$HOME/program\")\" review accept \"$(cat \"$HOME/item\")\" --as ben > /dev/null"
    )
    try library.write(item, to: "item")
    // While the editor is open, somebody accepts the item, with the program itself.
    try library.write(Shell.program, to: "program")
    let result = await library.run("review", "edit", item, "--as", "ana")
    #expect(result.code == .failed)
    #expect(
      result.errors.contains("error: item \(item.suffix(8)) was changed by ben since the editor opened"),
      "\(result.errors)")
    #expect(try await library.run("items", "show", item, "--json").json["versions"] == 1)
  }

  @Test func anEditorThatFails() async throws {
    let (library, item) = try await library(editor: "exit 1")
    let result = await library.run("review", "edit", item)
    #expect(result.code == .failed && result.errors.contains("ended with an error: nothing was changed"))
  }

  @Test func heldBackItWaits() async throws {
    let (library, item) = try await library(editor: "sed -i 's/ \\[1\\]/ ganz [1]/' \"$1\"")
    let result = await library.run("review", "edit", item, "--hold")
    #expect(result.output == "\(item.suffix(8)): the new version waits in review.\n", "\(result.errors)")
    let waiting = try await library.run("review", "list", "--json").json.array ?? []
    #expect(waiting.map { $0["version"]?.integer } == [1, 2])
  }
}
