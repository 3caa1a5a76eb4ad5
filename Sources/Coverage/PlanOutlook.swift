import ContentModel
import Formats

/// Between what and what a fill is likely to come out, by what is known of the model.
public struct PlanOutlook: Hashable, Sendable {
  /// The share of fills that end within an interval.
  public static let confidence = 0.8

  /// Drafts that the gap takes, on average.
  public var drafts: Int
  public var draftsBetween: ClosedRange<Int>
  /// Items that are accepted; fewer than are wanted where the most drafts that may be begun do not suffice.
  public var itemsBetween: ClosedRange<Int>
  /// Nil where the model has no price.
  public var costBetween: ClosedRange<Money>?
  /// Nil where nobody can say, as of batch jobs.
  public var secondsBetween: ClosedRange<Double>?

  public init(
    drafts: Int, draftsBetween: ClosedRange<Int>, itemsBetween: ClosedRange<Int>, costBetween: ClosedRange<Money>?,
    secondsBetween: ClosedRange<Double>?
  ) {
    self.drafts = drafts
    self.draftsBetween = draftsBetween
    self.itemsBetween = itemsBetween
    self.costBetween = costBetween
    self.secondsBetween = secondsBetween
  }

  /// What `plan --json` says of it under `intervals`.
  var json: JSON {
    func tenths(_ seconds: Double) -> JSON { .double((seconds * 10).rounded() / 10) }
    return [
      "confidence": .double(Self.confidence),
      "items": [.integer(itemsBetween.lowerBound), .integer(itemsBetween.upperBound)],
      "drafts": [.integer(draftsBetween.lowerBound), .integer(draftsBetween.upperBound)],
      "cost": costBetween.map { [.double($0.lowerBound.double), .double($0.upperBound.double)] } ?? .null,
      "seconds": secondsBetween.map { [tenths($0.lowerBound), tenths($0.upperBound)] } ?? .null,
    ]
  }
}
