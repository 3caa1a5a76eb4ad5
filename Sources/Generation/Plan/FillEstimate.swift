import ContentModel
import ContentStore
import Coverage
import Formats
import Prompts
import Providers

extension FillContext {
  /// What a fill of a plan would do and cost, in the groups it would really ask for.
  ///
  /// Prompts are rendered, so that input is counted and not guessed; output is what an item has taken so far, else what
  /// the kind says is usual. Every item is asked for once and assessed once; what texts that are sent back add to that
  /// stands beside it, as expected, and the time includes it.
  ///
  /// - Parameter maxDrafts: How many drafts the fill may begin; nil for twice the items.
  public func estimate(
    _ plan: GapPlan, configuration: FillConfiguration, expectation: CallExpectation, maxDrafts: Int? = nil
  ) throws -> PlanEstimate {
    let drafts = try plan.slots.enumerated().map { try draft(of: $1, run: 0, ordinal: $0 + 1) }
    let batched = try calls(for: drafts, configuration)
    var alone = configuration
    alone.batchSize = 1
    let single = try calls(for: drafts, alone)
    let maxDrafts = maxDrafts ?? drafts.count * 2
    let forecast = try FillForecast(
      try machine(for: drafts, configuration, maxDrafts: max(maxDrafts, drafts.count)), expectation: expectation,
      concurrency: configuration.concurrency,
      concurrencyAtFirst: simulated != nil ? configuration.concurrency : 2 * configuration.failuresBeforePause)
    let (again, perText) = try regenerations(forecast, expectation, drafts: drafts, batched: batched, configuration)
    var estimate = PlanEstimate(
      cells: plan.cellCount, batched: batched, single: single, regenerations: again,
      price: prices.price(provider: provider.name, model: configuration.model), currency: prices.currency,
      seconds: configuration.mode == .batch
        ? longestJobs(batched) : max(forecast.seconds, secondsUnderLimits(batched, forecast)),
      isBatch: configuration.mode == .batch)
    estimate.outlook = try outlook(
      YieldForecast(expectation.parts, maxDrafts: maxDrafts), expectation, forecast,
      OutlookUnits(batched: batched, perRegeneration: perText, items: estimate.items), configuration,
      seconds: estimate.seconds)
    return estimate
  }

  /// What the jobs of a plan take at most, one after the other: one for the texts, one for their assessments.
  private func longestJobs(_ calls: [CallEstimate]) -> Double {
    Double(Set(calls.map { $0.role == .assessment }).count) * ModeAdvice.window
  }

  /// The least time that the provider's limits allow, as far as the settings name them.
  private func secondsUnderLimits(_ calls: [CallEstimate], _ forecast: FillForecast) -> Double {
    guard let quota = endpoint?.limits.effective(provider: RateQuota()) else { return 0 }
    let more = forecast.regenerations + forecast.assessments - Double(calls.count { $0.role == .assessment })
    let count = Double(calls.count) + max(0, more)
    let tokens = Double(calls.reduce(0) { $0 + $1.inputTokens + $1.outputTokens }) / Double(max(1, calls.count)) * count
    func seconds(_ amount: Double, _ limit: Int?) -> Double { limit.map { amount / Double($0) * 60 } ?? 0 }
    return max(seconds(count, quota.requests), seconds(tokens, quota.tokens))
  }

  private func machine(
    for drafts: [StoredDraft], _ configuration: FillConfiguration, maxDrafts: Int
  ) throws -> RunMachine {
    let (policies, groups) = try policies(configuration, kinds: Set(drafts.map(\.kind)))
    return RunMachine(run: 0, drafts: drafts, policies: policies, groups: groups, maxDrafts: maxDrafts)
  }

  private func calls(for drafts: [StoredDraft], _ configuration: FillConfiguration) throws -> [CallEstimate] {
    var machine = try machine(for: drafts, configuration, maxDrafts: drafts.count)
    var output = OutputExpectation(context: self, model: configuration.model)
    var estimates: [CallEstimate] = []
    // The machine is led through a run in which every call brings what was asked for.
    while let call = machine.nextCalls(1).first {
      let slots = call.slots.map { machine.drafts[$0.ordinal - 1] }
      let request = try CallRequest(call, drafts: slots, run: 0, context: self, configuration: configuration)
      var input = request.inputTokens
      if call.role == .assessment {
        // The bodies that will be assessed are not written yet.
        input += try output.bodyTokens(of: request.kind, section: request.section.section) * slots.count
      }
      estimates.append(
        CallEstimate(
          role: call.role, items: slots.count, inputTokens: input,
          outputTokens: try output.tokens(
            of: request.kind, section: request.section.section, role: call.role, items: slots.count)))
      var reading = CallReading()
      for slot in call.slots {
        reading.texts[slot.ordinal] = JudgedText(text: "", body: .object([:]), findings: [])
        reading.assessments[slot.ordinal] = DraftAssessment(passed: true, explanation: "")
      }
      _ = try machine.callEnded(call, .read(reading))
    }
    return estimates
  }

  /// What the calls of a forecast that come on top take: regenerations as the prompts of some drafts would have them,
  /// assessments as those of the plan.
  private func regenerations(
    _ forecast: FillForecast, _ expectation: CallExpectation, drafts: [StoredDraft], batched: [CallEstimate],
    _ configuration: FillConfiguration
  ) throws -> (estimate: RegenerationEstimate, perText: TokenUsage) {
    let planned = batched.filter { $0.role == .assessment }
    let plannedTexts = planned.reduce(0) { $0 + $1.items }
    let moreTexts = max(0, forecast.assessedTexts - Double(plannedTexts))
    func perText(_ part: (CallEstimate) -> Int) -> Double {
      plannedTexts == 0 ? 0 : Double(planned.reduce(0) { $0 + part($1) }) / Double(plannedTexts)
    }
    var estimate = RegenerationEstimate(
      share: configuration.assesses ? expectation.sentBack : expectation.failedFirst,
      calls: forecast.regenerations + max(0, forecast.assessments - Double(planned.count)),
      inputTokens: moreTexts * perText(\.inputTokens), outputTokens: moreTexts * perText(\.outputTokens))
    if drafts.isEmpty { return (estimate, TokenUsage()) }
    // A sample across the plan is as good as all of it.
    var output = OutputExpectation(context: self, model: configuration.model)
    let step = max(1, drafts.count / 20)
    let sample = stride(from: 0, to: drafts.count, by: step).map { drafts[$0] }
    var tokens = (input: 0, output: 0)
    for var draft in sample {
      draft.turns = [DraftTurn(text: "", critique: Self.usualCritique, findings: [])]
      let call = CallPlan(id: 1, role: .regeneration, ordinals: [draft.ordinal])
      let request = try CallRequest(call, drafts: [draft], run: 0, context: self, configuration: configuration)
      tokens.input += request.inputTokens + (try output.bodyTokens(of: request.kind, section: request.section.section))
      tokens.output += try output.tokens(
        of: request.kind, section: request.section.section, role: .regeneration, items: 1)
    }
    estimate.inputTokens += forecast.regenerations * Double(tokens.input) / Double(sample.count)
    estimate.outputTokens += forecast.regenerations * Double(tokens.output) / Double(sample.count)
    return (estimate, TokenUsage(input: tokens.input / sample.count, output: tokens.output / sample.count))
  }

  /// As long as what an examiner writes, or a rule with its fix.
  private static let usualCritique = String(repeating: "x", count: 120)
}
