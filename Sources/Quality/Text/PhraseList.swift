/// Phrases that are looked for in searchable texts (see ``Folding/searchable(_:)``), all in one pass.
///
/// A phrase is found as whole words: `TODO` is not found in `Todoist`. One that ends in `*` is found at the beginning
/// of a longer word too. Where a phrase begins or ends in something other than an ASCII letter or digit, as in
/// Chinese, its surroundings do not matter there. Spaces in a phrase match any run of spaces.
///
/// `here … text|exercise` is `here` with one of the other two after it in the same sentence, at most 60 bytes on; it is named
/// by its beginning. A phrase that ends in `$` is found where nothing but marks follows. Finding takes time linear in the text
/// for phrases with different beginnings.
struct PhraseList: Sendable {
  /// What has to stand at a place of the text.
  private struct Part: Sendable {
    let bytes: [UInt8]
    let endsAtWord: Bool

    /// Nil where nothing is left to look for.
    init?(_ spelling: String) {
      let isPrefix = spelling.hasSuffix("*")
      bytes = Folding.searchable(Folding.key(isPrefix ? String(spelling.dropLast()) : spelling))
      guard let last = bytes.last else { return nil }
      endsAtWord = !isPrefix && PhraseList.isASCIIWord(last)
    }

    /// Where it ends in a text, or nil where it does not stand at a place.
    func end(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
      let end = start + bytes.count
      guard end <= text.count else { return nil }
      for offset in bytes.indices where text[start + offset] != bytes[offset] { return nil }
      return !endsAtWord || end == text.count || !PhraseList.isASCIIWord(text[end]) ? end : nil
    }
  }

  private struct Phrase: Sendable {
    let spelling: String
    let head: Part
    /// One of them has to follow in the sentence; none: nothing has to.
    let tails: [Part]
    let isLast: Bool
  }

  /// A phrase by its first four bytes at most, read as one number: nearly all are passed over by looking at it.
  private struct Entry: Sendable {
    let beginning: UInt32
    let mask: UInt32
    let phrase: Int
  }

  private let phrases: [Phrase]
  /// Sorted by their first byte.
  private let entries: [Entry]
  /// Where in the entries those of each first byte begin, and of the last of them the end.
  private let places: [Int]

  /// - Parameter exceptions: Phrases that are not looked for, as they are named, without regard to case.
  init(_ spellings: [String], besides exceptions: [String] = []) {
    let excepted = Set(exceptions.map { Folding.searchable(Folding.key($0)) })
    var phrases: [Phrase] = []
    var byFirstByte = [[Entry]](repeating: [], count: 256)
    for spelling in spellings {
      let isLast = spelling.hasSuffix("$") && spelling.count > 1
      let parts = Self.split(isLast ? String(spelling.dropLast()) : spelling)
      let name = parts.head.hasSuffix("*") ? String(parts.head.dropLast()) : parts.head
      guard let head = Part(parts.head), let first = head.bytes.first, !excepted.contains(Self.bytes(name)) else {
        continue
      }
      let mask = UInt32.max << (8 * UInt32(4 - min(head.bytes.count, 4)))
      let beginning = head.bytes.withUnsafeBufferPointer { Self.fourBytes($0, at: 0) }
      byFirstByte[Int(first)].append(Entry(beginning: beginning, mask: mask, phrase: phrases.count))
      phrases.append(Phrase(spelling: name, head: head, tails: parts.tails.compactMap(Part.init), isLast: isLast))
    }
    self.phrases = phrases
    entries = byFirstByte.flatMap(\.self)
    places = byFirstByte.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  /// The first the highest; zeros past the end.
  private static func fourBytes(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32 {
    var number: UInt32 = 0
    for index in start..<start + 4 { number = number << 8 | (index < bytes.count ? UInt32(bytes[index]) : 0) }
    return number
  }

  private static func bytes(_ name: String) -> [UInt8] { Folding.searchable(Folding.key(name)) }

  /// The parts of `head … tail|tail`.
  private static func split(_ spelling: String) -> (head: String, tails: [String]) {
    guard let gap = spelling.firstRange(of: " … ") else { return (spelling, []) }
    return (String(spelling[..<gap.lowerBound]), spelling[gap.upperBound...].split(separator: "|").map(String.init))
  }

  /// The first phrase that a text holds, as the list spells it, or nil.
  func first(in text: [UInt8]) -> String? {
    text.withUnsafeBufferPointer { text in
      entries.withUnsafeBufferPointer { entries in
        places.withUnsafeBufferPointer { places in first(in: text, entries, places) }
      }
    }
  }

  private func first(
    in text: UnsafeBufferPointer<UInt8>, _ entries: UnsafeBufferPointer<Entry>, _ places: UnsafeBufferPointer<Int>
  ) -> String? {
    var previousIsWord = false
    for start in 0..<text.count {
      let byte = text[start]
      let isWord = Self.isASCIIWord(byte)
      defer { previousIsWord = isWord }
      if isWord && previousIsWord { continue }
      let range = places[Int(byte)]..<places[Int(byte) + 1]
      if range.isEmpty { continue }
      let beginning = Self.fourBytes(text, at: start)
      for index in range where beginning & entries[index].mask == entries[index].beginning {
        let phrase = phrases[entries[index].phrase]
        if matches(phrase, text, start) { return phrase.spelling }
      }
    }
    return nil
  }

  private func matches(_ phrase: Phrase, _ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard let end = phrase.head.end(in: text, from: start) else { return false }
    if phrase.isLast, text[end...].contains(where: { Self.isASCIIWord($0) || $0 >= 0xE4 && $0 <= 0xED }) {
      return false
    }
    return phrase.tails.isEmpty || isFollowed(phrase.tails, text, end)
  }

  /// Bytes between the two parts of a phrase.
  private static let longestGap = 60

  private func isFollowed(_ tails: [Part], _ text: UnsafeBufferPointer<UInt8>, _ head: Int) -> Bool {
    // A phrase that ends amid a word goes on with the next one.
    var previousIsWord = head > 0 && Self.isASCIIWord(text[head - 1])
    for index in head..<min(head + Self.longestGap, text.count) {
      let byte = text[index]
      if Self.endsSentence(text, index) { return false }
      let isWord = Self.isASCIIWord(byte)
      defer { previousIsWord = isWord }
      if isWord && previousIsWord { continue }
      if tails.contains(where: { $0.end(in: text, from: index) != nil }) { return true }
    }
    return false
  }

  private static func endsSentence(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch text[index] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"): true
    case UInt8(ascii: "."): index + 1 == text.count || text[index + 1] == 0x20
    // The full stop of Chinese and Japanese, U+3002.
    case 0xE3: index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] == 0x82
    default: false
    }
  }

  private static func isASCIIWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
