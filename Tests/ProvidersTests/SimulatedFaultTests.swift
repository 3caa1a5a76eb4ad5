import ContentModel
import Formats
import Providers
import Testing

/// Each fault at rate 1 shows, and nothing else does.
@Suite struct SimulatedFaultTests {
  static let batch = Samples.request(Samples.prompt(tool: "create_note_batch", slots: 3))
  static let good = ["s1", "s2", "s3"]

  private func slots(_ json: JSON?) -> [String] {
    items(json).map { $0["slot"]?.string ?? "" }
  }

  private func items(_ json: JSON?) -> [JSON] { json?["items"]?.array ?? [] }

  private func isGood(_ item: JSON) -> Bool {
    item["tags"]?.array?.count == 3 && Set(item["tags"]?.array ?? []).count == 3
      && item["text"]?.string?.hasSuffix("day.") == true && item["text"]?.string?.hasPrefix("Sure") == false
  }

  @Test(arguments: 1...20) func ruleFailureSpoilsEveryFirstDraft(seed: Int) async throws {
    let request = Samples.request(Samples.prompt(tool: "create_note_batch", slots: 3), seed: UInt64(seed))
    let (completion, json) = try await Samples.ask(Samples.provider([.ruleFailure: 1]), request)
    #expect(completion.finishReason == .toolCalls && slots(json) == Self.good)
    #expect(!items(json).contains(where: isGood))
  }

  @Test func ruleFailureComesInAllItsForms() async throws {
    let provider = try Samples.provider([.ruleFailure: 1])
    var forms: Set<String> = []
    for seed in 0..<40 {
      let (_, item) = try await Samples.ask(provider, Samples.request(Samples.prompt(), seed: UInt64(seed)))
      let text = item?["text"]?.string ?? ""
      let tags = item?["tags"]?.array ?? []
      if text.hasPrefix("```\n") { forms.insert("fence") }
      if text.hasPrefix("Sure, here is") { forms.insert("introduction") }
      if tags.count == 2 { forms.insert("element missing") }
      if tags.count == 3, Set(tags).count == 2 { forms.insert("element repeated") }
    }
    #expect(forms == ["fence", "introduction", "element missing", "element repeated"])
  }

  @Test func regenerationsHaveARateOfTheirOwn() async throws {
    let draft = [ChatMessage(.user, "Write one."), ChatMessage(.assistant, "{}")]
    let again = Samples.request(Samples.prompt(before: draft))
    let (_, kept) = try await Samples.ask(Samples.provider([.ruleFailure: 1]), again)
    #expect(kept.map(isGood) == true)
    let (_, spoiled) = try await Samples.ask(Samples.provider([.regenerationFailure: 1]), again)
    #expect(spoiled.map(isGood) == false)
    let (_, first) = try await Samples.ask(
      Samples.provider([.regenerationFailure: 1]), Samples.request(Samples.prompt()))
    #expect(first.map(isGood) == true)
  }

  @Test func failedAssessmentSaysWhy() async throws {
    let request = Samples.request(Samples.prompt(tool: "assess_note_batch", slots: 2))
    let (_, json) = try await Samples.ask(Samples.provider([.failedAssessment: 1]), request)
    #expect(
      json == [
        "assessments": [
          ["slot": "s1", "status": "fail", "explanation": "The note is dull."],
          ["slot": "s2", "status": "fail", "explanation": "The note is dull."],
        ]
      ])
  }

  @Test(arguments: [
    (SimulatedFault.missingSlot, [String]()),
    (.repeatedSlot, ["s1", "s1", "s2", "s2", "s3", "s3"]),
    (.extraSlot, ["s1", "s2", "s3", "x4"]),
  ])
  func slotFaults(fault: SimulatedFault, expected: [String]) async throws {
    let (completion, json) = try await Samples.ask(Samples.provider([fault: 1]), Self.batch)
    #expect(completion.finishReason == .toolCalls)
    #expect(slots(json) == expected)
    #expect(items(json).allSatisfy(isGood))
  }

  @Test(arguments: 1...20) func shuffledSlotsAreNeverInOrder(seed: Int) async throws {
    let request = Samples.request(Samples.prompt(tool: "create_note_batch", slots: 3), seed: UInt64(seed))
    let (_, json) = try await Samples.ask(Samples.provider([.shuffledSlots: 1]), request)
    #expect(slots(json) != Self.good && slots(json).sorted() == Self.good)
  }

  @Test(arguments: [SimulatedFault.missingSlot, .repeatedSlot, .extraSlot, .shuffledSlots])
  func slotFaultsLeaveSingleCallsAlone(fault: SimulatedFault) async throws {
    let (_, item) = try await Samples.ask(Samples.provider([fault: 1]), Samples.request(Samples.prompt()))
    #expect(item.map(isGood) == true)
  }

  @Test(arguments: 1...30) func truncationEndsTheArgumentsEarly(seed: Int) async throws {
    let request = Samples.request(Samples.prompt(tool: "create_note_batch", slots: 3), seed: UInt64(seed))
    let (completion, json) = try await Samples.ask(Samples.provider([.truncation: 1]), request)
    #expect(completion.finishReason == .length)
    #expect(json == nil)
    #expect(completion.usage?.output == ((completion.arguments?.count ?? 0) + 3) / 4)
  }

  @Test(arguments: 1...30) func malformedArgumentsAreNoJSON(seed: Int) async throws {
    let request = Samples.request(Samples.prompt(tool: "create_note_batch", slots: 3), seed: UInt64(seed))
    let (completion, json) = try await Samples.ask(Samples.provider([.malformed: 1]), request)
    #expect(completion.finishReason == .toolCalls)
    #expect(completion.arguments != nil && json == nil)
  }

  @Test func refusalHasNoArguments() async throws {
    let (completion, _) = try await Samples.ask(Samples.provider([.refusal: 1]), Self.batch)
    #expect(completion.finishReason == .stop && completion.arguments == nil)
    #expect(completion.refusal == "I’m sorry, but I can’t help with that request.")
    #expect(completion.usage?.output == 12)
  }

  @Test func contentFilterHasNoArguments() async throws {
    let (completion, _) = try await Samples.ask(Samples.provider([.contentFilter: 1]), Self.batch)
    #expect(completion.finishReason == .contentFilter && completion.arguments == nil && completion.refusal == nil)
  }

  @Test func halfABodyIsUnreadable() async throws {
    let answer = try await Samples.provider([.brokenBody: 1]).send(Self.batch)
    #expect(answer.status == 200)
    #expect(answer.header("Content-Length").flatMap(Int.init).map { $0 / 2 } == answer.body.count)
    #expect(throws: JSONError.self) { try JSON.parse(answer.body) }
  }

  @Test func serverErrorsAreOfBothKinds() async throws {
    let provider = try Samples.provider([.serverError: 1])
    var statuses: Set<Int> = []
    for seed in 0..<20 {
      var request = Self.batch
      request.seed = UInt64(seed)
      statuses.insert(try await provider.send(request).status)
    }
    #expect(statuses == [500, 503])
  }

  @Test func rateLimitNamesItsWait() async throws {
    let answer = try await Samples.provider([.rateLimit: 1]).send(Self.batch)
    #expect(answer.status == 429 && answer.header("Retry-After") == "1")
  }

  /// At a tenth each, each comes about as often as told.
  @Test func ratesAreKept() async throws {
    let provider = try Samples.provider([.refusal: 0.1, .truncation: 0.3])
    var counts: [ChatCompletion.FinishReason: Int] = [:]
    for seed in 0..<1000 {
      let (completion, _) = try await Samples.ask(provider, Samples.request(Samples.prompt(), seed: UInt64(seed)))
      counts[completion.finishReason, default: 0] += 1
    }
    #expect((70...130).contains(counts[.stop] ?? 0))
    // A call that is refused shows no second fault: 0.3 x 0.9.
    #expect((220...320).contains(counts[.length] ?? 0))
  }
}
