/// The runs of characters of a text, as features.
///
/// Runs of 4 within and across words, one space between words; of 2 where words are not written apart, since a character
/// there says as much as half a word. A text shorter than a run is one feature.
enum TextShingles {
  static func features(_ words: [WordReader.Word], isSpaced: Bool) -> [UInt64] {
    var characters: [UInt32] = []
    for case .word(let word) in words {
      if isSpaced, !characters.isEmpty { characters.append(0x20) }
      characters += word
    }
    if characters.isEmpty { return [] }
    let length = min(isSpaced ? 4 : 2, characters.count)
    return (0...(characters.count - length)).map { start in
      var hash = StableHash()
      for offset in 0..<length { hash.combine(UInt64(characters[start + offset])) }
      return hash.value
    }
  }
}
