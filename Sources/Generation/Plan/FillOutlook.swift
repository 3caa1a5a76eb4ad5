import ContentModel
import Coverage
import Prompts
import Providers
import World

/// What the parts of a fill take, as its plan has counted them.
struct OutlookUnits {
  /// Tokens of one first text, one text asked for again, one assessment.
  var first = Tokens()
  var later = Tokens()
  var assessment = Tokens()

  struct Tokens {
    var input = 0.0
    var output = 0.0
  }

  init(batched: [CallEstimate], perRegeneration: TokenUsage, items: Int) {
    for call in batched {
      if call.role == .assessment {
        assessment.input += Double(call.inputTokens) / Double(max(1, items))
        assessment.output += Double(call.outputTokens) / Double(max(1, items))
      } else {
        first.input += Double(call.inputTokens) / Double(max(1, items))
        first.output += Double(call.outputTokens) / Double(max(1, items))
      }
    }
    later = Tokens(input: Double(perRegeneration.input), output: Double(perRegeneration.output))
  }
}

extension FillContext {
  /// A kind's own figure for output is a guess: so far it may be from what a model writes, as a share, one standard
  /// deviation.
  private static let unknownOutput = 0.3

  /// Between what and what a fill comes out.
  ///
  /// Drafts and texts are those of the forecast's courses; what an item writes is drawn from what is known of it; time is
  /// that of a course of the run's machine, by the work that the drawn shares ask for, and by how far all calls may be
  /// slower or faster. Input tokens are taken as counted. When batch jobs come back nobody can say.
  func outlook(
    _ yield: YieldForecast, _ expectation: CallExpectation, _ forecast: FillForecast, _ units: OutlookUnits,
    _ configuration: FillConfiguration, seconds: Double
  ) throws -> PlanOutlook? {
    guard let drafts = yield.interval(\.drafts), let items = yield.interval(\.accepted) else { return nil }
    let price = prices.price(provider: provider.name, model: configuration.model)
    let uncertainty = try outputUncertainty(expectation.parts, configuration)
    var random = SeededGenerator(seed: 2)
    var costs: [Money] = []
    var times: [Double] = []
    for course in yield.courses {
      let scale = max(0.1, 1 + uncertainty * Draw.normal(using: &random))
      if let price {
        let assessed = configuration.assesses ? course.assessed : 0
        func tokens(_ part: KeyPath<OutlookUnits.Tokens, Double>) -> Double {
          Double(course.drafts) * units.first[keyPath: part] + course.laterTexts * units.later[keyPath: part]
            + assessed * units.assessment[keyPath: part]
        }
        costs.append(
          price.cost(
            of: TokenUsage(
              input: Int(tokens(\.input).rounded()), output: Int((tokens(\.output) * scale).rounded())),
            isBatch: configuration.mode == .batch))
      }
      let way = forecast.secondsByCourse.randomElement(using: &random) ?? 0
      let pace = max(0.1, 1 + expectation.drift * Draw.normal(using: &random))
      times.append(max(way, seconds - forecast.seconds + way) * course.load * pace)
    }
    guard let time = YieldForecast.interval(of: times) else { return nil }
    return PlanOutlook(
      drafts: Int(yield.mean { Double($0.drafts) }.rounded()), draftsBetween: drafts, itemsBetween: items,
      costBetween: YieldForecast.interval(of: costs), secondsBetween: configuration.mode == .batch ? nil : time)
  }

  /// The output tokens of an item of a part as the ledger has shown them; nil where it has not.
  public func learnedOutput(
    of part: YieldForecast.Part, _ configuration: FillConfiguration
  ) throws -> LearnedOutput? {
    guard let kind = kinds[part.kind] else { return nil }
    var output = OutputExpectation(context: self, model: configuration.model)
    return try output.learned(kind, part.section, .generation)
  }

  /// How far the output of the whole plan may be from what is expected: one standard deviation, as a share of it.
  private func outputUncertainty(
    _ parts: [YieldForecast.Part], _ configuration: FillConfiguration
  ) throws -> Double {
    var output = OutputExpectation(context: self, model: configuration.model)
    var variance = 0.0
    let items = parts.reduce(0) { $0 + $1.items }
    for part in parts {
      guard let kind = kinds[part.kind] else { continue }
      let share = Double(part.items) / Double(max(1, items))
      guard let learned = try output.learned(kind, part.section, .generation) else { return Self.unknownOutput }
      let deviation = share * learned.uncertainty(items: part.items)
      variance += deviation * deviation
    }
    return variance.squareRoot()
  }
}
