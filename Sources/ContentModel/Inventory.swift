/// How many items of one kind and key there are, by what has become of them.
public struct InventoryCounts: Hashable, Sendable {
  /// Items with an active version.
  public var active: Int
  /// Of these, items whose active version came from a run and no person approved.
  public var machine: Int
  /// Of these, items whose active version a person wrote or approved.
  public var approved: Int
  /// Versions that wait for a person's acceptance, of items that are not active.
  public var inReview: Int
  /// Drafts of living runs that have not ended.
  public var inFlight: Int
  /// Active translations whose source version is no longer the master's active version.
  public var stale: Int

  public init(
    active: Int = 0, machine: Int = 0, approved: Int = 0, inReview: Int = 0, inFlight: Int = 0, stale: Int = 0
  ) {
    self.active = active
    self.machine = machine
    self.approved = approved
    self.inReview = inReview
    self.inFlight = inFlight
    self.stale = stale
  }

  public static func += (left: inout InventoryCounts, right: InventoryCounts) {
    left.active += right.active
    left.machine += right.machine
    left.approved += right.approved
    left.inReview += right.inReview
    left.inFlight += right.inFlight
    left.stale += right.stale
  }
}

/// What the library holds, counted by kind and key: the input of coverage.
public struct Inventory: Sendable {
  /// A kind and a key.
  public struct Place: Hashable, Sendable {
    public var kind: String
    public var key: Key

    public init(kind: String, key: Key) {
      self.kind = kind
      self.key = key
    }
  }

  public var counts: [Place: InventoryCounts]

  public init(_ counts: [Place: InventoryCounts] = [:]) { self.counts = counts }

  /// The counts of a place; zero where nothing is known of it.
  public subscript(kind: String, key: Key) -> InventoryCounts { counts[Place(kind: kind, key: key)] ?? .init() }
}
