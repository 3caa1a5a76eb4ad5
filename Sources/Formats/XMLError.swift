/// Why an XML document cannot be read, or breaks its schema, and where.
public struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as the reader was told.
  public let file: String
  /// The line, from 1, or nil where no line is to blame.
  public let line: Int?
  /// The column, from 1, or nil where libxml2 tells none.
  public let column: Int?
  /// What is wrong, without the place.
  public let problem: String
  /// The mend, or nil.
  public let hint: String?

  public init(file: String, line: Int? = nil, column: Int? = nil, problem: String, hint: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
    self.hint = hint
  }

  /// File, line and what is wrong: `export.xml:3:7: …`.
  public var message: String {
    ([file] + [line, column].compactMap { $0.map { String($0) } }).joined(separator: ":") + ": " + problem
  }
  public var description: String { message }
}
