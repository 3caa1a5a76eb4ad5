import ContentModel
import Formats
import Glibc
import Testing

@testable import libtool

/// Where `libtool import` reads from: exports of both forms, standard input, pipes.
@Suite struct ImportInputTests {
  @Test(arguments: ["json", "jsonl"])
  func `An export is an input`(format: String) async throws {
    let library = try TestLibrary(.tiny)
    let file = "\(library.root)/out.\(format)"
    _ = await library.run("export", "--output", file)
    #expect(await library.run("import", file).output == "5 items: 5 unchanged\n")
    // Into a library that has none of them.
    let other = try TestLibrary(.tinyWith(["library/items/starting.jsonl": ""]))
    #expect(await other.run("import", file).output == "5 items: 5 added (event 2)\n")
    let exported = try library.read("out.\(format)")
    #expect(await other.run("export", "--format", format).output == exported)
  }

  @Test func `A pretty-printed export is an input too`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write(try await library.run("export").json.pretty(), to: "out.json")
    #expect(await library.run("import", "\(library.root)/out.json").output == "5 items: 5 unchanged\n")
  }

  @Test func `In a document a wrong item is named by its line`() async throws {
    let library = try TestLibrary(.tiny)
    let file = "\(library.root)/out.json"
    _ = await library.run("export", "--output", file)
    let text = try library.read("out.json")
    try library.write(
      text.replacing("\"section\":\"relativsaetze\"", with: "\"section\":\"relativ\"").replacing(
        "\"difficulty\":", with: "difficulty:"), to: "out.json")
    let lines = await library.run("import", file).errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first == "error: \(file):5: `relativ` is no section; add it to sections.csv")
    #expect(lines.dropFirst().first?.hasPrefix("\(file):6:") == true)
    #expect(lines.last == "2 lines are wrong, so nothing was imported")
  }

  @Test(arguments: [
    (Double(0.5), "the document ends before its list of items does; the file is cut off: export it again"),
    (0.999, "not JSON: the text ends inside an object"),
  ])
  func `A document that is cut off is no input`(share: Double, problem: String) async throws {
    let library = try TestLibrary(.tiny)
    let file = "\(library.root)/out.json"
    _ = await library.run("export", "--output", file)
    let text = try library.read("out.json").utf8.dropLast(share > 0.9 ? 2 : 0)
    let kept = share > 0.9 ? Array(text) : Array(text.prefix(Int(Double(text.count) * share)))
    try library.write(bytes: kept, to: "out.json")
    let result = await library.run("import", file)
    #expect(result.code == .failed)
    #expect(result.errors.contains(": \(problem)\n"), "\(result.errors)")
  }

  @Test func `A document of a newer form is refused`() async throws {
    let library = try TestLibrary(.tiny)
    let file = "\(library.root)/out.json"
    _ = await library.run("export", "--output", file)
    try library.write(
      try library.read("out.json").replacing("\"schema_version\":1", with: "\"schema_version\":2"), to: "out.json")
    let result = await library.run("import", file)
    #expect(result.code == .failed)
    #expect(result.errors.hasPrefix("error: \(file):1: "), "\(result.errors)")
  }

  @Test func `Standard input`() throws {
    let library = try TestLibrary(.tiny)
    let shell = Shell(library: library)
    #expect(
      try shell.run("libtool export --format jsonl 2> notes | libtool import -").output == "5 items: 5 unchanged\n")
    try library.write(Exercise(1).line + "\n", to: "in.jsonl")
    #expect(try shell.run("libtool import - < in.jsonl").output == "1 item: 1 added (event 3)\n")
    let log = try shell.run("libtool log --limit 1 --json").output
    #expect(try JSON.parse(log).array?.first?["reason"] == "import of standard input")
    let wrong = try shell.run("echo '{}' | libtool import in.jsonl - 2>&1")
    #expect(wrong.output.hasPrefix("error: -:1: \"kind\" is missing;"))
    #expect(wrong.code == 1)
    #expect(try shell.run("libtool import - < /dev/null").output == "The files hold no items.\n")
  }

  /// The other end of the pipe needs the store before it has written anything.
  @Test func `A pipe is read before the store is locked`() throws {
    let library = try TestLibrary(.tiny)
    let shell = Shell(library: library)
    let result = try shell.run("libtool import <(libtool export --format jsonl 2> notes) 2>&1")
    #expect(result.output == "5 items: 5 unchanged\n")
    #expect(result.code == 0)
    #expect(try shell.run("ls -A library | grep -c part").output == "0\n")
  }

  @Test func `A named pipe`() throws {
    let library = try TestLibrary(.tiny)
    try library.write(Exercise(1).line + "\n", to: "in.jsonl")
    let result = try Shell(library: library).run("mkfifo p; cat in.jsonl > p & libtool import p 2>&1")
    #expect(result.output == "1 item: 1 added (event 3)\n")
  }
}
