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
  /// How many of the unchanged ones wait in review with this body.
  public var waiting = 0
  /// The publish event, or nil where nothing became active.
  public var event: Int64?

  public init() {}
}

/// Lines of an import that are wrong. Nothing was imported.
public struct ImportRefused: Failure, Hashable {
  /// In the order of the files and their lines.
  public var problems: [ImportProblem]
  /// How many more there are.
  public var unlisted: Int

  public init(problems: [ImportProblem], unlisted: Int = 0) {
    self.problems = problems
    self.unlisted = unlisted
  }

  public var message: String {
    let lines = problems.map { problem in problem.message + (problem.hint.map { "; \($0)" } ?? "") }
    return (lines + (unlisted > 0 ? ["and \(unlisted) more"] : [])).joined(separator: "\n")
  }

  public var hint: String? {
    let count = Set(problems.map { "\($0.file):\($0.line)" }).count + unlisted
    return "\(count == 1 ? "1 line is" : "\(count) lines are") wrong, so nothing was imported"
  }
}
