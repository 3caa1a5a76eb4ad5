/// How a run's calls are made.
public enum FillMode: String, Hashable, Sendable, CaseIterable {
  /// One by one, some at once; each is answered within seconds.
  case live
  /// As the lines of batch jobs, which a provider answers within a day, at a lower price.
  case batch
}
