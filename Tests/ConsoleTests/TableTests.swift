import Testing
import World

@testable import Console

@Suite struct TableTests {
  private let style = Style(usesColour: false, usesUnicode: true)

  private var sample: Table {
    var table = Table(columns: [
      .init("section", fit: .shrink(to: 8), priority: 2), .init("title", fit: .shrink(to: 6), priority: 1),
      .init("level", fit: .drop, priority: 1), .init("target", alignment: .right), .init("gap", alignment: .right),
      .init("coverage", fit: .drop),
    ])
    table.addGroup("A2")
    let title = "Adjektivdeklination: der Einstieg in drei Mustern"
    table.add(
      ["adjektivdeklination_einstieg", .init(title), "A2", .init(40), .init(20, role: .bad), "██████░░░░░░"], indent: 1)
    table.add(["漢字", "Grüße\nund Wünsche", "A2", .init(4), .init(0), "████████████"], indent: 1)
    table.footer = ["all", "", "", .init(44), .init(20)]
    return table
  }

  @Test func pipedTablesAreWholeAndPlain() {
    let text = """
      section                         title                                              level  target  gap  coverage
      A2
        adjektivdeklination_einstieg  Adjektivdeklination: der Einstieg in drei Mustern  A2         40   20  ██████░░░░░░
        漢字                          Grüße und Wünsche                                  A2          4    0  ████████████
      all                                                                                           44   20

      """
    #expect(sample.text(width: nil, style: .plain) == text)
    #expect(sample.hiddenColumns(width: nil) == [])
  }

  @Test func at80Columns() {
    let text = """
      section                         title           level  target  gap  coverage
      A2
        adjektivdeklination_einstieg  Adjektivdekli…  A2         40   20  ██████░░░░░░
        漢字                          Grüße und Wün…  A2          4    0  ████████████
      ────────────────────────────────────────────────────────────────────────────────
      all                                                        44   20

      """
    #expect(sample.text(width: 80, style: style) == text)
    #expect(sample.hiddenColumns(width: 80) == [])
  }

  @Test func at40Columns() {
    let text = """
      section       title   level  target  gap
      A2
        adjektivd…  Adjek…  A2         40   20
        漢字        Grüße…  A2          4    0
      ────────────────────────────────────────
      all                              44   20

      """
    #expect(sample.text(width: 40, style: style) == text)
    #expect(sample.hiddenColumns(width: 40) == ["coverage"])
  }

  @Test func at200ColumnsNothingIsCut() {
    let lines = sample.text(width: 200, style: style).split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[4] == Substring(String(repeating: "─", count: 115)))
    #expect(!sample.text(width: 200, style: style).contains("…"))
  }

  @Test func asciiWhereTheLocaleIsNotUTF8() {
    let text = sample.text(width: 60, style: .plain)
    #expect(text.contains("Adj..."))
    #expect(text.contains("\n------------------------------------------------------------\n"))
    #expect(!text.contains("…"))
  }

  @Test func stylesStandAroundTextOnly() {
    var table = Table(columns: [.init("a", alignment: .right, minimumWidth: 4), .init("b")])
    table.add([.init(7, role: .bad), .init("x", role: .good)])
    let text = table.text(width: 80, style: Style(usesColour: true, usesUnicode: true))
    #expect(
      text == "   \u{1B}[1;4ma\u{1B}[0m  \u{1B}[1;4mb\u{1B}[0m\n   \u{1B}[31m7\u{1B}[0m  \u{1B}[32mx\u{1B}[0m\n")
  }

  @Test func emptyAndRaggedTables() {
    #expect(Table(columns: []).text(width: 80, style: style) == "\n")
    var table = Table(columns: [.init("a"), .init("b")])
    #expect(table.text(width: 80, style: style) == "a  b\n")
    table.add(["1"])
    table.add(["1", "2", "3"])
    #expect(table.text(width: nil, style: style) == "a  b\n1\n1  2\n")
  }

  @Test func cellsAreHarmless() {
    var table = Table(columns: [.init("a")])
    table.add(["x\u{1B}[2J\u{202E}y\nz"])
    table.addGroup("g\u{1B}]0;t\u{7}\n")
    #expect(table.text(width: nil, style: style) == "a\nxy z\ng \n")
  }

  /// Any table fits any terminal that has room for three columns and a gap for each of the columns that must stay.
  @Test func everyTableFits() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let columns = (0..<Int.random(in: 1...8, using: &random)).map { index in
        let fits: [Table.Column.Fit] = [.keep, .shrink(to: Int.random(in: 1...9, using: &random)), .drop]
        return Table.Column(
          "column\(index)", alignment: Bool.random(using: &random) ? .left : .right,
          fit: fits[Int.random(in: 0..<3, using: &random)], priority: Int.random(in: 0...3, using: &random))
      }
      var table = Table(columns: columns)
      for _ in 0..<3 {
        table.add(
          columns.map { _ in .init(String(repeating: "漢a", count: Int.random(in: 0...20, using: &random))) },
          indent: Int.random(in: 0...3, using: &random))
      }
      let width = Int.random(in: 38...200, using: &random)
      for line in table.text(width: width, style: style).split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= width)
        #expect(!line.hasSuffix(" "))
      }
    }
  }

  @Test func aCellMayKeepItsEnd() {
    var table = Table(columns: [.init("Cell", fit: .shrink(to: 4))])
    table.add([.init("physics / levers", keepsEnd: true)])
    table.add([.init("physics / levers")])
    #expect(table.text(width: 9, style: style) == "Cell\n…/ levers\nphysics…\n")
  }

  @Test func columnsGiveWayByPriority() {
    var table = Table(columns: [
      .init("keep"), .init("first", fit: .drop, priority: 0), .init("second", fit: .drop, priority: 1),
      .init("twin", fit: .drop, priority: 1),
    ])
    table.add(["kkkkkkkkkk", "ffffffffff", "ssssssssss", "tttttttttt"])
    #expect(table.hiddenColumns(width: 46) == [])
    #expect(table.hiddenColumns(width: 45) == ["first"])
    #expect(table.hiddenColumns(width: 33) == ["first", "twin"])
    #expect(table.hiddenColumns(width: 21) == ["first", "second", "twin"])
    #expect(table.text(width: 8, style: style) == "keep\nkkkkkkk…\n")
  }
}
