import ContentModel
import ContentStore
import Formats
import Generation
import Providers
import Testing

/// Simulated text that comes from an endpoint: the store knows of it, however the answer got there.
@Suite struct SimulatedTextTests {
  /// The simulated provider under another name, as a server would be.
  private struct Elsewhere: Provider {
    let base: any Provider
    let name = "openai"

    func send(_ request: CompletionRequest) async throws -> RawAnswer { try await base.send(request) }
  }

  @Test func anAnswerMarksTheStore() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,1,1"])
    #expect(try bench.store.read { try $0.holdsSimulatedText() } == false)
    let filled = try await bench.fill(wrapping: { Elsewhere(base: $0) })
    #expect(filled.end.exitCode == .done)
    #expect(try bench.store.read { try $0.holdsSimulatedText() })
  }

  /// The process died between storing and reading; the next one sends nothing.
  @Test func anAnswerThatIsReadLaterMarksTheStore() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,1,1"])
    let configuration = try bench.configuration()
    do {
      let context = try bench.context(configuration, wrapping: { Elsewhere(base: $0) })
      let begun = try await context.begin(
        bench.request(), configuration: configuration, stop: FillStop(), onProgress: { _ in })
      #expect(begun != nil)
    }
    let body: JSON = [
      "choices": [["finish_reason": "stop", "message": ["content": "{}"]]], "system_fingerprint": "simulated",
      "usage": ["prompt_tokens": 10, "completion_tokens": 1],
    ]
    try await bench.store.write { transaction in
      let run = try transaction.run(named: "last").id
      let attempt = NewAttempt(
        uuid: "call-1", run: run, role: .generation, provider: "openai", model: "simulated-1", promptHash: "hash",
        slots: [(1, "s1")], worstCase: .zero, inputTokensSingle: 10)
      let row = try #require(try transaction.reserve(attempt))
      try transaction.storeAnswer(
        ofAttempt: row, status: 200, headers: "", body: StoredBytes(Array(body.text.utf8)))
    }
    let stop = FillStop()
    stop.request()
    let resumed = try await bench.resume(stop: stop, wrapping: { Elsewhere(base: $0) })
    #expect(resumed.end.exitCode == .interrupted)
    #expect(try bench.log.calls.isEmpty)
    #expect(try bench.store.read { try $0.holdsSimulatedText() })
  }
}
