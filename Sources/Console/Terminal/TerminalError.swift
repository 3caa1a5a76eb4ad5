/// Why output did not reach where it was sent.
public enum TerminalError: Error, Hashable, Sendable {
  /// The reader has gone (EPIPE), as `| head` does: end quietly, this is no failure.
  case closed(Terminal.Channel)
  /// Any other error of the system, by its number and its text.
  case failed(Terminal.Channel, code: Int32, reason: String)

  /// What, and where: one sentence without a full stop.
  public var message: String {
    switch self {
    case .closed(let channel): "the reader of \(channel.name) has gone"
    case .failed(let channel, _, let reason): "cannot write to \(channel.name): \(reason)"
    }
  }

  /// The mend.
  public var hint: String? {
    switch self {
    case .closed: nil
    case .failed: "make room where the output goes, or send it elsewhere"
    }
  }
}
