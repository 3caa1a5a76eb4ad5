/// The runs of characters of a text, as features.
///
/// Runs of 4 within and across words, one space between words; of 2 where words are not written apart, since a character
/// there says as much as half a word. A text shorter than a run is one feature.
enum TextShingles {
  static func features(_ text: WordReader.Text, isSpaced: Bool) -> [UInt64] {
    var characters: [UInt32] = []
    characters.reserveCapacity(text.scalars.count + text.parts.count)
    for case .word(let word) in text.parts {
      if isSpaced, !characters.isEmpty { characters.append(0x20) }
      characters += text.scalars[word]
    }
    if characters.isEmpty { return [] }
    let length = min(isSpaced ? 4 : 2, characters.count)
    return characters.withUnsafeBufferPointer { characters in
      (0...(characters.count - length)).map { start in
        var hash = StableHash()
        for offset in 0..<length { hash.combine(UInt64(characters[start + offset])) }
        return hash.value
      }
    }
  }
}
