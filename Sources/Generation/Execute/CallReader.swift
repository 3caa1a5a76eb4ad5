import ContentModel
import ContentStore
import Formats
import Prompts
import Providers
import Quality
import Workspace

/// Reads answers: completions in, judged texts and assessments out. It only reads the store: what the library holds that is
/// nearly the same, and what a text was made from.
struct CallReader: Sendable {
  var store: Store
  var subjects: QualitySubjects
  var catalogue: Catalogue
  var pipelines: [String: QualityPipeline]
  var similar: SimilarItems
  var prices: PriceTable

  /// A text as it is compared with others.
  struct Compared: Sendable {
    var body: ComparedBody
    /// Whether it is told already that the library holds nearly the same.
    var hasTwin: Bool
  }

  /// What was read, and what is needed to book it.
  struct Result: Sendable {
    var reading = CallReading()
    /// The digest of each text's canonical body, by ordinal.
    var digests: [Int: [UInt8]] = [:]
    /// Each text as it is compared with others, by ordinal; none of a kind whose items are not compared.
    var compared: [Int: Compared] = [:]
    var usage: TokenUsage
    /// Whether the usage is an estimate: the completion does not say it.
    var isEstimated: Bool
    /// The length of each draft's part of the answer in bytes, by ordinal, and of the whole answer.
    var lengths: [Int: Int] = [:]
    var length: Int
    var finishReason: String
  }

  /// Reads a completion as the answer to a call.
  ///
  /// - Throws: where the store cannot be read.
  func read(_ completion: ChatCompletion, for call: CallRequest) throws -> Result {
    let bytes = completion.arguments ?? completion.content.map { Array($0.utf8) } ?? []
    var result = Result(
      usage: completion.usage
        ?? TokenUsage(input: call.inputTokens, output: TokenUsage.estimate(characters: bytes.count)),
      isEstimated: completion.usage == nil, length: bytes.count, finishReason: completion.outcome)
    result.reading.wasCutOff = completion.finishReason == .length
    if completion.refusal != nil || completion.finishReason == .contentFilter {
      result.reading.reason = completion.refusal != nil ? "refusal" : "content_filter"
      return result
    }
    if call.plan.role == .assessment {
      readAssessments(bytes, for: call, into: &result)
    } else {
      try readTexts(bytes, for: call, into: &result)
    }
    return result
  }

  /// The cost of a call and each draft's part of it: input equally, output by length. What no draft can be blamed for
  /// stays as overhead. Without a price nothing is known of all this.
  func settlement(
    _ result: Result, attempt: Int64, run: Int64, call: CallRequest, provider: String
  ) -> AttemptSettlement {
    let price = prices.price(provider: provider, model: call.request.model)
    var inputUsage = result.usage
    inputUsage.output = 0
    let known = price?.cost(of: result.usage, isBatch: call.isBatch)
    let cost = known ?? .zero
    let inputCost = price?.cost(of: inputUsage, isBatch: call.isBatch) ?? .zero
    let outputCost = cost - inputCost
    let shares = call.drafts.map { draft in
      let length = Int64(result.lengths[draft.ordinal] ?? 0)
      let output = outputCost.billionths / Int64(max(1, result.length)) * length
      return (
        ordinal: draft.ordinal, cost: Money(billionths: inputCost.billionths / Int64(call.drafts.count) + output)
      )
    }
    // What one item a call would have taken, live, in the provider's own count; of its input the same share is cached.
    let scale = Double(result.usage.input) / Double(max(1, call.inputTokens))
    let inputTokensSingle = Int((Double(call.inputTokensSingle) * scale).rounded())
    let inputCostLive = price?.cost(of: inputUsage) ?? .zero
    let outputCostLive = (price?.cost(of: result.usage) ?? .zero) - inputCostLive
    let inputCostSingle =
      Double(inputCostLive.billionths) * Double(inputTokensSingle) / Double(max(1, result.usage.input))
    return AttemptSettlement(
      attempt: attempt, run: run, usage: result.usage, isEstimated: result.isEstimated, cost: known,
      finishReason: result.finishReason,
      inputTokensSingle: inputTokensSingle,
      costSingle: price == nil ? nil : outputCostLive + Money(billionths: Int64(inputCostSingle.rounded(.up))),
      shares: shares)
  }

  private func readTexts(_ bytes: [UInt8], for call: CallRequest, into result: inout Result) throws {
    let parsed = TolerantJSON.read(bytes)
    let answer = call.kind.readGeneration(parsed, slots: call.plan.slots.map(\.slot))
    for item in answer.items {
      guard let index = call.plan.slots.firstIndex(where: { $0.slot == item.slot }) else { continue }
      let draft = call.drafts[index]
      let body = call.kind.assemble(
        lean: item.lean, slot: call.slotRequest(at: index, catalogue: catalogue), section: call.section,
        language: draft.key.language, seed: UInt64(draft.ordinal) << 8 ^ UInt64(draft.asked))
      let text = item.lean.text
      let findings = try judge(body, of: draft, into: &result)
      result.reading.texts[draft.ordinal] = JudgedText(text: text, body: body, findings: findings)
      result.digests[draft.ordinal] = SHA256.digest(of: body.canonicalBytes())
      result.lengths[draft.ordinal] = text.utf8.count
    }
    // Where a fault hides the whole, something within it may still look like an answer with text around it.
    let isHidden = answer.items.isEmpty && answer.invalid.isEmpty && !parsed.repairs.isEmpty
    if parsed.value == nil || parsed.isPartial || isHidden {
      result.reading.reason = "malformed"
    } else if answer.missingSlots.isEmpty {
      result.reading.reason = "invalid_item"
    }
  }

  /// What the rules say of a draft's text.
  private func judge(_ body: JSON, of draft: StoredDraft, into result: inout Result) throws -> [Finding] {
    guard let pipeline = pipelines[draft.kind] else { return [] }
    var subject = try subjects.subject(body, kind: draft.kind, key: draft.key, in: store)
    subject.options = draft.options
    if let profile = similar.profile(ofKind: draft.kind) {
      let compared = ComparedBody(body, profile: profile, language: draft.key.language)
      subject.similar = try similar.find(compared, in: SimilarityPlace(draft), limit: 1)
      result.compared[draft.ordinal] = Compared(body: compared, hasTwin: !subject.similar.isEmpty)
    }
    return pipeline.judge(subject).findings
  }

  private func readAssessments(_ bytes: [UInt8], for call: CallRequest, into result: inout Result) {
    let answer = call.kind.readAssessment(arguments: bytes, slots: call.plan.slots.map(\.slot))
    for judgement in answer.judgements {
      guard let slot = call.plan.slots.first(where: { $0.slot == judgement.slot }) else { continue }
      result.reading.assessments[slot.ordinal] = DraftAssessment(
        passed: judgement.pass, explanation: judgement.explanation)
      result.lengths[slot.ordinal] = judgement.explanation.utf8.count + Self.bytesAroundAssessment
    }
    result.length = max(result.length, result.lengths.values.reduce(0, +))
  }

  /// What an assessment takes beside its explanation: names, quotes, slot and status.
  private static let bytesAroundAssessment = 50
}
