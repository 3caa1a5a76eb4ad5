/// A request as it arrived.
public struct ReceivedRequest: Hashable, Sendable {
  /// The connection's number, from 1.
  public var connection: Int
  public var method: String
  /// What stands between method and version: a path, or a whole URL where the server was taken for a proxy.
  public var target: String
  /// Header lines in order, `Name: value`.
  public var headers: [String]
  public var body: [UInt8]

  /// The body as text.
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of a header, whatever its capitals.
  public func header(_ name: String) -> String? {
    headers.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }.map {
      String($0.dropFirst(name.count + 1).drop { $0 == " " })
    }
  }
}
