/// An error for a person: what happened and where, and what mends it.
///
/// Modules throw their own typed errors that conform to this; the command line prints `message`, and `hint` on a
/// second line.
public protocol Failure: Error, Sendable {
  /// What, and where: one sentence without a full stop.
  var message: String { get }
  /// The mend, or nil where there is none to give.
  var hint: String? { get }
  /// The exit code of the command that meets it.
  var exitCode: ExitCode { get }
}

extension Failure {
  public var hint: String? { nil }
  public var exitCode: ExitCode { .failed }
}

/// The exit codes of the program, a contract with scripts.
public enum ExitCode: Int32, Hashable, Sendable, CaseIterable {
  case done = 0
  case failed = 1
  case usage = 2
  case partial = 3
  case gate = 4
  case budget = 5
  case busy = 6
  case refused = 7
  case interrupted = 130
}
