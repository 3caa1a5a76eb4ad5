/// Phrases that are looked for in searchable texts (see ``Folding/searchable(_:)``), all in one pass.
///
/// A phrase is found as whole words: `TODO` is not found in `Todoist`. One that ends in `*` is found at the beginning
/// of a longer word too. Where a phrase begins or ends in something other than an ASCII letter or digit, as in
/// Chinese, its surroundings do not matter there. Spaces in a phrase match any run of spaces. Finding takes time
/// linear in the text for phrases with different beginnings.
struct PhraseList: Sendable {
  private struct Phrase: Sendable {
    let spelling: String
    let bytes: [UInt8]
    let endsAtWord: Bool
  }

  private let phrases: [Phrase]
  /// For each first byte the phrases that begin with it.
  private let byFirstByte: [[Int]]

  init(_ spellings: [String]) {
    var phrases: [Phrase] = []
    var byFirstByte = [[Int]](repeating: [], count: 256)
    for spelling in spellings {
      let isPrefix = spelling.hasSuffix("*")
      let bytes = Folding.searchable(Folding.key(isPrefix ? String(spelling.dropLast()) : spelling))
      guard let first = bytes.first, let last = bytes.last else { continue }
      byFirstByte[Int(first)].append(phrases.count)
      phrases.append(
        Phrase(
          spelling: isPrefix ? String(spelling.dropLast()) : spelling, bytes: bytes,
          endsAtWord: !isPrefix && Self.isASCIIWord(last)))
    }
    self.phrases = phrases
    self.byFirstByte = byFirstByte
  }

  /// The first phrase that a text holds, as the list spells it, or nil.
  func first(in text: [UInt8]) -> String? {
    text.withUnsafeBufferPointer { text in
      byFirstByte.withUnsafeBufferPointer { byFirstByte in
        var previousIsWord = false
        for start in 0..<text.count {
          let byte = text[start]
          let isWord = Self.isASCIIWord(byte)
          defer { previousIsWord = isWord }
          if isWord && previousIsWord { continue }
          for index in byFirstByte[Int(byte)] where matches(phrases[index], text, start) {
            return phrases[index].spelling
          }
        }
        return nil
      }
    }
  }

  private func matches(_ phrase: Phrase, _ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    let end = start + phrase.bytes.count
    guard end <= text.count else { return false }
    for offset in 1..<max(1, phrase.bytes.count) where text[start + offset] != phrase.bytes[offset] { return false }
    return !phrase.endsAtWord || end == text.count || !Self.isASCIIWord(text[end])
  }

  private static func isASCIIWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
