/// A request as a handler gets it, whole.
public struct WebRequest: Sendable {
  /// In capitals: `GET`, `POST`.
  public var method: String
  /// The path, percent-decoded, without the query: `/v1/models`.
  public var path: String
  /// Names and values of the query, decoded, in order; a name without `=` has an empty value.
  public var query: [(String, String)]
  /// Names and values in the order in which they came.
  public var headers: [(String, String)]
  /// Empty where the body is in a file.
  public var body: [UInt8]
  /// The body of a request that is too large for memory, by `WebLimits.memoryBytes`.
  public var bodyFile: BodyFile?

  public init(
    method: String, path: String, query: [(String, String)] = [], headers: [(String, String)] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// The body, wherever it is.
  public var content: WebBody { bodyFile.map { .file($0) } ?? .bytes(body) }

  /// The value of the first header of a name, whatever its capitals.
  public func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name.lowercased() }?.1 }
}
