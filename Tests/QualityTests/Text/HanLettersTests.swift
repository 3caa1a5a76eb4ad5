import Testing

@testable import Quality

@Suite struct HanLettersTests {
  @Test func `Letters belong to one language or to both`() {
    func owners(_ letters: String) -> [UInt8] { letters.unicodeScalars.map(HanLetters.owner) }
    #expect(owners("这个說們") == [1, 1, 1, 1])
    #expect(owners("気図実込") == [2, 2, 2, 2])
    // Both write them; names keep old forms.
    #expect(owners("日本学國應点會").prefix(6) == [0, 0, 0, 0, 0, 0])
    #expect(owners("a\u{3042}\u{20000}一\u{9FFF}") == [0, 0, 0, 0, 0])
  }

  @Test(arguments: [
    ("業務用電気湯沸器大容量真空断熱保温", "ja", true), ("东京都中央区日本桥本町一丁目", "zh", true),
    ("東京都中央區日本橋本町一丁目", "zh", true), ("東京都中央日本橋本町一丁目", "zh", false),
    ("你说他的気", "zh", true), ("コーヒー", "ja", true),
  ])
  func `A text without kana is certain only by letters of one`(_ text: String, _ language: String, _ isCertain: Bool) {
    let guess = LanguageGuess(WordText(text))
    #expect(guess.language == language && (guess.margin >= 0.2) == isCertain, "\(guess)")
  }
}
