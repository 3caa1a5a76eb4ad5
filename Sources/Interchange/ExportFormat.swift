/// The forms that an export can have.
public enum ExportFormat: String, Hashable, Sendable, CaseIterable {
  /// One JSON document.
  case json
  /// JSON Lines.
  case jsonl
  case xml

  /// The ending of a file's name.
  public var fileExtension: String { rawValue }

  /// The format that a file's name ends with, or nil.
  public init?(path: String) {
    guard let format = Self.allCases.first(where: { path.lowercased().hasSuffix("." + $0.fileExtension) }) else {
      return nil
    }
    self = format
  }

  /// An encoder for an export.
  ///
  /// - Parameter kinds: The kinds that may occur; only XML needs to know them.
  public func encoder(kinds: [KindSchema]) -> any ItemEncoder {
    switch self {
    case .json: JSONItemEncoder()
    case .jsonl: JSONLinesItemEncoder()
    case .xml: XMLItemEncoder(kinds: kinds)
    }
  }
}
