import ContentModel
import Formats
import Providers
import Synchronization
import Testing
import World

@Suite struct SimulatedProviderTests {
  @Test func oneSlotIsAnsweredWithTheLeanItemItself() async throws {
    let (completion, item) = try await Samples.ask(Samples.provider(), Samples.request(Samples.prompt()))
    #expect(completion.finishReason == .toolCalls)
    #expect(completion.tool == "create_note")
    #expect(item?.object?.names == ["text", "tags", "level"])
    #expect(item?["level"] == 2)
    #expect(item?["text"]?.string?.contains("{") == false)
  }

  @Test func severalSlotsAreAnsweredByTheirIdentifiers() async throws {
    let prompt = Samples.prompt(tool: "create_note_batch", slots: 4)
    let (_, answer) = try await Samples.ask(Samples.provider(), Samples.request(prompt))
    let items = answer?["items"]?.array ?? []
    #expect(items.map { $0["slot"]?.string } == ["s1", "s2", "s3", "s4"])
    #expect(Set(items.map { $0["text"]?.string }).count == 4)
  }

  @Test func assessmentsPassWithoutFaults() async throws {
    let provider = try Samples.provider()
    let (_, one) = try await Samples.ask(provider, Samples.request(Samples.prompt(tool: "assess_note")))
    #expect(one == ["status": "pass", "explanation": ""])
    let (_, two) = try await Samples.ask(provider, Samples.request(Samples.prompt(tool: "assess_note_batch", slots: 2)))
    #expect(
      two == [
        "assessments": [
          ["slot": "s1", "status": "pass", "explanation": ""], ["slot": "s2", "status": "pass", "explanation": ""],
        ]
      ])
  }

  @Test func theSameSeedsGiveTheSameBytes() async throws {
    let faults = Dictionary(uniqueKeysWithValues: SimulatedFault.allCases.map { ($0, 0.2) })
    func bodies(seed: UInt64) async throws -> [[UInt8]] {
      let provider = try Samples.provider(faults, seed: seed)
      var bodies: [[UInt8]] = []
      for call in 0..<30 {
        let prompt = Samples.prompt(tool: "create_note_batch", slots: 2 + call % 3)
        bodies.append(try await provider.send(Samples.request(prompt, seed: UInt64(call))).body)
      }
      return bodies
    }
    #expect(try await bodies(seed: 5) == bodies(seed: 5))
    #expect(try await bodies(seed: 5) != bodies(seed: 6))
  }

  @Test func nothingIsRepeatedWhileThereIsAChoice() async throws {
    let provider = try Samples.provider()
    var texts: [String] = []
    for call in 0..<24 {
      let (_, item) = try await Samples.ask(provider, Samples.request(Samples.prompt(), seed: UInt64(call)))
      texts.append(item?["text"]?.string ?? "")
    }
    // Four people and three things: twelve notes, each once in the first round and once in the second.
    #expect(Set(texts.prefix(12)).count == 12)
    #expect(Set(texts.suffix(12)).count == 12)
  }

  @Test func theAnswerEndsAtTheOutputLimit() async throws {
    let prompt = Samples.prompt(tool: "create_note_batch", slots: 5)
    let provider = try Samples.provider()
    let (completion, json) = try await Samples.ask(provider, Samples.request(prompt, maxOutputTokens: 20))
    #expect(completion.finishReason == .length)
    #expect(completion.arguments?.count == 80)
    #expect(completion.usage?.output == 20)
    #expect(json == nil)
  }

  @Test func latencyIsSpreadEvenlyAroundItsMean() async throws {
    let waits = Mutex<[Duration]>([])
    let world = Samples.world(sleep: { wait in waits.withLock { $0.append(wait) } })
    let provider = try Samples.provider(latency: 500, jitter: 0.2, world: world)
    for seed in 0..<200 { _ = try await provider.send(Samples.request(Samples.prompt(), seed: UInt64(seed))) }
    let all = waits.withLock { $0 }
    #expect(all.count == 200)
    #expect(all.allSatisfy { $0 >= .milliseconds(400) && $0 <= .milliseconds(600) })
    #expect((all.min() ?? .zero) < .milliseconds(420) && (all.max() ?? .zero) > .milliseconds(580))
  }

  @Test func aDeadlineEndsTheWait() async throws {
    let waits = Mutex<[Duration]>([])
    let world = Samples.world(sleep: { wait in waits.withLock { $0.append(wait) } })
    let provider = try Samples.provider(latency: 500, world: world)
    var request = Samples.request(Samples.prompt())
    request.deadline = .milliseconds(499)
    await #expect(throws: ProviderError(.timeout, provider: "simulated")) { try await provider.send(request) }
    request.deadline = .milliseconds(500)
    #expect(try await provider.send(request).status == 200)
    #expect(waits.withLock { $0 } == [.milliseconds(499), .milliseconds(500)])
  }

  /// An error status reaches no model: there is nothing to wait for, and no deadline that could come before it.
  @Test(arguments: [SimulatedFault.serverError, .rateLimit]) func anErrorStatusComesAtOnce(
    fault: SimulatedFault
  ) async throws {
    let world = Samples.world(sleep: { _ in Issue.record("it waited") })
    let provider = try Samples.provider([fault: 1], latency: 500, world: world)
    var request = Samples.request(Samples.prompt())
    request.deadline = .milliseconds(1)
    #expect(try await provider.send(request).status >= 429)
    // Nor does a prompt that nobody can read.
    request.prompt.messages = []
    #expect(try await provider.send(request).status == 400)
  }

  @Test func cancellationPassesThrough() async throws {
    let world = Samples.world(sleep: { try await Task.sleep(for: $0) })
    let provider = try Samples.provider(latency: 60_000, world: world)
    let task = Task { try await provider.send(Samples.request(Samples.prompt())) }
    task.cancel()
    await #expect(throws: CancellationError.self) { _ = try await task.value }
  }

  @Test func whatCannotBeAnsweredSaysWhy() async throws {
    let provider = try Samples.provider()
    func problem(_ prompt: Prompt) async throws -> String? {
      do {
        _ = try ChatCompletion.read(try await provider.send(Samples.request(prompt)), from: "simulated")
        return nil
      } catch let error as ProviderError {
        #expect(error.kind == .badRequest && error.advice == .never)
        return error.message
      }
    }
    let start = "simulated does not take the request (HTTP 400): the simulated provider cannot answer: "
    #expect(
      try await problem(Samples.prompt(tool: "bake_note")) == start
        + "the tool bake_note is neither create_… nor assess_…")
    #expect(
      try await problem(Samples.prompt(section: "numbers")) == start
        + "there is no material of the kind note for numbers / art_01_paint")
    #expect(
      try await problem(Samples.prompt(tool: "create_poem")) == start
        + "there is no material of the kind poem for colours / art_01_paint")
    var prompt = Samples.prompt()
    prompt.messages = [ChatMessage(.user, "Write.")]
    #expect(try await problem(prompt) == start + "the last user message has no ```json block")
  }
}
