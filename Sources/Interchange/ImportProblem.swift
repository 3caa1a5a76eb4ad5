import ContentModel

/// What is wrong with one line of an import.
public struct ImportProblem: Failure, Hashable {
  /// The name of the file as the person gave it.
  public var file: String
  /// From 1.
  public var line: Int
  /// In Unicode scalars, from 1; nil where the whole line is meant.
  public var column: Int?
  /// What is wrong, without the place.
  public var what: String
  public var hint: String?

  public init(file: String, line: Int, column: Int? = nil, what: String, hint: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.what = what
    self.hint = hint
  }

  /// `items.jsonl:3: what`, or `items.jsonl:3:17: what` where a column is known.
  public var message: String {
    if let column { "\(file):\(line):\(column): \(what)" } else { "\(file):\(line): \(what)" }
  }
}

extension ImportProblem: CustomStringConvertible {
  public var description: String { message }
}
