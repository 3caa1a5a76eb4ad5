import ContentModel

/// An item as a file brings it in; nothing of it has been compared with a library yet.
public struct ImportedItem: Hashable, Sendable {
  /// The line where it stands, from 1.
  public var line: Int
  /// Nil where the file leaves it to the library.
  public var uuid: ItemUUID?
  public var kind: String
  public var key: Key
  /// The level that the file states. The library derives it from the section.
  public var level: String?
  /// Whether the file says that it comes from a library in `mode: rehearsal`: its text may be simulated.
  public var isRehearsal: Bool
  /// The body as compact JSON, its members in the order of the file; always an object. A text and not a value: an import
  /// stores it and looks into none, and values are slow to take apart again.
  public var body: String
  /// The SHA-256 of the body's canonical bytes: equal for bodies that say the same.
  public var digest: [UInt8]

  public init(
    line: Int, uuid: ItemUUID?, kind: String, key: Key, level: String? = nil, isRehearsal: Bool = false,
    body: String, digest: [UInt8]
  ) {
    self.line = line
    self.uuid = uuid
    self.kind = kind
    self.key = key
    self.level = level
    self.isRehearsal = isRehearsal
    self.body = body
    self.digest = digest
  }
}

/// What a piece of a file held: the items that can be imported, and what is wrong with the others.
public struct ImportBatch: Sendable {
  public var items: [ImportedItem] = []
  /// In the order of the lines.
  public var problems: [ImportProblem] = []

  public init() {}
}
