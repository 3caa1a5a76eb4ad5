import ContentModel
import Formats
import Providers
import Testing

/// The tokens that the simulated provider counts, and its prompt cache.
@Suite struct UsageTests {
  @Test func inputIsAQuarterOfTheCharactersOfMessagesAndTool() async throws {
    let prompt = Samples.prompt(system: "Füße")
    let characters =
      prompt.messages.reduce(0) { $0 + $1.content.count } + prompt.tool.name.count + prompt.tool.description.count
      + Samples.parameters.text.count
    let (completion, _) = try await Samples.ask(Samples.provider(), Samples.request(prompt))
    #expect(completion.usage?.input == (characters + 3) / 4)
    #expect(completion.usage?.output == ((completion.arguments?.count ?? 0) + 3) / 4)
    #expect(completion.usage?.cachedInput == 0)
  }

  /// Two prompts that share so many characters at their beginning.
  @Test(arguments: [(4095, 0), (4096, 1024), (4500, 1024), (4608, 1152), (9000, 2176)])
  func theSharedBeginningComesFromTheCacheInBlocks(shared: Int, cached: Int) async throws {
    let provider = try Samples.provider()
    let tool = Samples.prompt().tool
    let before = tool.name.count + tool.description.count + Samples.parameters.text.count
    func cachedTokens(_ ending: String) async throws -> Int? {
      let system = String(repeating: "x", count: shared - before) + String(repeating: ending, count: 3000)
      let (completion, _) = try await Samples.ask(provider, Samples.request(Samples.prompt(system: system)))
      return completion.usage?.cachedInput
    }
    #expect(try await cachedTokens("a") == 0)
    #expect(try await cachedTokens("b") == cached)
    #expect(try await cachedTokens("a") ?? 0 >= (shared + 3000) / 4 / 128 * 128)
  }

  @Test func shortPromptsAreNeverCached() async throws {
    let provider = try Samples.provider()
    for _ in 0..<3 {
      let (completion, _) = try await Samples.ask(provider, Samples.request(Samples.prompt()))
      #expect(completion.usage?.cachedInput == 0)
    }
  }

  @Test func errorsCostNothing() async throws {
    let answer = try await Samples.provider([.serverError: 1]).send(Samples.request(Samples.prompt()))
    #expect(!String(decoding: answer.body, as: UTF8.self).contains("usage"))
  }
}
