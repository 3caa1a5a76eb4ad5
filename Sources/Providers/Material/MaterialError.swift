import ContentModel

/// A file of simulated material that cannot be used: which one, where in it, and why.
public struct MaterialError: Failure, Hashable {
  /// `prompts/<kind>/simulated/<file>`.
  public var file: String
  /// Where in the file, such as `frames[3].gaps[0]`, or the empty string.
  public var place: String
  public var problem: String
  public var mend: String

  public init(file: String, place: String = "", problem: String, mend: String) {
    self.file = file
    self.place = place
    self.problem = problem
    self.mend = mend
  }

  public var message: String { "\(file)\(place.isEmpty ? "" : ", \(place)"): \(problem)" }
  public var hint: String? { mend }
}
