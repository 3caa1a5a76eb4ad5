import Formats

/// A body made ready to be compared: its features, its sketch, and the scan for what may be like it. Made once for all that
/// it is compared with.
public struct ComparedBody: Sendable {
  public let features: SimilarityFeatures
  public let sketch: SimilaritySketch
  /// Looks for the score that the profile asks for.
  public let scan: SimilarityScan
  /// What makes it like another.
  public let profile: SimilarityProfile

  /// Reads any body whatever; see ``SimilarityFeatures``.
  ///
  /// - Parameter language: a BCP 47 tag.
  public init(_ body: JSON, profile: SimilarityProfile, language: String) {
    features = SimilarityFeatures(body, profile: profile, language: language)
    sketch = SimilaritySketch(features)
    scan = SimilarityScan(features, sketch: sketch, weights: profile.weights, least: profile.least)
    self.profile = profile
  }

  /// How alike another one is; nil where that is not enough.
  public func score(with other: SimilarityFeatures) -> SimilarityScore? {
    let score = features.score(with: other, weights: profile.weights)
    return score.percent >= profile.least ? score : nil
  }
}
