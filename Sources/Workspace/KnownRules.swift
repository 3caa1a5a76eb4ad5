import Quality
import Synchronization

/// The rules of kinds that have been read. Making them ready takes as long as judging some hundred items.
final class KnownRules: Sendable {
  private let pipelines = Mutex<[String: QualityPipeline]>([:])

  /// The rules of a kind: those that are known, else what `read` brings.
  func pipeline(for kind: String, read: () throws -> QualityPipeline) throws -> QualityPipeline {
    if let known = pipelines.withLock({ $0[kind] }) { return known }
    let pipeline = try read()
    pipelines.withLock { $0[kind] = pipeline }
    return pipeline
  }
}
