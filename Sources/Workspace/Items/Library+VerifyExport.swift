import ContentModel
import ContentStore
import Formats
import Interchange

/// What a file that was exported once is found to be now.
public struct ExportInspection: Hashable, Sendable {
  /// The file, absolute.
  public var path: String
  public var format: ExportFormat
  public var items: Int
  /// `production` or `rehearsal`.
  public var mode: String
  /// The publish event whose state it shows; nil where neither the file nor the store says.
  public var publishEvent: Int64?
  /// The export that wrote this path last, or nil.
  public var record: ExportRecord?
  /// Whether the bytes are those of that export; nil where none is recorded.
  public var isUnchanged: Bool?
}

/// A file whose format is not said by its name, and that no export has written.
public struct UnknownExportFormat: Failure, Hashable {
  public var path: String

  public var message: String { "\(path): neither the file's name nor a recorded export says what format it has" }
  public var hint: String? { "name it .json, .jsonl or .xml" }
}

extension Library {
  /// Reads an exported file again and compares it with the record of its export: that every item is whole and fits its
  /// kind, and whether the bytes are still the same.
  ///
  /// - Parameter path: Absolute.
  public func inspectExport(_ path: String, in store: Store) throws -> ExportInspection {
    let record = try store.read { try $0.lastExport(path: path) }
    guard let format = record.flatMap({ ExportFormat(rawValue: $0.format) }) ?? ExportFormat(path: path) else {
      throw UnknownExportFormat(path: path)
    }
    var digest = SHA256()
    try FilePath.forEachChunk(of: path) { digest.update($0) }
    let found = SHA256.hexadecimal(digest.finish())
    let verified = try readBack(path, name: FilePath.name(of: path), format, kinds: try kindSchemas())
    let isUnchanged = record.map { $0.digest == found }
    return ExportInspection(
      path: path, format: format, items: verified.items, mode: verified.mode,
      publishEvent: verified.header?.publishEvent ?? (isUnchanged == true ? record?.publishEvent : nil),
      record: record, isUnchanged: isUnchanged)
  }
}
