import ContentModel

/// What is wrong with a kind's folder, or with what is asked of a kind: where, and the mend.
///
/// The message begins with the place, as editors understand it: `prompts/reading/kind.yaml:7:3: unknown key batchin`.
public struct KindError: Failure, Hashable {
  /// The file, from the folder above the kinds: `prompts/reading/kind.yaml`; empty where no file is at fault.
  public var file: String
  /// Counted from 1; nil where the whole file is meant.
  public var line: Int?
  /// Counted from 1, in characters.
  public var column: Int?
  /// What is wrong, without the place.
  public var problem: String
  public var hint: String?

  public init(file: String = "", line: Int? = nil, column: Int? = nil, problem: String, hint: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
    self.hint = hint
  }

  public var message: String {
    var place = file
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    return place.isEmpty ? problem : "\(place): \(problem)"
  }
}
