import Formats

extension ExportHeader {
  /// Reads the head of a JSON export: an object with `schema_version`, `publish_event` and `mode`. Further members are
  /// passed over, because documents may grow.
  init(json: JSON) throws(ExportFailure) {
    guard let schemaVersion = json["schema_version"]?.integer, schemaVersion > 0 else {
      throw ExportFailure("\"schema_version\" is not a number from 1")
    }
    guard let publishEvent = json["publish_event"]?.integer, publishEvent >= 0 else {
      throw ExportFailure("\"publish_event\" is not a number from 0")
    }
    guard let mode = json["mode"]?.string else { throw ExportFailure("\"mode\" is not a text") }
    self.init(schemaVersion: schemaVersion, publishEvent: Int64(publishEvent), mode: mode)
    try check()
  }

  /// Throws where the head is one that this module does not read.
  func check() throws(ExportFailure) {
    guard schemaVersion <= Self.currentSchemaVersion else {
      throw ExportFailure(
        "the export has schema version \(schemaVersion), this program reads up to \(Self.currentSchemaVersion)",
        hint: "use the version of libtool that wrote it, or a newer one")
    }
    guard Self.modes.contains(mode) else {
      throw ExportFailure("mode \"\(mode)\" is neither production nor rehearsal")
    }
  }

  /// The modes that a library may have.
  static let modes = ["production", "rehearsal"]
}
