import ContentModel

/// One active item as an export holds it.
public struct ExportedItem: Hashable, Sendable {
  public var uuid: ItemUUID
  /// The name of its kind: `gap_fill_exercise`.
  public var kind: String
  /// The level of its section, or the empty string.
  public var level: String
  public var key: Key
  /// The number of its active version, from 1.
  public var version: Int
  /// Its body as compact JSON: an object, in UTF-8, without blanks between tokens.
  public var body: [UInt8]

  public init(uuid: ItemUUID, kind: String, level: String = "", key: Key, version: Int, body: [UInt8]) {
    self.uuid = uuid
    self.kind = kind
    self.level = level
    self.key = key
    self.version = version
    self.body = body
  }
}
