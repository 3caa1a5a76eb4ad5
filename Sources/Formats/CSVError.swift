/// Why a CSV file cannot be read, and where.
public struct CSVError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as the reader was told.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The field of the line, from 1, or nil where the whole line is meant.
  public let column: Int?
  /// The name of the field's column, where the header tells it.
  public let columnName: String?
  /// What is wrong, without the place.
  public let problem: String
  /// The mend, or nil.
  public let hint: String?

  public init(
    file: String, line: Int, column: Int? = nil, columnName: String? = nil, problem: String, hint: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.columnName = columnName
    self.problem = problem
    self.hint = hint
  }

  /// File, line, column and what is wrong: `topics.csv:3: column 2 (theme): …`.
  public var message: String {
    let place = column.map { number in "column \(number)\(columnName.map { " (\($0))" } ?? ""): " } ?? ""
    return "\(file):\(line): \(place)\(problem)"
  }
  public var description: String { message }
}
