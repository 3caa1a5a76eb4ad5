/// A CSV file as a table with a header: RFC 4180, and what spreadsheets make of it.
///
/// Read are: a byte-order mark; `,`, `;` or a tab as separator (the most frequent on the header line, outside quotes),
/// or a first line `sep=;`; LF, CRLF or CR; newlines in quotes. Blank lines, and lines in which no field holds anything,
/// are passed over. Names in the header are trimmed, fields are not.
public struct CSVTable: Sendable {
  /// One line of the table, which may span several of the file.
  public struct Row: Hashable, Sendable {
    /// The line of the file on which it begins, from 1.
    public let line: Int
    /// Where it stands among the bytes of the file, without its line end: for changing one row and no other.
    public let range: Range<Int>
    /// The fields: as many as the header has names.
    public let fields: [String]
    private let columns: Columns

    fileprivate init(line: Int, range: Range<Int>, fields: [String], columns: Columns) {
      self.line = line
      self.range = range
      self.fields = fields
      self.columns = columns
    }

    /// The field of a column, or nil where the table has no such column.
    public subscript(_ column: String) -> String? { columns.positions[column].map { fields[$0] } }

    public static func == (left: Row, right: Row) -> Bool { left.line == right.line && left.fields == right.fields }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(line)
      hasher.combine(fields)
    }
  }

  /// The columns' places, one value for all rows.
  fileprivate final class Columns: Sendable {
    let positions: [String: Int]

    init(_ names: [String]) {
      positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The file, as the reader was told, for errors.
  public let file: String
  /// The names of the columns, in order.
  public let header: [String]
  /// The line of the header, from 1.
  public let headerLine: Int
  /// Where the header stands among the bytes of the file, without its line end.
  public let headerRange: Range<Int>
  /// What stands between two fields.
  public let separator: UInt8
  /// The rows, in order.
  public let rows: [Row]

  /// Reads a file. Linear in its length.
  ///
  /// - Parameters:
  ///   - file: the name for errors.
  ///   - undefuse: whether to take away the apostrophes with which `CSVWriter` keeps spreadsheets from running a cell.
  ///   - unfit: is told of each row that has not as many fields as the header, which is then left out; without it the
  ///     first such row ends the reading.
  public static func parse(
    _ bytes: [UInt8], file: String, undefuse: Bool = false, unfit: ((CSVError) -> Void)? = nil
  ) throws(CSVError) -> CSVTable {
    try bytes.withUnsafeBufferPointer { (buffer) throws(CSVError) in
      var reader = CSVReader(buffer, file: file)
      try reader.begin()
      guard let first = try reader.readRecord() else {
        throw CSVError(
          file: file, line: 1, problem: "the file is empty", hint: "begin it with a line of column names")
      }
      let header = first.fields.map { CSVDefusing.trimmed(undefuse ? CSVDefusing.undone($0) : $0) }
      try check(header, file: file, line: first.line)
      reader.header = header
      let columns = Columns(header)
      var rows: [Row] = []
      while var record = try reader.readRecord() {
        if let error = fault(of: record, header: header, file: file, separator: reader.separatorName) {
          guard let unfit else { throw error }
          unfit(error)
          continue
        }
        if undefuse { record.fields = record.fields.map(CSVDefusing.undone) }
        rows.append(Row(line: record.line, range: record.range, fields: record.fields, columns: columns))
      }
      return CSVTable(
        file: file, header: header, headerLine: first.line, headerRange: first.range, separator: reader.separator,
        rows: rows)
    }
  }

  /// An error that points at a field of a row; a column that the table does not have points at the whole row.
  public func error(in row: Row, column: String? = nil, problem: String, hint: String? = nil) -> CSVError {
    let place = column.flatMap(header.firstIndex(of:))
    return CSVError(
      file: file, line: row.line, column: place.map { $0 + 1 }, columnName: place.map { header[$0] }, problem: problem,
      hint: hint)
  }

  private static func check(_ header: [String], file: String, line: Int) throws(CSVError) {
    var seen: [String: Int] = [:]
    for (index, name) in header.enumerated() {
      if name.isEmpty {
        throw CSVError(
          file: file, line: line, column: index + 1, problem: "the header has no name for this column",
          hint: "name the column or take it out")
      }
      if let first = seen.updateValue(index, forKey: name) {
        throw CSVError(
          file: file, line: line, column: index + 1, columnName: name,
          problem: "the header has this name in column \(first + 1) already", hint: "rename one of the two")
      }
    }
  }

  private static func fault(
    of record: CSVReader.Record, header: [String], file: String, separator: String
  ) -> CSVError? {
    let count = record.fields.count
    guard count != header.count else { return nil }
    let problem = "the row has \(count) \(count == 1 ? "field" : "fields"), the header has \(header.count)"
    if count > header.count {
      return CSVError(
        file: file, line: record.line, column: header.count + 1, problem: problem,
        hint: "put a text that holds \(separator) in double quotes")
    }
    return CSVError(
      file: file, line: record.line, column: count + 1, columnName: header[count], problem: problem,
      hint: "add the missing \(separator) at the end, or look for an unwanted line break")
  }
}
