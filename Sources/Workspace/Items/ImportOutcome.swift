import ContentModel
import Interchange

/// What an import did.
public struct ImportOutcome: Hashable, Sendable {
  /// New items.
  public var added = 0
  /// Known items that got a new version.
  public var updated = 0
  /// Items whose body is the same as before.
  public var unchanged = 0
  /// The publish event, or nil where nothing became active.
  public var event: Int64?

  public init() {}
}

/// Lines of an import that are wrong. Nothing was imported.
public struct ImportRefused: Failure, Hashable {
  /// All of them, in the order of the file.
  public var problems: [ImportProblem]

  public var message: String {
    problems.map { problem in problem.message + (problem.hint.map { "; \($0)" } ?? "") }.joined(separator: "\n")
  }

  public var hint: String? {
    "\(problems.count == 1 ? "1 line is" : "\(problems.count) lines are") wrong, so nothing was imported"
  }
}
