import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool sync`: what is read, and what it says of it.
@Suite struct SyncCommandTests {
  @Test func `The first one says what each file brought`() async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run("sync")
    #expect(
      result.output == """
        sections.csv: 4 added
        topics.csv: 4 added
        targets.csv: 5 added
        5 starting items imported
        The library is at event 2.

        """)
    #expect(result.errors == "" && result.code == .done)
    #expect(await library.run("sync").output == "Nothing has changed since event 2.\n")
  }

  @Test func `As a document`() async throws {
    let library = try TestLibrary(.tiny)
    let none: JSON = ["sections": 0, "topics": 0, "skus": 0, "sku_texts": 0, "targets": 0]
    let first = try await library.run("sync", "--json").json
    #expect(
      first == [
        "publish_event": 2, "changed": true,
        "added": ["sections": 4, "topics": 4, "skus": 0, "sku_texts": 0, "targets": 5], "updated": none,
        "retired": none, "starting_items": 5, "renamed": [:],
      ])
    let second = try await library.run("sync", "--json").json
    #expect(
      second == [
        "publish_event": 2, "changed": false, "added": none, "updated": none, "retired": none, "starting_items": 0,
        "renamed": [:],
      ])
  }

  @Test func `A change is one event, with numbers by file`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("sync")
    try library.write(
      TinyLibrary.sections.replacing(",Passiv,", with: ",Das Passiv,").replacing(",Relativsätze,", with: ",Relatives,"),
      to: "library/sections.csv")
    try library.write(TinyLibrary.topics + "alltag_03_einkauf,alltag,Im Laden,\n", to: "library/topics.csv")
    try library.write(
      TinyLibrary.targets.replacing("relativsaetze,freizeit_10_wochenende,,de,1,1\n", with: ""),
      to: "library/targets.csv")
    try library.write("sku,name,category,language,description\nP-1,Passiv-Heft,passiv,de,\n", to: "library/skus.csv")
    try library.write("sku,language,field,text\nP-1,en,title,Passive\n", to: "library/sku_texts.csv")
    #expect(
      await library.run("sync", "--as", "ana").output == """
        sections.csv: 2 changed
        topics.csv: 1 added
        skus.csv: 1 added
        sku_texts.csv: 1 added
        targets.csv: 1 retired
        The library is at event 3.

        """)
    let log = try await library.run("log", "--limit", "1", "--json").json.array?.first
    #expect(log?["action"] == "catalogue" && log?["actor"] == "ana" && log?["items"] == 0)
    #expect(log?["reason"] == "catalogue files")
  }

  @Test func `Rows that only moved have not changed, and are found on their new lines`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("sync")
    let lines = TinyLibrary.targets.split(separator: "\n")
    let turned = [lines[0]] + lines.dropFirst().reversed()
    try library.write(turned.joined(separator: "\n") + "\n", to: "library/targets.csv")
    #expect(await library.run("sync").output == "Nothing has changed since event 2.\n")
    let rows = try await library.run("targets", "--json").json.array
    #expect(rows?.first { $0["section"] == "negation_nicht_kein" }?["line"] == 6)
    #expect(rows?.first { $0["section"] == "everyday_physics" }?["line"] == 2)
  }

  @Test func `Every command reads changed files by itself`() async throws {
    let library = try TestLibrary(.tiny)
    #expect(try await library.run("coverage", "--json").json["publish_event"] == 2)
    try library.write(
      TinyLibrary.targets.replacing("passiv,,,de,3,1", with: "passiv,,,de,9,1"), to: "library/targets.csv")
    for words in [["coverage", "--section", "passiv"], ["items"], ["log"], ["export"]] {
      #expect(await library.run(words).code == .done)
    }
    let totals = try await library.run("coverage", "--section", "passiv", "--json").json
    #expect(totals["publish_event"] == 3 && totals["totals"]?["target"] == 9)
    #expect(await library.run("sync").output == "Nothing has changed since event 3.\n")
  }

  /// What a spreadsheet does to a file.
  struct Spreadsheet: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var change: @Sendable (String) -> String

    init(_ name: String, _ change: @escaping @Sendable (String) -> String) {
      testDescription = name
      self.change = change
    }
  }

  private static let spreadsheets = [
    Spreadsheet("a byte-order mark") { "\u{FEFF}" + $0 },
    Spreadsheet("semicolons") { $0.replacing(",", with: ";") },
    Spreadsheet("tabs") { $0.replacing(",", with: "\t") },
    Spreadsheet("Windows line ends") { $0.replacing("\n", with: "\r\n") },
    Spreadsheet("old Macintosh line ends") { $0.replacing("\n", with: "\r") },
    Spreadsheet("a line that names the separator") { "sep=;\r\n" + $0.replacing(",", with: ";") },
    Spreadsheet("a mark, semicolons and Windows line ends") {
      "\u{FEFF}" + $0.replacing(",", with: ";").replacing("\n", with: "\r\n")
    },
    Spreadsheet("no end of the last line") { String($0.dropLast()) },
    Spreadsheet("empty lines") { $0.replacing("\n", with: "\n\n") + "\n" },
    Spreadsheet("rows of nothing") { $0 + ",,,,,\n,,,,\n" },
    Spreadsheet("blanks around names") { $0.replacing("section,", with: " section ,") },
    Spreadsheet("quotes everywhere") { text in
      text.split(separator: "\n").map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ",")
      }.joined(separator: "\n")
    },
  ]

  /// The store has the rows already: nothing may seem to have changed.
  @Test(arguments: spreadsheets)
  func `A spreadsheet's file is read`(spreadsheet: Spreadsheet) async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("sync")
    for (name, text) in ["sections": TinyLibrary.sections, "targets": TinyLibrary.targets] {
      try library.write(spreadsheet.change(text), to: "library/\(name).csv")
    }
    let result = await library.run("sync")
    #expect(result.output == "Nothing has changed since event 2.\n", "\(result.errors)")
  }

  @Test func `Columns stand in any order, and further ones are kept`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("sync")
    let turned = TinyLibrary.sections.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).reversed().joined(separator: ",")
    }
    try library.write(turned.joined(separator: "\n") + "\n", to: "library/sections.csv")
    #expect(await library.run("sync").output == "Nothing has changed since event 2.\n")
    try library.write(
      TinyLibrary.sections.replacing("points\n", with: "points,gaps\n").replacing("durch\n", with: "durch,3\n")
        .replacing("Verben\n", with: "Verben,\n").replacing("Pronomen\n", with: "Pronomen,\n")
        .replacing("effect\n", with: "effect,\n"), to: "library/sections.csv")
    #expect(await library.run("sync").output == "sections.csv: 1 changed\nThe library is at event 3.\n")
    // The column is called like an option of the kind: it sets it.
    let request = await library.run("prompts", "render", "gap_fill_exercise", "--section", "passiv")
    #expect(request.output.contains(#""options":{"gaps":3,"#), "\(request.output)")
  }

  @Test func `A row that goes away retires its key, and nothing is deleted`() async throws {
    let library = try TestLibrary(.tiny)
    _ = await library.run("sync")
    let without = { (text: String) in
      text.split(separator: "\n").filter { !$0.hasPrefix("relativsaetze") }.joined(separator: "\n") + "\n"
    }
    try library.write(without(TinyLibrary.targets), to: "library/targets.csv")
    try library.write(without(TinyLibrary.sections), to: "library/sections.csv")
    #expect(
      await library.run("sync").output
        == "sections.csv: 1 retired\ntargets.csv: 2 retired\nThe library is at event 3.\n")
    let items = try await library.run("items", "--section", "relativsaetze", "--json").json.array
    #expect(items?.count == 1 && items?.first?["active"] == true)
    let sections = try await library.run("coverage", "--json").json["cells"]?.array?.compactMap {
      $0["section"]?.string
    }
    #expect(sections?.contains("relativsaetze") == false)
    // And back: the same row is as new, the items were there all the time.
    try library.write(TinyLibrary.targets, to: "library/targets.csv")
    try library.write(TinyLibrary.sections, to: "library/sections.csv")
    #expect(
      await library.run("sync").output == "sections.csv: 1 added\ntargets.csv: 2 added\nThe library is at event 4.\n")
    let cell = try await library.run("coverage", "--section", "relativsaetze", "--json").json["cells"]?.array?.first
    #expect(cell?["active"] == 1 && cell?["target"] == 4)
  }

  @Test func `Only sections must be there`() async throws {
    let library = try TestLibrary(.tinyWith(["library/targets.csv": "", "library/items/starting.jsonl": ""]))
    #expect(await library.run("sync").errors.hasPrefix("error: targets.csv:1: the file is empty\n"))
    try library.remove("library/targets.csv")
    try library.remove("library/topics.csv")
    #expect(await library.run("sync").output == "sections.csv: 4 added\nThe library is at event 1.\n")
    try library.remove("library/sections.csv")
    let missing = await library.run("sync")
    #expect(
      missing.errors == """
        error: cannot read \(library.root)/library/sections.csv: no such file or directory
        check the path: it, or a folder on the way to it, does not exist

        """)
    #expect(missing.code == .failed)
  }
}
