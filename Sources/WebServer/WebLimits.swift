/// What a web server bears before it says no.
public struct WebLimits: Hashable, Sendable {
  /// The largest body of a request, in bytes; a larger one is answered with 413.
  public var bodyBytes = 32 << 20
  /// Where bodies above `memoryBytes` are kept, in files without a name; nil to keep all in memory.
  public var bodyFolder: String?
  /// The largest body that is kept in memory, where there is a folder for larger ones, in bytes.
  public var memoryBytes = 1 << 20
  /// Connections at once, those that wait included; further ones wait to be accepted, or are closed.
  public var connections = 1024
  /// Seconds after which a kept connection that is not used is closed. A request that is worked on does not count.
  public var idleSeconds = 120

  public init() {}
}
