import ContentModel

/// A notice that did not get there. The work goes on.
public struct NoticeFailure: Failure, Hashable {
  /// The channel's name.
  public var channel: String
  public var problem: String
  public var mend: String?

  public init(channel: String, problem: String, mend: String? = nil) {
    self.channel = channel
    self.problem = problem
    self.mend = mend
  }

  public var message: String { "the notification \(channel) did not get there: \(problem)" }
  public var hint: String? { mend }
}
