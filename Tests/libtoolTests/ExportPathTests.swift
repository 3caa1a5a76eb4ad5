import ContentModel
import Formats
import Glibc
import Testing

@testable import libtool

/// An export is complete or absent, and goes nowhere but where it is sent.
@Suite struct ExportPathTests {
  /// The names in the library's folder.
  private func names(_ library: TestLibrary) throws -> [String] {
    try Shell(library: library).run("find . -newer library/libtool.yaml -name '*.part' -o -name 'out*' | sort").output
      .split(separator: "\n").map(String.init)
  }

  private func expectRefusal(
    _ library: TestLibrary, _ path: String, _ message: String, _ hint: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    for words in [["export"], ["export", "--no-verify"], ["coverage", "--format", "csv"]] {
      let result = await library.run(words + ["--output", path])
      #expect(
        result.errors.hasSuffix("error: cannot write \(path): \(message)\n\(hint)\n"), sourceLocation: sourceLocation)
      #expect(result.code == .failed && result.output == "", sourceLocation: sourceLocation)
    }
    #expect(try await library.run("exports", "--json").json == [], sourceLocation: sourceLocation)
  }

  @Test func `A link is neither followed nor replaced`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write("mine\n", to: "precious.json")
    for (link, target) in [("out.json", "precious.json"), ("out.txt", "nosuch/place"), ("out.self", "out.self")] {
      #expect(symlink(target, "\(library.root)/\(link)") == 0)
      try await expectRefusal(
        library, "\(library.root)/\(link)", "it is a link", "name the file that it leads to")
      var status = stat()
      #expect(lstat("\(library.root)/\(link)", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    }
    #expect(try library.read("precious.json") == "mine\n")
    #expect(!library.exists("nosuch"))
    #expect(try names(library) == ["./out.json", "./out.self", "./out.txt"])
  }

  @Test func `A link to a folder is a folder`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write("", to: "real/file")
    #expect(symlink("real", "\(library.root)/link") == 0)
    #expect(await library.run("export", "--output", "\(library.root)/link/out.json").code == .done)
    #expect(library.exists("real/out.json"))
  }

  @Test func `Folders, devices and pipes`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write("", to: "folder/file")
    try await expectRefusal(library, "\(library.root)/folder", "is a directory", "that is a folder: name a file")
    let plain = "that is no plain file: name another place"
    for device in ["/dev/null", "/dev/full", "/dev/zero"] {
      try await expectRefusal(library, device, "operation not supported", plain)
      var status = stat()
      #expect(stat(device, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }
    #expect(mkfifo("\(library.root)/pipe", 0o600) == 0)
    try await expectRefusal(library, "\(library.root)/pipe", "operation not supported", plain)
    #expect(try names(library) == [])
  }

  @Test func `/dev/stdout stays what it is`() async throws {
    let library = try TestLibrary(.tiny)
    let shell = Shell(library: library)
    let result = try shell.run("libtool export --output /dev/stdout 2>&1 | tail -n 2; readlink /dev/stdout")
    #expect(
      result.output
        == "error: cannot write /dev/stdout: it is a link\nname the file that it leads to\n/proc/self/fd/1\n")
  }

  @Test func `A way through a file`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write("mine\n", to: "file")
    let result = await library.run("export", "--output", "\(library.root)/file/out.json")
    #expect(
      result.errors.hasSuffix(": not a directory\ncheck the path: what should be a folder on the way to it is a file\n")
    )
    #expect(result.code == .failed)
    #expect(try library.read("file") == "mine\n")
  }

  @Test(arguments: ["", "new/", "/", "library/"])
  func `A name that is none`(name: String) async throws {
    let library = try TestLibrary(.tiny)
    for words in [["export"], ["coverage", "--format", "csv"]] {
      let result = await library.run(words + ["--output", name])
      #expect(result.errors == "error: --output '\(name)' names no file\nname a file, not a folder\n")
      #expect(result.code == .usage)
    }
  }

  @Test func `The permissions of the file before stay`() async throws {
    let library = try TestLibrary(.tiny)
    let path = "\(library.root)/out.json"
    var status = stat()
    for mode: mode_t in [0o600, 0o664, 0o444] {
      try library.write("old", to: "out.json")
      #expect(chmod(path, mode) == 0)
      #expect(await library.run("export", "--output", path).code == .done)
      #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == mode)
      try library.remove("out.json")
    }
  }

  @Test func `A failed export leaves the former file, and no other`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise.misfit(1))
    try library.write("the former one\n", to: "out.xml")
    let result = await library.run("export", "--all", "--output", "\(library.root)/out.xml", "--section", "*")
    // A distractor too few can be written as XML; a text that is missing cannot.
    #expect(result.code == .done)
    var empty = Exercise(2)
    empty.body = ["gaps": []]
    try await library.importing(empty)
    try library.write("the former one\n", to: "out.xml")
    let failed = await library.run("export", "--all", "--output", "\(library.root)/out.xml")
    #expect(
      failed.errors == """
        error: item \(empty.uuid ?? ""): body.text is missing, it is required by the schema of gap_fill_exercise
        mend the item, or export it as JSON

        """)
    #expect(failed.code == .failed)
    #expect(try library.read("out.xml") == "the former one\n")
    #expect(try names(library) == ["./out.xml"])
    #expect(try await library.run("exports", "--json").json.array?.count == 1)
  }

  @Test func `What a former process left behind is taken away`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write("half", to: "out.json.0123456789abcdef.part")
    #expect(await library.run("export", "--output", "\(library.root)/out.json").code == .done)
    #expect(try names(library) == ["./out.json"])
  }

  @Test func `A reader that has enough ends nothing badly`() throws {
    let library = try TestLibrary(.tiny)
    let result = try Shell(library: library).run("libtool export --format jsonl 2> notes | head -c 10; echo \"$?\"")
    #expect(result.output.hasPrefix("{\"uuid\":\""))
    #expect(result.output.hasSuffix("\n0\n") || result.output.hasSuffix("0\n"))
  }
}
