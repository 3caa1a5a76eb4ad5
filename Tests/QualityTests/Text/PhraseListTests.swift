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

  @Test func `A phrase of two parts wants both in one sentence, not far apart`() {
    let list = ["here* … text|two words"]
    #expect(first(list, "Here's the longer text.") == "here")
    #expect(first(list, "Here are two words") == "here")
    #expect(first(list, "Here it is. The text is long.") == nil)
    #expect(first(list, "Here! Text") == nil)
    #expect(first(list, "Here are the texts") == nil)
    #expect(first(list, "Here is " + String(repeating: "so ", count: 20) + "much text") == nil)
    #expect(first(["这是 … 练习"], "好,这是您要的练习。") == "这是")
    #expect(first(["这是 … 练习"], "这是茶。练习") == nil)
  }

  @Test func `A phrase for the end is found nowhere else`() {
    #expect(first(["it helps$"], "I hope it helps!\u{201D}") == "it helps")
    #expect(first(["it helps$"], "I hope it helps. Ana") == nil)
    #expect(first(["有帮助$"], "希望有帮助。") == "有帮助")
    #expect(first(["有帮助$"], "有帮助的书") == nil)
    #expect(first(["$"], "5 $") == "$")
  }

  @Test func `What is excepted is not looked for`() {
    let list = PhraseList(["json schema", "here … text"], besides: ["JSON  Schema", "here"])
    #expect(list.first(in: Folding.searchable("JSON schema, here the text")) == nil)
  }
}
