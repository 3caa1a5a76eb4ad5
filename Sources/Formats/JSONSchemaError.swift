/// Why a schema cannot be used.
public struct JSONSchemaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the schema.
  public let path: JSONPath
  /// What is wrong there.
  public let problem: String
  /// The mend, or nil.
  public let hint: String?

  public init(path: JSONPath, problem: String, hint: String? = nil) {
    self.path = path
    self.problem = problem
    self.hint = hint
  }

  /// What is wrong, and where in the schema.
  public var message: String { "schema, at \(path): \(problem)" }
  public var description: String { message }
}
