/// How few and how many of something there may be.
struct Limits: Hashable, Sendable {
  let min: Int?
  let max: Int?

  static let parameters = [
    RuleParameter("min", .count, "The fewest that are right."),
    RuleParameter("max", .count, "The most that are right."),
    RuleParameter("exactly", .count, "The only right number, in place of `min` and `max`."),
  ]

  init(_ values: RuleValues) {
    min = values.count("exactly") ?? values.count("min")
    max = values.count("exactly") ?? values.count("max")
  }

  func contains(_ number: Int) -> Bool { number >= min ?? 0 && number <= max ?? Int.max }
}

extension Limits: CustomStringConvertible {
  /// `exactly 3`, `80 to 105`, `at least 4`, `at most 280`.
  var description: String {
    switch (min, max) {
    case (let min?, let max?): min == max ? "exactly \(min)" : "\(min) to \(max)"
    case (let min?, nil): "at least \(min)"
    case (nil, let max?): "at most \(max)"
    case (nil, nil): "any number"
    }
  }
}

/// A number with its noun: `1 word`, `12 words`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
