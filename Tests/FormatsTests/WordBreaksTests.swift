import Foundation
import Testing

@testable import Formats

@Suite struct WordBreaksTests {
  @Test(arguments: [
    ("zh", "我昨天去了银行。", 4...6), ("zh", "", 0...0), ("zh", "。，！", 0...0), ("zh-Hans", "不锈钢保温杯", 2...4),
    ("ja", "東京タワーに行きました。", 4...6), ("ja", "ありがとうございます", 1...5), ("th", "ฉันไปธนาคารเมื่อวานนี้", 4...6),
    ("zh", "买了iPhone和3个USB", 6...7), ("km", "ខ្ញុំទៅធនាគារ", 2...4), ("en", "It isn’t five words", 4...4),
    ("zh", "a\0b", 2...2),
  ])
  func `Words are those of the dictionary`(_ language: String, _ text: String, _ expected: ClosedRange<Int>) throws {
    #expect(expected.contains(try #require(WordBreaks.count(text, language: language))))
  }

  @Test func `A language that ICU does not know is broken by the general rules`() {
    #expect(WordBreaks.count("one two", language: "xx-no-such-language") == 2)
  }
}
