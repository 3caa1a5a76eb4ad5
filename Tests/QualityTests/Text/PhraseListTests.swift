import Testing

@testable import Quality

@Suite struct PhraseListTests {
  private func first(_ phrases: [String], _ text: String) -> String? {
    PhraseList(phrases).first(in: Folding.searchable(text))
  }

  @Test func wholeWords() {
    #expect(first(["as an ai"], "Speaking as an AI, no.") == "as an ai")
    #expect(first(["as an ai"], "as an aid") == nil)
    #expect(first(["as an ai"], "Dallas an ai") == nil)
    #expect(first(["as an ai"], "as an ai") == "as an ai")
  }

  @Test func beginnings() {
    #expect(first(["distraktor*"], "Die Distraktoren") == "distraktor")
    #expect(first(["distraktor"], "Die Distraktoren") == nil)
  }

  @Test func otherScripts() {
    #expect(first(["作为ai"], "我作为AI不能") == "作为ai")
  }

  @Test("the earliest one in the text comes first")
  func order() {
    #expect(first(["second", "first"], "the first and the second") == "first")
  }

  @Test("nothing is found in nothing, and an empty phrase never")
  func empty() {
    #expect(first(["a"], "") == nil)
    #expect(first(["", "*", " \u{200B}"], "a b") == nil)
  }
}
