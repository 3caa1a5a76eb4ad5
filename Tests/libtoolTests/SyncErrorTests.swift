import ContentModel
import Formats
import Testing

@testable import libtool

/// A bad row of a catalogue file stops the command with file, line, column and the mend, and changes nothing.
@Suite struct SyncErrorTests {
  /// One bad file.
  struct Bad: Sendable, CustomTestStringConvertible {
    var file: String
    var bytes: [UInt8]
    var message: String
    var hint: String

    init(_ file: String, _ text: String, _ message: String, _ hint: String) {
      self.init(file, bytes: Array(text.utf8), message, hint)
    }

    init(_ file: String, bytes: [UInt8], _ message: String, _ hint: String) {
      (self.file, self.bytes, self.message, self.hint) = (file, bytes, message, hint)
    }

    var testDescription: String { "\(file):\(message)" }
  }

  private static func check(_ bad: Bad) async throws {
    // In a new library: no store is made.
    let fresh = try TestLibrary(.tiny)
    try fresh.write(bytes: bad.bytes, to: "library/\(bad.file)")
    let refused = await fresh.run("sync")
    #expect(refused.errors == "error: \(bad.file):\(bad.message)\n\(bad.hint)\n")
    #expect(refused.code == .failed && refused.output == "")
    #expect(!fresh.exists("library/library.db"))
    // In one that has been read before: it stays as it was, and says so again and again.
    let known = try TestLibrary(.tiny)
    _ = await known.run("sync")
    let former = try known.exists("library/\(bad.file)") ? known.read("library/\(bad.file)") : nil
    try known.write(bytes: bad.bytes, to: "library/\(bad.file)")
    for command in ["sync", "coverage", "items"] {
      let again = await known.run(command)
      #expect(again.errors == refused.errors && again.code == .failed && again.output == "")
    }
    if let former {
      try known.write(former, to: "library/\(bad.file)")
    } else {
      try known.remove("library/\(bad.file)")
    }
    #expect(await known.run("sync").output == "Nothing has changed since event 2.\n")
    #expect(try await known.run("log", "--json").json.array?.count == 2)
  }

  private static let sections = "section,kind,level,title,points\n"
  private static let topics = "topic,theme,title,kinds\n"
  private static let targets = "section,topic,sku,language,target,priority\n"
  private static let skus = "sku,name,category,language,description\n"
  private static let texts = "sku,language,field,text\n"

  @Test(arguments: [
    Bad("sections.csv", "", "1: the file is empty", "begin it with a line of column names"),
    Bad("sections.csv", "\n\n", "1: the file is empty", "begin it with a line of column names"),
    Bad(
      "sections.csv", "section\n", "1: the column `kind` is missing",
      "the header must have section,kind,level,title,points"
    ),
    Bad(
      "sections.csv", "section,kind,level,titel,points\n", "1: the column `title` is missing; there is `titel`",
      "the header must have section,kind,level,title,points"),
    Bad(
      "sections.csv", "section,kind,level,title,points,section\n",
      "1: column 6 (section): the header has this name in column 1 already", "rename one of the two"),
    Bad(
      "sections.csv", "section,kind,level,title,points,\n", "1: column 6: the header has no name for this column",
      "name the column or take it out"),
    Bad(
      "targets.csv", "section,topic,sku,language,target,priority,priorty\n",
      "1: column 7 (priorty): this file has no column `priorty`", "did you mean `priority`?"),
    Bad(
      "sku_texts.csv", "sku,language,field,text,colour\n", "1: column 5 (colour): this file has no column `colour`",
      "its columns are sku,language,field,text"),
    Bad("topics.csv", bytes: [0xFF, 0xFE, 0x74, 0], "1: the file is UTF-16", "save the file as \"CSV UTF-8\""),
    Bad(
      "topics.csv", bytes: Array(topics.utf8) + Array("a,b,Caf".utf8) + [0xE9] + Array(",\n".utf8),
      "2: the text is not UTF-8", "save the file as \"CSV UTF-8\""),
  ])
  func `The file as a whole`(bad: Bad) async throws { try await Self.check(bad) }

  @Test(arguments: [
    Bad(
      "sections.csv", sections + "a,gap_fill_exercise,A1,T\n",
      "2: column 5 (points): the row has 4 fields, the header has 5",
      "add the missing `,` at the end, or look for an unwanted line break"),
    Bad(
      "sections.csv", "section;kind;level;title;points\r\na;gap_fill_exercise;A1;T\r\n",
      "2: column 5 (points): the row has 4 fields, the header has 5",
      "add the missing `;` at the end, or look for an unwanted line break"),
    Bad(
      "sections.csv", sections + "a,gap_fill_exercise,A1,T, one, two\n",
      "2: column 6: the row has 6 fields, the header has 5", "put a text that holds `,` in double quotes"),
    Bad(
      "sections.csv", sections + "a,gap_fill_exercise,A1,\"T,p\nb,c\n",
      "2: column 4 (title): a quote is opened here and never closed", "close it, or double a quote that is text"),
    Bad(
      "sections.csv", sections + "a,gap_fill_exercise,A1,\"T\"x,p\n",
      "2: column 4 (title): text follows a closing quote",
      "double each quote that is text"),
    // The line is that of the file, also below a field of several lines and blank ones.
    Bad(
      "sections.csv", TinyLibrary.sections + "a,gap_fill_exercise,A1,T,\"one\ntwo\"\n\n\nb,nokind,A1,T,p\n",
      "10: column 2 (kind): `nokind` is no kind in use", "name it under `kinds` in libtool.yaml"),
  ])
  func `The form of a row`(bad: Bad) async throws { try await Self.check(bad) }

  @Test(arguments: [
    Bad(
      "sections.csv", sections + "a,gap_fill_exercice,A1,T,p\n",
      "2: column 2 (kind): `gap_fill_exercice` is no kind in use",
      "did you mean `gap_fill_exercise`?"),
    Bad(
      "sections.csv", sections + "a,,A1,T,p\n", "2: column 2 (kind): the kind in use is not named",
      "name it under `kinds` in libtool.yaml"),
    Bad(
      "sections.csv", sections + "a,gap_fill_exercise,A1,,p\n", "2: column 4 (title): the section has no title",
      "give it one"),
    Bad(
      "sections.csv", sections + ",gap_fill_exercise,A1,T,p\n", "2: column 1 (section): `section` is empty",
      "give every row its name"),
    Bad(
      "sections.csv", sections + "a b,gap_fill_exercise,A1,T,p\n",
      "2: column 1 (section): `a b` cannot be an identifier",
      "use letters, digits, `_`, `-` and `.`, at most 100 of them"),
    Bad(
      "sections.csv", sections + "a*,gap_fill_exercise,A1,T,p\n", "2: column 1 (section): `a*` cannot be an identifier",
      "use letters, digits, `_`, `-` and `.`, at most 100 of them"),
    Bad(
      "sections.csv", sections + "../a,gap_fill_exercise,A1,T,p\n",
      "2: column 1 (section): `../a` cannot be an identifier",
      "use letters, digits, `_`, `-` and `.`, at most 100 of them"),
    Bad(
      "sections.csv", TinyLibrary.sections + "passiv,gap_fill_exercise,B2,Passiv,p\n",
      "6: column 1 (section): this row repeats the one in line 4", "take one of them out"),
    Bad(
      "sections.csv", "section,kind,level,title,points,languages\na,gap_fill_exercise,A1,T,p,de;deutsch_a1\n",
      "2: column 6 (languages): `deutsch_a1` is no language tag", "write a tag such as de, en-GB or zh-Hans"),
    Bad(
      "sections.csv", "section,kind,level,title,points,languages\na,gap_fill_exercise,A1,T,p,\"de,en\"\n",
      "2: column 6 (languages): `de,en` is no language tag", "write a tag such as de, en-GB or zh-Hans"),
  ])
  func `Sections`(bad: Bad) async throws { try await Self.check(bad) }

  @Test(arguments: [
    Bad(
      "topics.csv", topics + ",alltag,T,\n", "2: column 1 (topic): `topic` is empty", "give every row its name"),
    Bad(
      "topics.csv", topics + "a/b,alltag,T,\n", "2: column 1 (topic): `a/b` cannot be an identifier",
      "use letters, digits, `_`, `-` and `.`, at most 100 of them"),
    Bad(
      "topics.csv", topics + "a,alltag,T,gap_fill_exercise;micro\n", "2: column 4 (kinds): `micro` is no kind in use",
      "name it under `kinds` in libtool.yaml"),
    Bad(
      "topics.csv", "topic,theme,title,sections\na,alltag,T,passiv;pasiv\n",
      "2: column 4 (sections): `pasiv` is no section",
      "did you mean `passiv`?"),
    Bad(
      "topics.csv", topics + "a,alltag,T,\nb,alltag,T,\na,alltag,T,\n",
      "4: column 1 (topic): this row repeats the one in line 2", "take one of them out"),
  ])
  func `Topics`(bad: Bad) async throws { try await Self.check(bad) }

  @Test(arguments: [
    Bad(
      "skus.csv", skus + "P-1,Heft,hefte,de,\n", "2: column 3 (category): `hefte` is no section",
      "add it to sections.csv"),
    Bad(
      "skus.csv", skus + "P-1,Heft,,de,\n", "2: column 3 (category): the section is not named", "add it to sections.csv"
    ),
    Bad(
      "skus.csv", skus + "*,Heft,passiv,de,\n", "2: column 1 (sku): `*` cannot be an identifier",
      "use letters, digits, `_`, `-` and `.`, at most 100 of them"),
    Bad(
      "skus.csv", skus + "P-1,Heft,passiv,deutsch!,\n", "2: column 4 (language): `deutsch!` is no language tag",
      "write a tag such as de, en-GB or zh-Hans"),
    Bad("sku_texts.csv", texts + "P-1,en,title,Passive\n", "2: column 1 (sku): `P-1` is no SKU", "add it to skus.csv"),
    Bad(
      "sku_texts.csv", texts + "P-1,,title,Passive\n", "2: column 2 (language): `language` is empty",
      "give every row its name"),
  ])
  func `Products and their texts`(bad: Bad) async throws { try await Self.check(bad) }

  @Test(arguments: [
    ("pasiv,,,de,1,1", "column 1 (section): `pasiv` is no section", "did you mean `passiv`?"),
    ("passiv,wohnen,,de,1,1", "column 2 (topic): `wohnen` is no topic", "add it to topics.csv"),
    ("passiv,,P-1,de,1,1", "column 3 (sku): `P-1` is no SKU", "add it to skus.csv"),
    (" passiv,,,de,1,1", "column 1 (section): ` passiv` is no section", "did you mean `passiv`?"),
    ("passiv,,,de,-1,1", "column 5 (target): `-1` is no whole number from 0 to 1000000", "write a number such as 2"),
    ("passiv,,,de,1.5,1", "column 5 (target): `1.5` is no whole number from 0 to 1000000", "write a number such as 2"),
    (
      "passiv,,,de,1000001,1", "column 5 (target): `1000001` is no whole number from 0 to 1000000",
      "write a number such as 2"
    ),
    ("passiv,,,de,,1", "column 5 (target): the target is empty", "write a number such as 2"),
    ("passiv,,,de,1,0", "column 6 (priority): `0` is no whole number from 1 to 1000000", "write a number such as 2"),
    ("passiv,,,de,1,", "column 6 (priority): the priority is empty", "write a number such as 2"),
    (
      "passiv,,,DE,1,1", "no kind or section is made in the language \"DE\"", "did you mean `de`?"
    ),
    (
      "passiv,,,fr,1,1", "no kind or section is made in the language \"fr\"",
      "correct the tag, or add \"fr\" to the column languages of sections.csv"
    ),
    (
      "passiv,,,en,1,1", "the section \"passiv\" is not made in the language \"en\"",
      "correct the tag, or add \"en\" to the column languages of sections.csv"
    ),
    (
      "passiv,physics_02_levers,,de,1,1",
      "the topic \"physics_02_levers\" does not apply to the section \"passiv\"",
      "name another topic, or correct its levels, kinds and sections in topics.csv"
    ),
  ])
  func `Targets`(row: String, problem: String, hint: String) async throws {
    try await Self.check(Bad("targets.csv", Self.targets + row + "\n", "2: " + problem, hint))
  }

  @Test func `A target that is written twice`() async throws {
    try await Self.check(
      Bad(
        "targets.csv", Self.targets + "passiv,,,de,1,1\n\npassiv,,,de,2,1\n",
        "4: column 1 (section): this row repeats the one in line 2", "take one of them out"))
  }

  /// Targets that contradict each other are known by both their lines.
  @Test(arguments: [
    (
      "passiv,,,*,1,1\n*,,,de,2,1",
      "2 and targets.csv:3 are equally specific for the cell passiv / all topics / de",
      "add a row that names the cell, passiv,,,de, or make one of the two rows more specific"
    ),
    (
      "*,freizeit_10_wochenende,,de,1,1\npassiv,*,,de,1,1",
      "2 and targets.csv:3 are equally specific for the cell passiv / freizeit_10_wochenende / de",
      "add a row that names the cell, passiv,freizeit_10_wochenende,,de, or make one of the two rows more specific"
    ),
    (
      ",alltag_02_wohnung,,de,1,1\npassiv,,,de,1,1",
      "2 (all sections of gap_fill_exercise / alltag_02_wohnung / de) and targets.csv:3 "
        + "(passiv / all topics / de) overlap only in part",
      "write * or a name into the column topic of targets.csv:3, so that its cells lie inside those of targets.csv:2"
    ),
  ])
  func `Ties are refused`(rows: String, problem: String, hint: String) async throws {
    try await Self.check(Bad("targets.csv", Self.targets + rows + "\n", problem, hint))
  }

  @Test func `With --json the error is a document`() async throws {
    let library = try TestLibrary(.tinyWith(["library/targets.csv": Self.targets + "pasiv,,,de,1,1\n"]))
    let result = await library.run("sync", "--json")
    #expect(result.output == "" && result.code == .failed)
    #expect(
      try JSON.parse(result.errors) == [
        "error": [
          "code": 1, "message": "targets.csv:2: column 1 (section): `pasiv` is no section",
          "hint": "did you mean `passiv`?",
        ]
      ])
  }
}
