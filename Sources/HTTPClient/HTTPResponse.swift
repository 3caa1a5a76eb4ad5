/// The whole answer to a request, whatever its status.
public struct HTTPResponse: Hashable, Sendable {
  /// The status code, 200 to 999; interim answers (1xx) are passed over.
  public var status: Int
  /// In the order in which they came; a name may occur more than once.
  public var headers: [HTTPHeader]
  /// Unpacked, where it came as gzip.
  public var body: [UInt8]

  public init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of the first header of a name, whatever its capitals.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
