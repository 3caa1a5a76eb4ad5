/// What a handler answers, and how it arrives.
public struct WebResponse: Sendable {
  public var status: Int
  /// Without `Content-Length`, `Connection` and `Date`, which the server writes.
  public var headers: [(String, String)]
  public var body: [UInt8]
  /// Takes the place of `body` where it is on disk.
  public var bodyFile: BodyFile?
  public var fate: Fate
  /// Called once, on the server's thread, when nothing more will be sent; must not block.
  public var whenEnded: (@Sendable (Ending) -> Void)?

  public init(
    status: Int = 200, headers: [(String, String)] = [], body: [UInt8] = [], fate: Fate = .whole,
    whenEnded: (@Sendable (Ending) -> Void)? = nil
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.fate = fate
    self.whenEnded = whenEnded
  }

  /// The body, wherever it is.
  public var content: WebBody { bodyFile.map { .file($0) } ?? .bytes(body) }

  /// What becomes of an answer on its way. All but `whole` are for servers that show a client what can happen to it.
  public enum Fate: Hashable, Sendable {
    /// It arrives as a whole, and the connection is kept.
    case whole
    /// It ends early, in a way, after a part of it.
    case ends(Break, after: Part)
    /// The body again and again, chunked, until the client leaves; at most about 50 MB a second.
    case endless
    /// So many bytes of the body at a time, with a pause before each.
    case drip(bytes: Int, every: Duration)
  }

  /// How an answer ends early.
  public enum Break: Hashable, Sendable {
    /// The connection is reset (TCP RST).
    case reset
    /// The connection is closed as usual (TCP FIN).
    case close
    /// Nothing more comes, until the client leaves or the server stops.
    case stall
  }

  /// What has been sent when an answer ends early.
  public enum Part: Hashable, Sendable { case nothing, headers, halfOfBody }

  /// How an answer ended.
  public enum Ending: Hashable, Sendable {
    /// All of it was sent.
    case sent
    /// It was not: its fate, the client or the end of the server came in between.
    case broken
  }
}
