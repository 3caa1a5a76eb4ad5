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
  /// What is sent after `body`, in this order; files are read while they go out.
  public var parts: [HTTPBodyPart]

  public init(
    _ method: String, _ url: String, headers: [HTTPHeader] = [], body: [UInt8] = [], parts: [HTTPBodyPart] = []
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.parts = parts
  }
}

/// A part of a request's body.
public enum HTTPBodyPart: Hashable, Sendable {
  case bytes([UInt8])
  /// The first bytes of a file, so many; it must not become shorter meanwhile.
  case file(String, count: Int)

  var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .file(_, let count): count
    }
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
