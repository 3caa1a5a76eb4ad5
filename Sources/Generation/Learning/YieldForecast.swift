import Coverage
import World

/// How many drafts, texts and assessments a gap takes: many courses of the fill, in each of which the learned shares are
/// drawn from what is known of them, and the drafts' fates from the shares. Pure; the same input gives the same forecast.
///
/// Time: courses x sections, however many items there are.
public struct YieldForecast: Sendable {
  /// The items of one kind and section, and how they fare.
  public struct Part: Hashable, Sendable {
    public var kind: String
    public var section: String
    public var items: Int
    public var rates: PassRates
    /// How many more texts may follow a draft's first.
    public var retries: Int

    public init(kind: String, section: String, items: Int, rates: PassRates, retries: Int) {
      self.kind = kind
      self.section = section
      self.items = items
      self.rates = rates
      self.retries = retries
    }
  }

  /// One way in which the fill may go.
  public struct Course: Hashable, Sendable {
    public var drafts = 0
    public var accepted = 0
    /// Texts that are asked for again.
    public var laterTexts = 0.0
    /// Texts that are assessed.
    public var assessed = 0.0
    /// The work that the drawn shares ask for, as a multiple of what the means ask for.
    public var load = 1.0
  }

  public private(set) var courses: [Course] = []

  /// - Parameters:
  ///   - maxDrafts: How many drafts the run may begin in all.
  ///   - count: How many courses; 400 make the ends of an interval steady to some 2 % of its way.
  public init(_ parts: [Part], maxDrafts: Int, count: Int = 400, seed: UInt64 = 1) {
    let expected = parts.reduce(0) {
      $0 + Self.work(of: $1, first: $1.rates.first.mean, $1.rates.droppedOfSentBack.mean)
    }
    var random = SeededGenerator(seed: seed)
    for _ in 0..<count {
      courses.append(Self.course(parts, maxDrafts: maxDrafts, expected: expected, &random))
    }
  }

  private static func course(
    _ parts: [Part], maxDrafts: Int, expected: Double, _ random: inout SeededGenerator
  ) -> Course {
    var course = Course()
    var work = 0.0
    // Every item wanted has a draft; what is left of the bound is for the places of dropped ones.
    var spare = maxDrafts - parts.reduce(0) { $0 + $1.items }
    // What the sections of a kind have in common, they are wrong in together.
    var groups: [String: (first: Double?, dropped: Double?)] = [:]
    for part in parts {
      let group =
        groups[part.kind]
        ?? (
          part.rates.first.drawShift(using: &random), part.rates.droppedOfSentBack.drawShift(using: &random)
        )
      groups[part.kind] = group
      let first = part.rates.first.draw(shift: group.first, using: &random)
      let dropped =
        part.retries == 0 ? 1 : part.rates.droppedOfSentBack.draw(shift: group.dropped, using: &random)
      work += Self.work(of: part, first: first, dropped)
      var begun = part.items
      while begun > 0 {
        course.drafts += begun
        let sentBack = begun - Draw.binomial(begun, first, using: &random)
        let lost = Draw.binomial(sentBack, dropped, using: &random)
        let later = Double(sentBack) * part.rates.laterTexts(retries: part.retries, dropped: dropped)
        course.accepted += begun - lost
        course.laterTexts += later
        // Each accepted draft passes one assessment; what fails one, as the shares have it, comes on top.
        course.assessed += Double(begun - lost) / max(0.01, part.rates.assessed.mean)
        begun = min(lost, max(0, spare))
        spare -= begun
      }
    }
    if expected > 0 { course.load = work / expected }
    return course
  }

  /// The texts that a part asks for, on average.
  private static func work(of part: Part, first: Double, _ dropped: Double) -> Double {
    let later = (1 - first) * part.rates.laterTexts(retries: part.retries, dropped: dropped)
    return Double(part.items) * (1 + later) / max(0.01, 1 - (1 - first) * dropped)
  }

  /// The mean of a figure over the courses.
  public func mean(_ figure: (Course) -> Double) -> Double {
    courses.isEmpty ? 0 : courses.reduce(0) { $0 + figure($1) } / Double(courses.count)
  }

  /// Between what and what a figure lies in 8 of 10 courses: 1 of 10 is below, 1 of 10 above.
  public func interval<Figure: Comparable>(_ figure: (Course) -> Figure) -> ClosedRange<Figure>? {
    Self.interval(of: courses.map(figure))
  }

  static func interval<Figure: Comparable>(of figures: [Figure]) -> ClosedRange<Figure>? {
    if figures.isEmpty { return nil }
    let sorted = figures.sorted()
    // Of n draws one more lies below the k-th with a chance of k in n + 1.
    let tail = Int((Double(sorted.count + 1) * (1 - PlanOutlook.confidence) / 2).rounded(.down))
    return sorted[max(0, tail - 1)]...sorted[min(sorted.count - 1, sorted.count - tail)]
  }
}
