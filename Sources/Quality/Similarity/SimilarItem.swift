/// An item of the library that is like another, and how much.
public struct SimilarItem: Hashable, Sendable {
  public var uuid: String
  public var score: SimilarityScore

  public init(uuid: String, score: SimilarityScore) {
    self.uuid = uuid
    self.score = score
  }
}
