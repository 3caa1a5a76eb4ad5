/// Why a YAML file cannot be read or used, and where.
public struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as the reader was told.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int
  /// What is wrong, without the place.
  public let problem: String
  /// The mend, or nil.
  public let hint: String?

  public init(file: String, line: Int, column: Int, problem: String, hint: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
    self.hint = hint
  }

  /// File, line, column and what is wrong: `libtool.yaml:3:9: …`.
  public var message: String { "\(file):\(line):\(column): \(problem)" }
  public var description: String { message }
}
