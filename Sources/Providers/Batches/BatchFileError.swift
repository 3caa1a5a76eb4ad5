import ContentModel

/// A file of this machine that a job needs, and that cannot be used.
public struct BatchFileError: Failure, Hashable {
  public var path: String
  /// What was tried: `read`, `write`.
  public var action: String
  /// What the system says: `No space left on device`.
  public var reason: String

  public var message: String { "cannot \(action) \(path): \(reason)" }
  public var hint: String? {
    action == "write"
      ? "make room there, then resume the run" : "check the file and its permissions, then resume the run"
  }
}
