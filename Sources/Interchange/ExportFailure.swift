import ContentModel

/// An export that cannot be written, or was written wrongly.
public struct ExportFailure: Failure, Hashable {
  public var message: String
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
