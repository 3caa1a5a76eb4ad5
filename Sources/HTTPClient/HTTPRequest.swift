/// One HTTP request.
public struct HTTPRequest: Hashable, Sendable {
  /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
  public var method: String
  /// An absolute `http` or `https` URL.
  public var url: String
  /// Names and values, sent in this order; values hold no line ends. `User-Agent`, `Accept-Encoding`, `Content-Length` and
  /// `Host` are added.
  public var headers: [HTTPHeader]
  /// What is sent as it is; a `GET` has none.
  public var body: [UInt8]

  public init(_ method: String, _ url: String, headers: [HTTPHeader] = [], body: [UInt8] = []) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// The name and the value of one header.
public struct HTTPHeader: Hashable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
