import ContentModel
import Interchange

/// What an export takes out, and where to.
public struct ExportRequest: Sendable {
  public var format: ExportFormat
  public var selection: Selection
  /// The file, absolute; nil hands the bytes to `sink` of `Library.export` instead.
  public var path: String?
  /// The job's name, or nil.
  public var job: String?
  /// Whether items with an open critical finding go out too.
  public var includesFlawed: Bool
  /// Whether the file is read back before it gets its name.
  public var verifies: Bool

  public init(
    format: ExportFormat, selection: Selection, path: String?, job: String? = nil, includesFlawed: Bool = false,
    verifies: Bool = true
  ) {
    self.format = format
    self.selection = selection
    self.path = path
    self.job = job
    self.includesFlawed = includesFlawed
    self.verifies = verifies
  }
}

/// What an export came to.
public struct ExportOutcome: Hashable, Sendable {
  /// The number under which the export is recorded.
  public var record: Int64 = 0
  public var items = 0
  public var bytes = 0
  /// How many versions were judged first, because no rule had seen them.
  public var judged = 0
  /// The uuids of the items left out for an open critical finding.
  public var leftOut: [String] = []
  /// Characters that the format cannot hold.
  public var scrubbed = 0
  public var publishEvent: Int64 = 0
  /// SHA-256 of the bytes, in hexadecimal.
  public var digest = ""

  public init() {}
}
