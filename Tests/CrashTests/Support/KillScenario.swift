import Testing
import World

/// Where a process is killed.
enum KillMoment: Hashable, Sendable, CustomStringConvertible {
  /// At a named step, at the n-th time.
  case step(String, Int)
  /// When the provider's log has grown by so many bytes, and microseconds later.
  case moment(bytes: Int, microseconds: Int)

  var description: String {
    switch self {
    case .step(let name, let time): "\(name):\(time)"
    case .moment(let bytes, let delay): "after \(bytes) bytes + \(delay) µs"
    }
  }
}

/// One library and what is done to it.
struct KillScenario: Sendable, CustomTestStringConvertible {
  var number: Int
  var selection: [String]
  var concurrency: Int
  var budget: String?
  /// The first one hits the fill, the others its resumptions.
  var kills: [KillMoment]

  var testDescription: String {
    "\(number): \(selection[1]), \(concurrency) at once\(budget.map { ", budget \($0)" } ?? ""), "
      + kills.map(\.description).joined(separator: ", ")
  }

  /// Scenarios with so many kills or a few more.
  static func make(kills count: Int) -> [KillScenario] {
    var random = SeededGenerator(seed: 2_026)
    var scenarios: [KillScenario] = []
    var made = 0
    let steps = ["reserved", "sent", "answered", "judged", "published"]
    while made < count {
      let number = scenarios.count
      let selections = [
        ["--section", "adjektivdeklination_einstieg"], ["--section", "adjektivdeklination_einstieg"],
        ["--level", "C1"], ["--kind", "micro_lesson"],
      ]
      // Every step early and late, then moments; a resumption is hit in one of two.
      let first =
        number < 2 * steps.count
        ? KillMoment.step(steps[number / 2], number % 2 == 0 ? 1 + number / 4 : Int.random(in: 4...9, using: &random))
        : .moment(
          bytes: Int.random(in: 0...6000, using: &random), microseconds: Int.random(in: 0...20_000, using: &random))
      var kills = [first]
      while kills.count < 4, Int.random(in: 0...2, using: &random) == 0 {
        kills.append(
          Bool.random(using: &random)
            ? .step(steps.randomElement(using: &random) ?? "sent", Int.random(in: 1...3, using: &random))
            : .moment(
              bytes: Int.random(in: 200...2000, using: &random),
              microseconds: Int.random(in: 0...20_000, using: &random)))
      }
      scenarios.append(
        KillScenario(
          number: number, selection: selections[Int.random(in: 0..<selections.count, using: &random)],
          concurrency: [1, 4, 8, 16].randomElement(using: &random) ?? 8,
          budget: Bool.random(using: &random) ? "2.00" : nil, kills: kills))
      made += kills.count
    }
    return scenarios
  }
}
