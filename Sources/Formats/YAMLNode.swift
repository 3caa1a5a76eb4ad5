/// A value of a YAML file and where it stands, so that every complaint can name its line.
///
/// Scalars keep their text; what they are is decided where they are asked for, by the core schema of YAML 1.2.2
/// (chapter 10.3): plain `true`, `12`, `1.5`, `null`; anything in quotes is text, and so are `yes` and `no`.
public struct YAMLNode: Sendable, Hashable {
  /// What the node holds.
  public enum Content: Sendable, Hashable {
    /// A text; `isQuoted` also for block scalars (`|` and `>`).
    case scalar(text: String, isQuoted: Bool)
    case sequence([YAMLNode])
    /// In the order of the file; keys are unique.
    case mapping([Entry])
  }

  /// A key of a mapping and its value.
  public struct Entry: Sendable, Hashable {
    public let key: String
    /// The line of the key, from 1.
    public let line: Int
    /// The column of the key, from 1.
    public let column: Int
    public let value: YAMLNode

    init(key: String, line: Int, column: Int, value: YAMLNode) {
      self.key = key
      self.line = line
      self.column = column
      self.value = value
    }
  }

  public let content: Content
  /// The file, as the reader was told.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  init(_ content: Content, file: String, line: Int, column: Int) {
    self.content = content
    self.file = file
    self.line = line
    self.column = column
  }

  /// An error that points here.
  public func error(_ problem: String, hint: String? = nil) -> YAMLError {
    YAMLError(file: file, line: line, column: column, problem: problem, hint: hint)
  }

  /// What stands here, for a message.
  var phrase: String {
    switch content {
    case .scalar(let text, let isQuoted):
      if isNull { "nothing" } else { isQuoted ? "the text \(JSON.string(text).text)" : "`\(text)`" }
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}
