import ContentModel
import ContentStore
import Formats
import Prompts
import Providers

/// A call of a run, as it will be sent.
struct CallRequest: Sendable {
  var plan: CallPlan
  /// The call's drafts, in the order of its slots.
  var drafts: [StoredDraft]
  var kind: Kind
  var section: Section
  var request: CompletionRequest
  /// Estimated input tokens, the tool's schema included.
  var inputTokens: Int
  /// Tokens that the call is expected to use, input and output.
  var tokensExpected: Int
  /// The input tokens of its drafts one a call.
  var inputTokensSingle: Int
  /// Whether it is a line of a batch job, which has a price of its own.
  var isBatch = false

  /// Renders the prompt of a call.
  init(
    _ plan: CallPlan, drafts: [StoredDraft], run: Int64, context: FillContext, configuration: FillConfiguration
  ) throws {
    guard let first = drafts.first, let kind = context.kinds[first.kind] else {
      throw DraftWithoutPlace(place: "kind \(drafts.first?.kind ?? "-")")
    }
    guard let section = context.catalogue.sections[first.key.section] else {
      throw DraftWithoutPlace(place: "section \(first.key.section)")
    }
    self.plan = plan
    self.drafts = drafts
    self.kind = kind
    self.section = section
    let slots = zip(plan.slots, drafts).map { Self.slot($0.slot, $1, context.catalogue) }
    let place = RejectionPlace(kind: first.kind, section: first.key.section, language: first.key.language)
    let rejections = context.rejections[place] ?? RejectionReasons()
    let prompt = try Self.prompt(plan.role, kind, section, slots, drafts, rejections)
    let output = kind.settings.outputEstimate(role: plan.role, items: drafts.count)
    request = CompletionRequest(
      model: configuration.model, prompt: prompt, temperature: kind.settings.temperatures[plan.role],
      maxOutputTokens: min(output.worstCase, configuration.modelOutputLimit), seed: Self.seed(run, plan, first),
      deadline: .seconds(configuration.softDeadline), hardDeadline: .seconds(configuration.deadline), callID: "")
    inputTokens = Self.tokens(of: prompt)
    tokensExpected = inputTokens + output.expected
    inputTokensSingle =
      drafts.count == 1
      ? inputTokens
      : try zip(slots, drafts).reduce(0) {
        try $0 + Self.tokens(of: Self.prompt(plan.role, kind, section, [$1.0], [$1.1], rejections))
      }
  }

  /// The slot of a draft, as prompts and assembly need it.
  func slotRequest(at index: Int, catalogue: Catalogue) -> Prompts.SlotRequest {
    Self.slot(plan.slots[index].slot, drafts[index], catalogue)
  }

  private static func slot(_ name: String, _ draft: StoredDraft, _ catalogue: Catalogue) -> Prompts.SlotRequest {
    Prompts.SlotRequest(
      slot: name, topic: draft.key.topic.flatMap { catalogue.topics[$0] },
      sku: draft.key.sku.flatMap { catalogue.skus[$0] }, options: draft.options.object ?? JSON.Object())
  }

  private static func prompt(
    _ role: Role, _ kind: Kind, _ section: Section, _ slots: [Prompts.SlotRequest], _ drafts: [StoredDraft],
    _ rejections: RejectionReasons
  ) throws -> Prompt {
    let language = drafts[0].key.language
    switch role {
    case .generation:
      return try kind.generationPrompt(section: section, language: language, slots: slots, rejections: rejections)
    case .assessment:
      let items = zip(slots, drafts).map { AssessmentRequest(request: $0, body: $1.body ?? .null) }
      return try kind.assessmentPrompt(section: section, language: language, items: items)
    case .regeneration:
      let history = drafts[0].turns.map {
        RegenerationTurn(draft: .raw($0.text), critique: $0.critique, findings: $0.findings)
      }
      return try kind.regenerationPrompt(
        section: section, language: language, slot: slots[0], history: history, rejections: rejections)
    }
  }

  /// Characters / 4 of messages and schema, rounded up.
  static func tokens(of prompt: Prompt) -> Int {
    var schema: [UInt8] = []
    prompt.tool.parameters.write(to: &schema)
    let characters = prompt.messages.reduce(Self.characters(of: schema)) { $0 + Self.characters(of: $1.content.utf8) }
    return TokenUsage.estimate(characters: characters)
  }

  /// Scalars, that is bytes that continue none: the same as characters for all but combined ones, in a hundredth of the
  /// time.
  private static func characters(of text: some Sequence<UInt8>) -> Int {
    text.withContiguousStorageIfAvailable { $0.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
      ?? text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// The same call of the same run gives the same seed, so that a rehearsal can be repeated; no two calls share one.
  private static func seed(_ run: Int64, _ plan: CallPlan, _ first: StoredDraft) -> UInt64 {
    UInt64(bitPattern: run) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(plan.id) << 32 ^ UInt64(first.ordinal) << 8
      ^ UInt64(first.asked)
  }
}
