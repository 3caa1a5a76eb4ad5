/// A struct whose properties are marked `@Argument`, `@Option`, `@Flag` or `@OptionGroup`.
public protocol ParsableOptions: Sendable {
  /// All defaults.
  init()
  /// Checks that the values fit each other, once all of them are read.
  ///
  /// - Throws: ``ValidationError``, which becomes a usage error.
  func validate() throws(ValidationError)
}

extension ParsableOptions {
  public func validate() throws(ValidationError) {}
}

/// Why a command line cannot be used as it stands.
public struct ValidationError: Error, Hashable, Sendable {
  /// What is wrong: a sentence without a full stop.
  public var message: String
  /// The mend, or nil where the command's help is the best there is.
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
