/// What becomes of a run.
public enum RunStatus: String, Hashable, Sendable, CaseIterable {
  case running
  /// For batch jobs at a provider.
  case waiting
  /// With a reason; `runs resume` goes on.
  case paused
  case finished
  case cancelled

  /// Whether nothing more will happen to it.
  public var isEnded: Bool { self == .finished || self == .cancelled }
}

/// What becomes of a draft.
public enum DraftState: String, Hashable, Sendable, CaseIterable {
  case pendingGeneration = "pending_generation"
  case pendingAssessment = "pending_assessment"
  case pendingRegeneration = "pending_regeneration"
  case completed
  case dropped

  /// Whether nothing more will happen to it.
  public var isEnded: Bool { self == .completed || self == .dropped }
}

/// What a provider call is for.
public enum Role: String, Hashable, Sendable, CaseIterable { case generation, assessment, regeneration }

/// What becomes of a provider call in the ledger.
public enum AttemptState: String, Hashable, Sendable, CaseIterable {
  /// Its worst case is reserved and it may have been sent.
  case reserved
  /// Its raw answer is stored.
  case answered
  /// Its answer is read, and its cost booked.
  case settled
  /// The provider refused it or failed: nothing was paid.
  case failed
  /// It was in flight when the process died: it may have been paid, and its reservation stays until a person settles it.
  case unknown
}

/// Where a version came from.
public enum VersionOrigin: String, Hashable, Sendable, CaseIterable { case run, person, `import` }
