import ContentModel
import Formats
import Testing

@testable import libtool

/// Every wrong line of an import is named as `file:line`, and then nothing is imported.
@Suite struct ImportErrorTests {
  private static let start = #"{"kind":"gap_fill_exercise","section":"passiv","language":"de","#
  private static let uuid = "01975e1d-0000-7000-8000-00000000001"

  /// A wrong line and what is said of it, from the column or the blank after the line's number on.
  @Test(arguments: [
    ("not json", "1: not JSON: n stands where a value is expected"),
    ("[]", #" an item is expected, an array stands here; write an object: {"kind": …, "body": {…}}"#),
    ("\"text\"", #" an item is expected, a text stands here; write an object: {"kind": …, "body": {…}}"#),
    ("12", #" an item is expected, a number stands here; write an object: {"kind": …, "body": {…}}"#),
    ("null", #" an item is expected, null stands here; write an object: {"kind": …, "body": {…}}"#),
    (start + #""body":{"a":1}"#, "78: not JSON: the text ends inside an object"),
    (start + #""body":{"a":1}} x"#, "80: not JSON: x follows the end of the value"),
    (start + #""body":{"a":01}}"#, "76: not JSON: a number begins with a needless 0"),
    (start + #""body":{"a":1,"a":2}}"#, "78: not JSON: the member name \"a\" occurs twice in one object"),
    (start + #""section":"passiv","body":{}}"#, "64: not JSON: the member name \"section\" occurs twice in one object"),
    (start + #""body":{"a":"\ud800"}}"#, "77: not JSON: the escape of half a surrogate pair has no partner"),
    (
      start + "\"body\":{\"a\":\"\t\"}}",
      "77: not JSON: the control character U+0009 stands in a string; write it as an escape such as \\n"
    ),
    (start + #""topic":null}"#, #" "body" is missing"#),
    (start + #""body":[]}"#, #" "body" is an array, an object is expected"#),
    (start + #""body":"{}"}"#, #" "body" is a text, an object is expected"#),
    (start + #""body":null}"#, #" "body" is null, an object is expected"#),
    (#"{"kind":"gap_fill_exercise","language":"de","body":{}}"#, #" "section" is missing"#),
    (
      #"{"kind":"gap_fill_exercise","section":"passiv","body":{}}"#, #" "language" is missing; a BCP 47 tag such as de"#
    ),
    (#"{"kind":"","section":"passiv","language":"de","body":{}}"#, #" "kind" is empty"#),
    (start + #""topic":7,"body":{}}"#, #" "topic" is a number, a text or null is expected"#),
    (start + #""sku":[],"body":{}}"#, #" "sku" is an array, a text or null is expected"#),
    (start + #""topik":"x","body":{}}"#, #" unknown member "topik"; did you mean `topic`?"#),
    (
      start + #""notes":"x","body":{}}"#,
      #" unknown member "notes"; an item has uuid, kind, level, section, topic, sku, language, version, mode, body, "#
        + "active, origin"
    ),
    (start + #""uuid":7,"body":{}}"#, #" "uuid" is a number, a text is expected"#),
    (start + #""uuid":"x","body":{}}"#, #" "uuid" is not a UUID: x; leave it out for a new item"#),
    (start + #""mode":"real","body":{}}"#, #" "mode" is "real", neither production nor rehearsal"#),
    (
      #"{"kind":"song","section":"passiv","language":"de","body":{}}"#,
      " `song` is no kind in use; name it under `kinds` in libtool.yaml"
    ),
    (
      #"{"kind":"micro_lesson","section":"passiv","language":"de","body":{}}"#,
      " section `passiv` holds gap_fill_exercise, not micro_lesson; check kind and section"
    ),
    (
      #"{"kind":"gap_fill_exercise","section":"pasiv","language":"de","body":{}}"#,
      " `pasiv` is no section; did you mean `passiv`?"
    ),
    (
      #"{"kind":"gap_fill_exercise","section":"artikel","language":"de","body":{}}"#,
      " `artikel` is no section; add it to sections.csv"
    ),
    (
      #"{"kind":"gap_fill_exercise","section":"passiv","language":"DE","body":{}}"#,
      " section `passiv` is not made in the language `DE`; did you mean `de`?"
    ),
    (
      #"{"kind":"gap_fill_exercise","section":"passiv","language":"french","body":{}}"#,
      " section `passiv` is not made in the language `french`; correct the tag, or add it to the column languages of "
        + "sections.csv"
    ),
    (start + #""topic":"wohnen","body":{}}"#, " `wohnen` is no topic; add it to topics.csv"),
    (start + #""sku":"P-1","body":{}}"#, " gap_fill_exercise has no SKUs; leave `sku` out"),
    (
      start + #""uuid":"01975e1d-0000-7000-8000-000000000001","body":{}}"#,
      " 01975e1d-0000-7000-8000-000000000001 is filed under gap_fill_exercise / negation_nicht_kein / alltag_02_wohnung / "
        + "de, not gap_fill_exercise / passiv / de; an item keeps its key: give a new item a new uuid, or leave the uuid out"
    ),
  ])
  func `A wrong line`(line: String, problem: String) async throws {
    let library = try TestLibrary(.tiny)
    // Good lines before and after it stay out as well.
    try library.write("\(Exercise(1).line)\n\n\(line)\n\(Exercise(2).line)\n", to: "in.jsonl")
    let file = "\(library.root)/in.jsonl"
    let result = await library.run("import", file)
    #expect(result.errors == "error: \(file):3:\(problem)\n1 line is wrong, so nothing was imported\n")
    #expect(result.code == .failed && result.output == "")
    #expect(try await library.run("items", "--section", "passiv", "--json").json == [])
    #expect(try await library.run("log", "--json").json.array?.count == 2)
  }

  @Test func `All wrong lines of all files are named, in their order`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write("{\n\(Exercise(1).line)\n7\n", to: "a.jsonl")
    try library.write("\u{FEFF}\(Exercise(1, "neu").line)\r\n{\"uuid\":3}\r\n", to: "b.jsonl")
    let result = await library.run("import", "\(library.root)/a.jsonl", "\(library.root)/b.jsonl")
    #expect(
      result.errors.replacing("\(library.root)/", with: "") == """
        error: a.jsonl:1:2: not JSON: the text ends inside an object; put one item on each line, without line ends inside it
        a.jsonl:3: an item is expected, a number stands here; write an object: {"kind": …, "body": {…}}
        b.jsonl:2: "uuid" is a number, a text is expected
        b.jsonl:2: "kind" is missing; name it in each line, or say --kind KIND
        b.jsonl:2: "section" is missing
        b.jsonl:2: "language" is missing; a BCP 47 tag such as de
        b.jsonl:2: "body" is missing
        3 lines are wrong, so nothing was imported

        """)
  }

  @Test func `A uuid stands once in a file`() async throws {
    let library = try TestLibrary(.tiny)
    let file = "\(library.root)/in.jsonl"
    try library.write(Exercise(1).line + "\n\n" + Exercise(1, "neu").line, to: "in.jsonl")
    #expect(
      await library.run("import", file).errors == """
        error: \(file):3: uuid \(Self.uuid)1 stands in line 1 already; give each item a uuid of its own, or leave it out
        1 line is wrong, so nothing was imported

        """)
  }

  @Test func `A thousand problems are listed, the rest is counted`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write(String(repeating: "x\n", count: 1234), to: "in.jsonl")
    let lines = await library.run("import", "\(library.root)/in.jsonl").errors.split(separator: "\n")
    #expect(lines.count == 1002)
    #expect(lines.suffix(2) == ["and 234 more", "1234 lines are wrong, so nothing was imported"])
  }

  @Test func `Bytes that are no text`() async throws {
    let library = try TestLibrary(.tiny)
    let file = "\(library.root)/in.jsonl"
    try library.write(
      bytes: Array((Self.start + "\"body\":{\"a\":\"").utf8) + [0xFF] + Array("\"}}".utf8), to: "in.jsonl")
    #expect(
      await library.run("import", file).errors.hasPrefix(
        "error: \(file):1:77: not JSON: a string is not UTF-8; save the text as UTF-8\n"))
    try library.write(bytes: [0xFF, 0xFE, 0x7B, 0], to: "in.jsonl")
    #expect(
      await library.run("import", file).errors == """
        error: \(file):1: the file is UTF-16, UTF-8 is expected; save it as UTF-8
        1 line is wrong, so nothing was imported

        """)
  }

  @Test func `An item may be large, not boundless`() async throws {
    let library = try TestLibrary(.tiny)
    var large = Exercise(1)
    large.body["text"] = .string(String(repeating: "Das ist [1] und [2]. ", count: 50_000))
    try library.write(large.line, to: "in.jsonl")
    let file = "\(library.root)/in.jsonl"
    #expect(await library.run("import", file).output == "1 item: 1 added (event 3)\n")
    #expect(try await library.run("items", "show", large.shortUUID, "--json").json["body"] == large.body)
    try library.write(
      "{\"kind\":\"" + String(repeating: "x", count: 17 << 20) + "\"}\n\(Exercise(2).line)", to: "in.jsonl")
    #expect(
      await library.run("import", file).errors == """
        error: \(file):1: the line is longer than 16777216 bytes; put one item on each line
        1 line is wrong, so nothing was imported

        """)
  }

  @Test func `Deep brackets are no way to the end of the stack`() async throws {
    let library = try TestLibrary(.tiny)
    try library.write(Self.start + "\"body\":{\"a\":" + String(repeating: "[", count: 200_000), to: "in.jsonl")
    let result = await library.run("import", "\(library.root)/in.jsonl")
    #expect(result.code == .failed)
    #expect(result.errors.hasSuffix("\n1 line is wrong, so nothing was imported\n"))
  }

  @Test func `No simulated text gets into production`() async throws {
    let rehearsal = try TestLibrary(.tiny)
    let production = try TestLibrary(
      .tinyWith(["library/libtool.yaml": TinyLibrary.settings.replacing("mode: rehearsal", with: "mode: production")]))
    _ = await production.run("sync")
    for format in ["json", "jsonl"] {
      let file = "\(rehearsal.root)/out.\(format)"
      #expect(await rehearsal.run("export", "--output", file).code == .done)
      let result = await production.run("import", file)
      #expect(
        result.errors.hasPrefix(
          "error: \(file):\(format == "json" ? 2 : 1): this item comes from a rehearsal; this library is in production: it "
            + "takes no simulated text\n"))
      #expect(result.code == .failed)
    }
    #expect(try await production.run("log", "--json").json.array?.count == 2)
  }

  @Test func `Files that cannot be read`() async throws {
    let library = try TestLibrary(.tiny)
    let missing = await library.run("import", "\(library.root)/nosuch.jsonl")
    #expect(
      missing.errors == """
        error: cannot read \(library.root)/nosuch.jsonl: no such file or directory
        check the path: it, or a folder on the way to it, does not exist

        """)
    #expect(missing.code == .failed)
    #expect(
      await library.run("import", "\(library.root)/library").errors
        == "error: cannot read \(library.root)/library: is a directory\nthat is a folder: name a file\n")
    #expect(await library.run("import", "/dev/null").output == "The files hold no items.\n")
    #expect(
      await library.run("import", "\(library.root)/library/libtool.yaml/x").errors.hasSuffix(
        ": not a directory\ncheck the path: what should be a folder on the way to it is a file\n"))
  }

  @Test(
    arguments: [
      ([], "no file is named", "write `libtool import FILE...`"),
      (["-", "-"], "standard input is named twice", "leave one `-` out"),
      (["--kind"], "missing value for '--kind'", "write '--kind KIND'"),
      (["--holt", "x"], "unknown option '--holt'; did you mean '--hold'?", "see 'libtool import --help'"),
    ] as [([String], String, String)])
  func `Wrong command lines`(words: [String], message: String, hint: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["import"] + words)
    #expect(result.errors == usageError(message, hint, "import [options] [FILE...]"))
    #expect(result.code == .usage)
  }
}
