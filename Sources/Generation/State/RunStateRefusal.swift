import ContentModel

/// Why a state document is not taken over. Nothing of it is.
public enum RunStateRefusal: Failure, Hashable {
  /// Something in it is wrong.
  case unfit(file: String, problems: [Problem])
  /// The library has the run.
  case known(runID: String, run: String)

  /// One thing that is wrong, and where: `exercises[3].content_topic.id`.
  public struct Problem: Hashable, Sendable {
    public var place: String
    public var what: String
    public var hint: String?

    public init(place: String, what: String, hint: String? = nil) {
      self.place = place
      self.what = what
      self.hint = hint
    }
  }

  /// More of them are counted, not told.
  private static let mostTold = 20

  public var message: String {
    switch self {
    case .unfit(let file, let problems):
      let lines = problems.prefix(Self.mostTold).map { problem in
        file + (problem.place.isEmpty ? "" : ": \(problem.place)") + ": \(problem.what)"
          + (problem.hint.map { "; \($0)" } ?? "")
      }
      let rest = problems.count - lines.count
      return (lines + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n")
    case .known(let runID, let run):
      return runID == run
        ? "the library has the run \(run) already" : "the run '\(runID)' was adopted already, as \(run)"
    }
  }

  public var hint: String? {
    switch self {
    case .unfit: "nothing was adopted"
    case .known(_, let run): "`libtool runs resume \(run.suffix(8))` goes on with it"
    }
  }
}
