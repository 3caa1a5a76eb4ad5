/// What stands once at the head of an export: which state of which library it shows.
public struct ExportHeader: Hashable, Sendable {
  /// The version of the export's own format, from 1. It grows when a reader would have to change.
  public var schemaVersion: Int
  /// The publish event whose state is exported; 0 before the first.
  public var publishEvent: Int64
  /// The mode of the library: `production` or `rehearsal`.
  public var mode: String

  /// The version of the format that this module writes and reads.
  public static let currentSchemaVersion = 1

  public init(schemaVersion: Int = ExportHeader.currentSchemaVersion, publishEvent: Int64, mode: String) {
    self.schemaVersion = schemaVersion
    self.publishEvent = publishEvent
    self.mode = mode
  }

  /// Whether the library rehearses, so that its text may be simulated.
  public var isRehearsal: Bool { mode == "rehearsal" }
}
