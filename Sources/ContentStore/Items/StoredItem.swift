import ContentModel
import World

/// One piece of content: its names, its key, and which of its versions is active.
public struct StoredItem: Hashable, Sendable {
  /// The row, for use inside the program only.
  public var id: Int64
  public var uuid: String
  public var kind: String
  public var key: Key
  /// The row and the number of the active version, or nil.
  public var activeVersion: Int64?
  public var activeNumber: Int?
  /// The number of the newest version.
  public var latestNumber: Int
  /// Where the active version, else the newest one, came from.
  public var origin: VersionOrigin
  public var createdAt: Timestamp
}

/// An immutable body of an item, with all that is known of it.
public struct StoredVersion: Hashable, Sendable {
  /// The row, for use inside the program only.
  public var id: Int64
  public var item: Int64
  /// 1, 2, 3, …
  public var number: Int
  /// Compact JSON; nil once purged.
  public var body: String?
  public var origin: VersionOrigin
  public var actor: String
  /// Who accepted it, or nil.
  public var approvedBy: String?
  public var runUUID: String?
  public var schemaVersion: Int
  public var promptHash: String?
  public var model: String?
  /// What the calls for it cost; nil where one of them had no price.
  public var cost: Money?
  public var review: ReviewState?
  public var reviewReason: String?
  /// 0 to 100; nil while unchecked.
  public var score: Int?
  public var checkedAt: Timestamp?
  public var createdAt: Timestamp
  /// The row of the master's version that it translates; nil where it translates none, or nobody knows which.
  public var sourceVersion: Int64?
  public var findings: [Finding]
}

/// A finding that a person has let pass.
public struct WaivedFinding: Hashable, Sendable {
  public var finding: Finding
  /// Who waived it.
  public var by: String
}

/// What has become of a version that a person was to see.
public enum ReviewState: String, Hashable, Sendable, CaseIterable { case waiting, accepted, rejected, withdrawn }

/// A version to be stored.
public struct NewVersion: Sendable {
  public var body: String
  /// SHA-256 of the canonical body.
  public var digest: [UInt8]
  public var origin: VersionOrigin
  public var schemaVersion: Int
  public var run: Int64?
  public var draft: Int64?
  public var promptHash: String?
  public var model: String?
  public var cost: Money = .zero
  public var review: ReviewState?
  /// The row of the master's version that it translates; nil where it translates none, or nobody knows which.
  public var sourceVersion: Int64?
  /// Findings and score; nil for what has not been checked.
  public var findings: [Finding]?

  public init(body: String, digest: [UInt8], origin: VersionOrigin, schemaVersion: Int) {
    self.body = body
    self.digest = digest
    self.origin = origin
    self.schemaVersion = schemaVersion
  }
}
