/// Something that a text is like, and how much.
public struct SimilarItem: Hashable, Sendable {
  /// What it is.
  public enum Twin: Hashable, Sendable {
    /// An item of the library.
    case item(uuid: String)
    /// A text of a run that is no item yet, by the name of its draft: `7f3a9c21:17`.
    case draft(name: String)
  }

  public var twin: Twin
  public var score: SimilarityScore

  public init(_ twin: Twin, score: SimilarityScore) {
    self.twin = twin
    self.score = score
  }

  /// An item of the library.
  public init(uuid: String, score: SimilarityScore) { self.init(.item(uuid: uuid), score: score) }

  /// How people find it: `item 4a9d62b4`, `draft 7f3a9c21:17`.
  var name: String {
    switch twin {
    case .item(let uuid): "item \(uuid.suffix(8))"
    case .draft(let name): "draft \(name)"
    }
  }
}
