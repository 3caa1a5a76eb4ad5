import Interchange
import Testing

/// Files of learners' reports.
@Suite struct ReportFileTests {
  private static func read(_ text: String) -> ReportFile { ReportFile(Array(text.utf8), name: "r.csv") }

  private static func rows(_ file: ReportFile) -> [[String]] { file.lines.map { [$0.item, $0.text, $0.date] } }

  @Test(arguments: [
    "item,text,date\n1a,wrong,2026-11-20\n2b,\"a, b\",2026-11-21\n",
    "date;stars;text;Item\n2026-11-20;3;wrong;1a\n2026-11-21;1;a, b;2b\n",
    "\u{FEFF}item,text,date\r\n1a, wrong ,2026-11-20\r\n\r\n2b,\"a, b\",2026-11-21\r\n",
    #"[{"item":"1a","text":"wrong","date":"2026-11-20"},{"date":"2026-11-21","text":"a, b","item":"2b","stars":1}]"#,
    #"{"app":"x","reports":[{"item":"1a","text":"wrong","date":"2026-11-20"},{"date":"2026-11-21","text":"a, b","item":"2b"}]}"#,
    """
    {"item":"1a","text":"wrong","date":"2026-11-20"}

    {"date":"2026-11-21","text":"a, b","item":"2b"}
    """,
  ])
  func allForms(text: String) {
    let file = Self.read(text)
    #expect(Self.rows(file) == [["1a", "wrong", "2026-11-20"], ["2b", "a, b", "2026-11-21"]])
    #expect(file.problems == [])
  }

  @Test(
    arguments: [
      ("", ["r.csv:1: the file is empty; begin it with a line of column names"]),
      (
        "item,test,date\n",
        ["r.csv:1: the column `text` is missing; the header must have item, text and date, in any order"]
      ),
      (
        "item,text,date\n1a,x\n",
        [
          "r.csv:2: column 3 (date): the row has 2 fields, the header has 3; add the missing `,` at the end, or look for an unwanted line break"
        ]
      ),
      (
        "item,text,date\n1a,x\n,x,2026-11-20\n2b,ok,2026-11-20\n3c\n4d,a,b,2026-11-20\n",
        [
          "r.csv:2: column 3 (date): the row has 2 fields, the header has 3; add the missing `,` at the end, or look for an unwanted line break",
          "r.csv:3: column 1 (item): the item is not named; give its uuid, or the end of it",
          "r.csv:5: column 2 (text): the row has 1 field, the header has 3; add the missing `,` at the end, or look for an unwanted line break",
          "r.csv:6: column 4: the row has 4 fields, the header has 3; put a text that holds `,` in double quotes",
        ]
      ),
      (
        "item,text,date\n,x,2026-11-20\n1a,,2026-11-20\n2b,ok,2026-11-20\n",
        [
          "r.csv:2: column 1 (item): the item is not named; give its uuid, or the end of it",
          "r.csv:3: column 2 (text): the report has no text; write what the learner said, or take the line out",
        ]
      ),
      (
        "{\"item\":\"1a\",\"text\":\"x\",\"date\":\"d\"}\n{\"item\":\"1a\",\n[]\n  {\"item\":1,\"text\":\"x\",\"date\":\"d\"}\n",
        [
          "r.csv:2:14: not JSON: the text ends inside an object",
          "r.csv:3:1: a report is an object; a report is {\"item\": …, \"text\": …, \"date\": …}",
          "r.csv:4:4: `item` is no text; put it in quotes",
        ]
      ),
      (
        "[\n  {\"item\":\"1a\",\"date\":\"d\"},\n  {\"item\":\"1a\",\"date\":\"d\",\n   \"text\":\" \"}]",
        [
          "r.csv:2:3: `text` is missing; a report is {\"item\": …, \"text\": …, \"date\": …}",
          "r.csv:4:4: the report has no text; write what the learner said, or take the line out",
        ]
      ),
      (
        "{\"reports\":\n 3}", ["r.csv:1:2: `reports` is no list; a report is {\"item\": …, \"text\": …, \"date\": …}"]
      ),
    ] as [(String, [String])])
  func eachBadLineIsNamed(text: String, problems: [String]) {
    let found = Self.read(text).problems.map { $0.message + ($0.hint.map { "; \($0)" } ?? "") }
    #expect(found == problems)
  }

  @Test func anotherEncodingIsSaidSo() {
    let file = ReportFile([0xFF, 0xFE, 0x69, 0x00], name: "r.csv")
    #expect(file.problems.map(\.message) == ["r.csv:1: the file is UTF-16, UTF-8 is expected"])
    #expect(file.problems.map(\.hint) == ["save it as UTF-8"])
  }

  @Test func aTextMayBeLongButNotEndless() {
    let most = String(repeating: "ü", count: ReportFile.longestText)
    #expect(Self.read("item,text,date\n1a,\(most),d\n").problems == [])
    #expect(
      Self.read("item,text,date\n1a,\(most)x,d\n").problems.map(\.message) == [
        "r.csv:2: column 2 (text): the text has 10001 characters, at most 10000 are taken"
      ])
  }

  /// Problems found later, such as an item that there is not, name the same places.
  @Test func aFieldCanBeNotedLater() {
    for (text, message) in [
      ("date,item,text\nd,1a,x\n", "r.csv:2: column 2 (item): no"),
      ("[\n{\"date\":\"d\",\"item\":\"1a\",\"text\":\"x\"}]", "r.csv:2:13: no"),
      ("\n{\"date\":\"d\",\"item\":\"1a\",\"text\":\"x\"}\n", "r.csv:2:13: no"),
    ] {
      var file = Self.read(text)
      if let line = file.lines.first { file.note("no", hint: nil, of: .item, in: line) }
      #expect(file.problems.map(\.message) == [message])
    }
  }

  @Test func problemsBeyondAHundredAreCounted() {
    let file = Self.read("item,text,date\n" + String(repeating: ",x,d\n", count: 130))
    #expect(file.problems.count == 100 && file.unlisted == 30)
  }
}
