/// Where items are compared with each other.
public struct SimilarityPlace: Hashable, Sendable {
  public var kind: String
  public var section: String
  public var language: String

  public init(kind: String, section: String, language: String) {
    self.kind = kind
    self.section = section
    self.language = language
  }
}

/// How far the sketches of a kind have got.
public struct SimilarityProgress: Hashable, Sendable {
  /// What they were made with: the digest of the kind's similarity profile.
  public var profile: String
  /// The row of the last version that was looked at; 0 for none. Later ones have no sketch yet.
  public var sketchedThrough: Int64

  public init(profile: String, sketchedThrough: Int64) {
    self.profile = profile
    self.sketchedThrough = sketchedThrough
  }
}

/// A version that has no sketch yet.
public struct UnsketchedVersion: Hashable, Sendable {
  public var version: Int64
  public var place: SimilarityPlace
  public var body: String
}

/// A version that counts: its item's active one, or one that waits in review.
public struct StandingVersion: Hashable, Sendable {
  /// The row of its item.
  public var item: Int64
  public var uuid: String
}
