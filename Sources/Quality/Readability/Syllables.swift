/// Counts the syllables of words by their vowels, as they are written. Right for most words, and off by one for some: what
/// is measured is a mean over a text.
///
/// Words are bytes, see ``WesternLetter``.
struct Syllables {
  private enum Language { case english, french, german, spanish }

  private let language: Language
  /// The letters that stand for a vowel.
  private let vowels: WesternLetter.Set
  /// Those of them that begin a syllable of their own, in French and Spanish.
  private let strong: WesternLetter.Set

  /// - Parameter language: the first part of a BCP 47 tag; what is none of `de`, `fr` and `es` is read as English.
  init(language: String) {
    let letters: (vowels: String, strong: String)
    switch language {
    case "de": (self.language, letters) = (.german, ("aeiouyäöüáàâéèêë", ""))
    case "fr": (self.language, letters) = (.french, ("aeiouyàâäéèêëîïôöùûüœæ", "éèëïâô"))
    case "es": (self.language, letters) = (.spanish, ("aeiouáéíóúü", "aeoáéóíú"))
    default: (self.language, letters) = (.english, ("aeiouyäéèêïö", ""))
    }
    (vowels, strong) = (WesternLetter.Set(letters.vowels), WesternLetter.Set(letters.strong))
  }

  /// How many syllables a word has, at least 1. Each part of a compound counts by itself, so that no vowels run together.
  /// Linear in the length.
  func count(_ word: [UInt8]) -> Int {
    var count = 0
    var start = 0
    for index in word.indices where word[index] == WesternLetter.hyphen {
      count += self.count(part: word[start..<index])
      start = index + 1
    }
    return max(1, count + self.count(part: word[start...]))
  }

  private func count(part: ArraySlice<UInt8>) -> Int {
    let part = Part(letters: part, vowels: vowels)
    return switch language {
    case .german: Self.german(part)
    case .french: french(part)
    case .spanish: spanish(part)
    case .english: Self.english(part)
    }
  }

  /// A part of a compound; letters are counted from 0, and a place outside it holds none.
  private struct Part {
    let letters: ArraySlice<UInt8>
    let vowels: WesternLetter.Set

    var count: Int { letters.count }
    subscript(_ index: Int) -> UInt8 {
      0..<letters.count ~= index ? letters[letters.startIndex + index] : 0
    }
    func isVowel(_ index: Int) -> Bool { vowels.contains(self[index]) }
    func isOne(of letters: StaticString, _ index: Int) -> Bool {
      UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount).contains(self[index])
    }
    func ends(with suffix: StaticString) -> Bool {
      letters.suffix(suffix.utf8CodeUnitCount)
        .elementsEqual(UnsafeBufferPointer(start: suffix.utf8Start, count: suffix.utf8CodeUnitCount))
    }
  }

  /// Each vowel, two that make one sound as one.
  private static func german(_ word: Part) -> Int {
    var count = 0
    var index = 0
    while index < word.count {
      defer { index += 1 }
      // „qu“ is a consonant.
      guard word.isVowel(index), !(word.isOne(of: "u", index) && word.isOne(of: "q", index - 1)) else { continue }
      count += 1
      let isPair =
        switch word[index] {
        case UInt8(ascii: "a"): word.isOne(of: "aiuy", index + 1)
        case UInt8(ascii: "e"): word.isOne(of: "eiuy", index + 1)
        case UInt8(ascii: "i"): word.isOne(of: "e", index + 1)
        case UInt8(ascii: "o"): word.isOne(of: "ioy", index + 1)
        case 0xE4: word.isOne(of: "u", index + 1)  // äu
        default: false
        }
      if isPair { index += 1 }
    }
    return count
  }

  /// Runs of vowels, without the silent endings -e, -es, -ed.
  private static func english(_ word: Part) -> Int {
    var count = runs(word)
    let end = word.count
    if count > 1 {
      if word.ends(with: "e"), !word.isVowel(end - 2), !(word.ends(with: "le") && !word.isVowel(end - 3)) { count -= 1 }
      if word.ends(with: "es"), !word.isVowel(end - 3), end > 3, !word.isOne(of: "sxzcgh", end - 3),
        !(word.ends(with: "les") && !word.isVowel(end - 4))
      {
        count -= 1
      }
      if word.ends(with: "ed"), !word.isVowel(end - 3), end > 3, !word.isOne(of: "td", end - 3) { count -= 1 }
    }
    return count
  }

  private static func runs(_ word: Part) -> Int {
    (0..<word.count).count { word.isVowel($0) && !word.isVowel($0 - 1) }
  }

  /// Runs of vowels, parted before an accent, without a silent -e, -es at the end.
  private func french(_ word: Part) -> Int {
    var count = 0
    for index in 0..<word.count where word.isVowel(index) {
      if !word.isVowel(index - 1) || strong.contains(word[index]) && !word.isOne(of: "uio", index - 1) { count += 1 }
    }
    let stem = word.ends(with: "s") ? word.count - 1 : word.count
    if count > 1, stem > 1, word.isOne(of: "e", stem - 1), !word.isVowel(stem - 2) { count -= 1 }
    return count
  }

  /// Each strong vowel (a, e, o) and each í and ú, and each run of weak vowels alone. `y` is a vowel where none follows it.
  private func spanish(_ word: Part) -> Int {
    var count = 0
    /// Whether the present run of vowels has a syllable already, and whether it is one.
    var (isCounted, inRun) = (false, false)
    for index in 0..<word.count {
      let isStrong = strong.contains(word[index])
      let isWeak = !isStrong && word.isVowel(index) || word.isOne(of: "y", index) && !word.isVowel(index + 1)
      if isStrong { count += 1 }
      if isStrong || isWeak {
        isCounted = isCounted || isStrong
        inRun = true
      } else {
        if inRun && !isCounted { count += 1 }
        (isCounted, inRun) = (false, false)
      }
    }
    return inRun && !isCounted ? count + 1 : count
  }
}
