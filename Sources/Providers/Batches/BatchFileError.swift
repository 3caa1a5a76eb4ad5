import ContentModel

/// A file of this machine that a job needs, and that cannot be used. No job has begun by it.
public struct BatchFileError: Failure, Hashable {
  /// What, where and why: `cannot read /library/job.jsonl: no such file or directory`.
  public var message: String
  public var hint: String?

  /// A file of lines that cannot be read.
  static func reading(_ reason: String) -> BatchFileError {
    BatchFileError(message: "cannot read \(reason)", hint: "check the file and its permissions, then resume the run")
  }

  /// A download that cannot be kept while it is read.
  static func writing(in folder: String, _ reason: String) -> BatchFileError {
    BatchFileError(
      message: "cannot keep a download in \(folder): \(reason)",
      hint: "make room there and check its permissions, then resume the run")
  }
}
