import ContentModel
import Formats
import Testing

@testable import libtool

/// How people name an item: by any unique beginning or end of its uuid.
@Suite struct ItemNameTests {
  private static let uuids = ["0197abcd-0000-7000-8000-00000000aaaa", "0197abce-0000-7000-8000-00000000abaa"]

  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tinyWith(["library/items/starting.jsonl": ""]))
    var exercises = [Exercise(1, "eins"), Exercise(2, "zwei")]
    for index in exercises.indices { exercises[index].uuid = Self.uuids[index] }
    try await library.importing(exercises[0], exercises[1])
    return library
  }

  @Test(arguments: [
    (uuids[0], 0), (uuids[1].uppercased(), 1), ("0197abcd", 0), ("0197abce-", 1), ("0197ABCE", 1), ("aaaa", 0),
    ("baa", 1),
    ("-8000-00000000abaa", 1),
  ])
  func `A unique end or beginning, in either case`(name: String, index: Int) async throws {
    let library = try await library()
    for words in [["items", "show"], ["items", "history"]] {
      #expect(try await library.run(words + [name, "--json"]).json["uuid"] == .string(Self.uuids[index]))
    }
    let outcome = try await library.run("deactivate", name, "--json").json
    #expect(outcome["items"]?.array?.first?["uuid"] == .string(Self.uuids[index]))
  }

  /// Each command that takes an item.
  private static let commands = [
    ["items", "show"], ["items", "history"], ["activate"], ["deactivate"], ["rollback"], ["review", "show"],
    ["review", "accept"], ["review", "reject", "--reason", "x"],
  ]

  @Test(arguments: ["0197", "aa", "0197abc", "a", "0"])
  func `What names two is refused, with both`(name: String) async throws {
    let library = try await library()
    for words in Self.commands + [["items", "diff"]] {
      let result = await library.run(words + [name] + (words == ["items", "diff"] ? ["1", "1"] : []))
      #expect(
        result.errors
          == "error: '\(name)' names 2 items: \(Self.uuids[0]), \(Self.uuids[1])\ngive more of the uuid\n", "\(words)")
      #expect(result.code == .failed && result.output == "")
    }
    #expect(try await library.run("log", "--json").json.array?.count == 2)
  }

  @Test(arguments: ["", "zzz", "0198", "%", "_", "0197abcd%", "0197abcd-0000-7000-8000-00000000aaaa1", " aaaa", "8000"])
  func `What names none is refused, with the way to the list`(name: String) async throws {
    let library = try await library()
    for words in Self.commands {
      let result = await library.run(words + [name])
      #expect(
        result.errors == """
          error: there is no item '\(name)'
          `libtool items list` shows them; any unique beginning or end of a uuid will do

          """)
      #expect(result.code == .failed)
    }
  }

  @Test func `Ten or more are not counted`() async throws {
    let library = try TestLibrary(.tiny)
    let lines = (0..<8).map { Exercise(nil, "Wort\($0)").line + "\n" }.joined()
    try library.write(lines, to: "in.jsonl")
    _ = await library.run("import", "\(library.root)/in.jsonl")
    let result = await library.run("items", "show", "01")
    #expect(
      result.errors.hasPrefix(
        "error: '01' names 10 or more items: \(TinyLibrary.uuids.prefix(3).joined(separator: ", ")), …\n"))
  }

  @Test func `An end may be a beginning`() async throws {
    let library = try TestLibrary(.tiny)
    // All uuids begin with 0, and one of them ends with 1.
    #expect(await library.run("items", "show", "01").errors.hasPrefix("error: '01' names 5 items: "))
    #expect(try await library.run("items", "show", "001", "--json").json["uuid"] == .string(TinyLibrary.uuids[0]))
  }

  @Test func `With --json the refusal is a document`() async throws {
    let result = await (try library()).run("items", "show", "nix", "--json")
    #expect(
      try JSON.parse(result.errors) == [
        "error": [
          "code": 1, "message": "there is no item 'nix'",
          "hint": "`libtool items list` shows them; any unique beginning or end of a uuid will do",
        ]
      ])
    #expect(result.output == "")
  }
}
