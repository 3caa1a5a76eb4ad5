import ContentModel
import Testing

@Suite struct SelectionTests {
  private let key = Key(section: "passiv", topic: "freizeit_10_wochenende", language: "de")

  private func matches(_ selection: Selection) -> Bool {
    selection.matches(kind: "gap_fill_exercise", level: "B2", key: key)
  }

  @Test(arguments: [
    (Selection(), true), (Selection(sections: ["passiv"]), true), (Selection(sections: ["pass*"]), true),
    (Selection(sections: ["Passiv"]), false), (Selection(sections: ["genitiv", "passiv"]), true),
    (Selection(sections: ["genitiv"]), false), (Selection(topics: ["freizeit_*"]), true),
    (Selection(topics: ["alltag_*", "*_wochenende"]), true), (Selection(topics: ["alltag_*"]), false),
    (Selection(skus: ["*"]), false), (Selection(languages: ["d?"]), true), (Selection(languages: ["en"]), false),
    (Selection(kinds: ["gap_fill_*"]), true), (Selection(kinds: ["micro_lesson"]), false),
    (Selection(levels: ["B[12]"]), true), (Selection(levels: ["A?"]), false),
    (Selection(sections: ["passiv"], languages: ["en"]), false),
    (Selection(sections: ["p*"], topics: ["*"], languages: ["de"], kinds: ["*"], levels: ["*"]), true),
    (Selection(sections: [""]), false),
  ])
  func anyPatternOfEachField(selection: Selection, isSelected: Bool) {
    #expect(matches(selection) == isSelected)
  }

  @Test func whatIsMissingMatchesNoPattern() {
    let selection = Selection(topics: ["*"])
    #expect(!selection.matches(kind: "k", level: "", key: Key(section: "s", language: "de")))
    #expect(Selection(levels: [""]).matches(kind: "k", level: "", key: Key(section: "s", language: "de")))
  }

  /// Plain names take a shorter way, which must not be another one.
  @Test(arguments: ["a", "", "ü", "a b", "[a", "a\\", "\\a", "a*", "?", "[ab]", "u\u{308}"])
  func oneByOneAndTogetherIsTheSame(pattern: String) {
    for text in ["a", "", "ü", "u\u{308}", "a b", "[a", "a\\", "\\a", "ab", "b"] {
      #expect(Selection.any(of: [pattern], match: text) == GlobPattern(pattern).matches(text))
    }
  }

  @Test func everythingIsWhatLeavesNothingOut() {
    #expect(Selection().isEverything)
    #expect(!Selection(skus: ["*"]).isEverything)
    #expect(Selection.any(of: [], match: nil))
    #expect(!Selection.any(of: ["*"], match: nil))
  }

  @Test(arguments: [
    (Selection(), "everything"), (Selection(sections: ["passiv"], languages: ["de"]), "--section passiv --language de"),
    (
      Selection(sections: ["a", "b*"], topics: ["t"], skus: ["s"], languages: ["de"], kinds: ["k"], levels: ["A1"]),
      "--section a --section b* --topic t --sku s --language de --kind k --level A1"
    ),
  ])
  func selectionsReadLikeOptions(selection: Selection, text: String) {
    #expect(selection.description == text)
  }
}
