/// Words and phrases that are looked for in texts, as whole words, without regard to case and form.
///
/// Accents count: `ano` is not found in `año`. A spelling that ends in `*` is found at the beginning of a longer word
/// too. A spelling with letters of a language that does not write words apart (Chinese, Japanese, Thai) is found
/// anywhere. Linear in the text for words with different beginnings.
struct WordList: Sendable {
  private struct Phrase: Sendable {
    let spelling: String
    let words: [Substring]
    let endsInPrefix: Bool
  }

  private var phrases: [Phrase] = []
  /// Phrases by their first word, unless that is a beginning only.
  private var byFirstWord: [Substring: [Int]] = [:]
  /// Phrases of one word that is a beginning, by their first character.
  private var byFirstCharacter: [Character: [Int]] = [:]
  /// Of unspaced languages: as spelled and as bytes.
  private var unspaced: [(spelling: String, bytes: [UInt8])] = []

  init(_ spellings: [String]) {
    for spelling in spellings {
      let endsInPrefix = spelling.hasSuffix("*")
      let shown = endsInPrefix ? String(spelling.dropLast()) : spelling
      let text = WordText(shown)
      guard let first = text.words.first else { continue }
      if text.lowered.unicodeScalars.contains(where: Script.isUnspaced) {
        unspaced.append((shown, text.bytes))
        continue
      }
      if endsInPrefix, text.words.count == 1 {
        byFirstCharacter[first.first ?? " ", default: []].append(phrases.count)
      } else {
        byFirstWord[first, default: []].append(phrases.count)
      }
      phrases.append(Phrase(spelling: shown, words: text.words, endsInPrefix: endsInPrefix))
    }
  }

  var isEmpty: Bool { phrases.isEmpty && unspaced.isEmpty }

  /// The first phrase that a text holds, as the list spells it, or nil; those of unspaced languages come last.
  func first(in text: WordText) -> String? { found(in: text, most: 1).first }

  /// The phrases that a text holds, each once, as the list spells it.
  func all(in text: WordText) -> [String] { found(in: text, most: .max) }

  private func found(in text: WordText, most: Int) -> [String] {
    var found: [String] = []
    func note(_ spelling: String) { if !found.contains(spelling) { found.append(spelling) } }
    if !phrases.isEmpty {
      let words = text.words
      for (index, word) in words.enumerated() where found.count < most {
        for phrase in byFirstWord[word] ?? [] where matches(phrases[phrase], words, index) {
          note(phrases[phrase].spelling)
        }
        guard !byFirstCharacter.isEmpty, let first = word.first else { continue }
        for phrase in byFirstCharacter[first] ?? [] where matches(phrases[phrase], words, index) {
          note(phrases[phrase].spelling)
        }
      }
    }
    guard !unspaced.isEmpty, found.count < most else { return Array(found.prefix(most)) }
    for phrase in unspaced where found.count < most && Self.holds(text.bytes, phrase.bytes) { note(phrase.spelling) }
    return Array(found.prefix(most))
  }

  private func matches(_ phrase: Phrase, _ words: [Substring], _ start: Int) -> Bool {
    let end = start + phrase.words.count
    guard end <= words.count else { return false }
    let whole = phrase.endsInPrefix ? end - 1 : end
    for index in start..<whole where words[index] != phrase.words[index - start] { return false }
    return !phrase.endsInPrefix || words[end - 1].hasPrefix(phrase.words[phrase.words.count - 1])
  }

  private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, text.count >= part.count else { return false }
    return text.withUnsafeBufferPointer { text in
      for start in 0...(text.count - part.count) where text[start] == first {
        if part.indices.allSatisfy({ text[start + $0] == part[$0] }) { return true }
      }
      return false
    }
  }
}
