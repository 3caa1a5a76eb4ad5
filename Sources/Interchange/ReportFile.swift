import ContentModel
import Formats

/// A line of a file of learners' reports, as it stands there.
public struct ReportLine: Hashable, Sendable {
  /// The columns of a table of reports, or the members of each object.
  public enum Field: String, Hashable, Sendable, CaseIterable { case item, text, date }

  /// What names the item: its uuid, or any unique beginning or end of it.
  public var item: String
  /// Written by somebody unknown: clean it before it is shown.
  public var text: String
  public var date: String
  /// Its place among the rows, elements or lines of the file, from 0.
  let index: Int
}

/// A file of learners' reports: CSV with the columns `item`, `text` and `date` in any order, among others; a JSON array of
/// objects with these members, alone or as `reports` of an object; or JSON Lines of such objects.
///
/// Which form a file has shows in its first character. Every line is read, whatever is wrong with others.
public struct ReportFile: Sendable {
  private enum Source {
    case table(CSVTable, columns: [ReportLine.Field: Int])
    /// The bytes, and where the list stands in them.
    case document([UInt8], list: JSONPath)
    case lines([ArraySlice<UInt8>])
    case unreadable
  }

  /// A longer text is a problem, in characters.
  public static let longestText = 10_000

  /// The name to use in problems.
  public let name: String
  public private(set) var lines: [ReportLine] = []
  /// What is wrong, in the order of the file.
  public private(set) var problems: [ImportProblem] = []
  /// How many more there are.
  public private(set) var unlisted = 0
  private var source = Source.unreadable

  /// Problems beyond so many are counted, not listed: finding a place in a document costs a walk through it.
  private static let mostProblems = 100
  private static let form = "a report is {\"item\": …, \"text\": …, \"date\": …}"

  /// Reads a whole file.
  ///
  /// - Parameter name: The name to use in problems.
  public init(_ bytes: [UInt8], name: String) {
    self.name = name
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      problems = [
        ImportProblem(file: name, line: 1, what: "the file is UTF-16, UTF-8 is expected", hint: "save it as UTF-8")
      ]
      return
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    switch text.first(where: { $0 > 0x20 }) {
    case UInt8(ascii: "["): readDocument(text)
    case UInt8(ascii: "{"):
      // An object with a list over the whole file is a document; else each line has an object, which shows in what is
      // wrong with them.
      let isDocument = (try? JSON.parse(text))?["reports"] != nil
      if isDocument { readDocument(text) } else { readLines(text) }
    default: readTable(bytes)
    }
  }

  /// Notes what is wrong with a field of a line, or with the whole line.
  public mutating func note(_ what: String, hint: String?, of field: ReportLine.Field?, in line: ReportLine) {
    note(what, hint: hint, of: field, at: line.index)
  }

  private mutating func note(_ what: String, hint: String?, of field: ReportLine.Field?, at index: Int) {
    if problems.count >= Self.mostProblems {
      unlisted += 1
      return
    }
    switch source {
    case .table(let table, let columns):
      let column = field.flatMap { columns[$0] }
      let place = column.map { "column \($0 + 1) (\(table.header[$0])): " } ?? ""
      add(ImportProblem(file: name, line: table.rows[index].line, what: place + what, hint: hint))
    case .document(let bytes, let list):
      let element = list.appending(index)
      let place = JSONPlace.position(of: field.map { element.appending($0.rawValue) } ?? element, in: bytes)
      add(ImportProblem(file: name, line: place.line, column: place.column, what: what, hint: hint))
    case .lines(let lines):
      let path = field.map { JSONPath().appending($0.rawValue) } ?? JSONPath()
      let place = JSONPlace.position(of: path, in: Array(lines[index]))
      add(ImportProblem(file: name, line: index + 1, column: place.column, what: what, hint: hint))
    case .unreadable: add(ImportProblem(file: name, line: index + 1, what: what, hint: hint))
    }
  }

  private mutating func add(_ problem: ImportProblem) {
    if problems.count < Self.mostProblems { problems.append(problem) } else { unlisted += 1 }
  }

  private mutating func readTable(_ bytes: [UInt8]) {
    do {
      var unfit: [CSVError] = []
      let table = try CSVTable.parse(bytes, file: name, undefuse: true) { unfit.append($0) }
      for error in unfit { add(problem(error)) }
      let header = table.header.map { $0.lowercased() }
      var columns: [ReportLine.Field: Int] = [:]
      for field in ReportLine.Field.allCases {
        columns[field] = header.firstIndex(of: field.rawValue)
        if columns[field] == nil {
          return add(
            ImportProblem(
              file: name, line: table.headerLine, what: "the column `\(field.rawValue)` is missing",
              hint: "the header must have item, text and date, in any order"))
        }
      }
      source = .table(table, columns: columns)
      for (index, row) in table.rows.enumerated() {
        func value(_ field: ReportLine.Field) -> String { columns[field].map { row.fields[$0] } ?? "" }
        take(ReportLine(item: value(.item), text: value(.text), date: value(.date), index: index))
      }
      problems.sort { $0.line < $1.line }
    } catch {
      add(problem(error))
    }
  }

  private func problem(_ error: CSVError) -> ImportProblem {
    // Its message begins with file and line, as a problem's does.
    let place = "\(name):\(error.line): "
    let what = error.message.hasPrefix(place) ? String(error.message.dropFirst(place.count)) : error.problem
    return ImportProblem(file: name, line: error.line, what: what, hint: error.hint)
  }

  private mutating func readDocument(_ bytes: [UInt8]) {
    do {
      let json = try JSON.parse(bytes)
      let isInside = json["reports"] != nil
      let list = isInside ? JSONPath().appending("reports") : JSONPath()
      guard let elements = (json["reports"] ?? json).array else {
        let place = JSONPlace.position(of: list, in: bytes)
        return add(
          ImportProblem(
            file: name, line: place.line, column: place.column, what: "`reports` is no list", hint: Self.form))
      }
      source = .document(bytes, list: list)
      for (index, element) in elements.enumerated() { read(element, index) }
    } catch {
      add(
        ImportProblem(
          file: name, line: error.line, column: error.column, what: "not JSON: \(error.problem)", hint: error.hint))
    }
  }

  private mutating func readLines(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    source = .lines(lines)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 <= 0x20 }) {
      do {
        read(try JSON.parse(Array(line)), index)
      } catch {
        add(
          ImportProblem(
            file: name, line: index + 1, column: error.column, what: "not JSON: \(error.problem)", hint: error.hint))
      }
    }
  }

  /// Reads one object.
  private mutating func read(_ json: JSON, _ index: Int) {
    if json.object == nil { return note("a report is an object", hint: Self.form, of: nil, at: index) }
    var values: [ReportLine.Field: String] = [:]
    for field in ReportLine.Field.allCases {
      guard let value = json[field.rawValue] else {
        return note("`\(field.rawValue)` is missing", hint: Self.form, of: nil, at: index)
      }
      guard let text = value.string else {
        return note("`\(field.rawValue)` is no text", hint: "put it in quotes", of: field, at: index)
      }
      values[field] = text
    }
    take(ReportLine(item: values[.item] ?? "", text: values[.text] ?? "", date: values[.date] ?? "", index: index))
  }

  private mutating func take(_ line: ReportLine) {
    func trimmed(_ text: String) -> String {
      let isSpace = { (character: Character) in character.isWhitespace }
      return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
    var line = line
    (line.item, line.text, line.date) = (trimmed(line.item), trimmed(line.text), trimmed(line.date))
    let length = line.text.unicodeScalars.count
    if line.item.isEmpty {
      note("the item is not named", hint: "give its uuid, or the end of it", of: .item, in: line)
    } else if line.text.isEmpty {
      note("the report has no text", hint: "write what the learner said, or take the line out", of: .text, in: line)
    } else if length > Self.longestText {
      note(
        "the text has \(length) characters, at most \(Self.longestText) are taken", hint: "cut it", of: .text, in: line)
    } else {
      lines.append(line)
    }
  }
}
