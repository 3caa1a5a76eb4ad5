import ContentModel
import ContentStore
import Coverage
import Formats
import Prompts

extension FillContext {
  /// What a fill of a plan would do and cost, in the groups it would really ask for.
  ///
  /// Prompts are rendered, so that input is counted and not guessed; output is what an item usually takes. Every item is
  /// asked for once and assessed once: what regenerations will cost is not known before.
  public func estimate(
    _ plan: GapPlan, configuration: FillConfiguration, secondsPerCall: Double
  ) throws -> PlanEstimate {
    let batched = try calls(of: plan, configuration)
    var alone = configuration
    alone.batchSize = 1
    let single = try calls(of: plan, alone)
    return PlanEstimate(
      cells: plan.cellCount, batched: batched, single: single,
      price: prices.price(provider: provider.name, model: configuration.model), currency: prices.currency,
      concurrency: configuration.concurrency, secondsPerCall: secondsPerCall)
  }

  /// The seconds that a call of a model takes on average, from the ledger; nil where none is known.
  public func secondsPerCall(_ configuration: FillConfiguration) throws -> Double? {
    try store.read { try $0.secondsPerCall(provider: configuration.provider, model: configuration.model) }
  }

  private func calls(of plan: GapPlan, _ configuration: FillConfiguration) throws -> [CallEstimate] {
    let drafts = try plan.slots.enumerated().map { try draft(of: $1, run: 0, ordinal: $0 + 1) }
    let (policies, groups) = try policies(configuration, kinds: Set(drafts.map(\.kind)))
    var machine = RunMachine(run: 0, drafts: drafts, policies: policies, groups: groups, maxDrafts: drafts.count)
    var estimates: [CallEstimate] = []
    // The machine is led through a run in which every call brings what was asked for.
    while let call = machine.nextCalls(1).first {
      let slots = call.slots.map { machine.drafts[$0.ordinal - 1] }
      let request = try CallRequest(call, drafts: slots, run: 0, context: self, configuration: configuration)
      let settings = request.kind.settings
      var input = request.inputTokens
      if call.role == .assessment {
        // The bodies that will be assessed are not written yet.
        input += settings.outputTokens.generation * slots.count
      }
      estimates.append(
        CallEstimate(
          role: call.role, items: slots.count, inputTokens: input,
          outputTokens: settings.outputEstimate(role: call.role, items: slots.count).expected))
      var reading = CallReading()
      for slot in call.slots {
        reading.texts[slot.ordinal] = JudgedText(text: "", body: .object([:]), findings: [])
        reading.assessments[slot.ordinal] = DraftAssessment(passed: true, explanation: "")
      }
      _ = try machine.callEnded(call, .read(reading))
    }
    return estimates
  }
}
