import ContentStore

/// A batch job that a run waits for, with the calls that are its lines.
struct OpenJob: Sendable {
  var job: StoredBatchJob
  /// The plans of its calls, by attempt; those whose drafts have moved on are missing.
  var plans: [Int64: CallPlan]
  /// Whether this process has handed it over or looked at it.
  var isKnown = false
  /// Looks in a row that brought nothing new.
  var looks = 0
  /// What the last look has shown; nil before the first.
  var look: JobLook?
  /// Looks in a row at which the provider did not know it.
  var notFound = 0
  /// When it is looked at next, by the clock that never goes back.
  var nextLook = Duration.zero
}
