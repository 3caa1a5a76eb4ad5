/// Counts the syllables of words by their vowels, as they are written. Right for most words, and off by one for some: what
/// is measured is a mean over a text.
struct Syllables {
  private let language: String

  /// - Parameter language: the first part of a BCP 47 tag.
  init(language: String) { self.language = language }

  /// How many syllables a word has, at least 1.
  func count(_ word: [Unicode.Scalar]) -> Int {
    var letters = String.UnicodeScalarView()
    letters.append(contentsOf: word)
    let all = Array(String(letters).lowercased())
    // Each part of a compound by itself, so that no vowels run together.
    let parts = all.split { $0 == "-" || $0 == "'" || $0 == "’" || $0 == "\u{AD}" }
    let sum = parts.reduce(0) { $0 + count(part: Array($1)) }
    return max(1, sum)
  }

  private func count(part: [Character]) -> Int {
    switch language {
    case "de": Self.german(part)
    case "fr": Self.french(part)
    case "es": Self.spanish(part)
    default: Self.english(part)
    }
  }

  /// Each vowel, two that make one sound as one.
  private static func german(_ word: [Character]) -> Int {
    let pairs: Set<String> = ["aa", "ai", "au", "ay", "äu", "ee", "ei", "eu", "ey", "ie", "oi", "oo", "oy"]
    var count = 0
    var index = 0
    while index < word.count {
      defer { index += 1 }
      guard "aeiouyäöüáàâéèêë".contains(word[index]) else { continue }
      // „qu“ is a consonant.
      if word[index] == "u", index > 0, word[index - 1] == "q" { continue }
      count += 1
      if index + 1 < word.count, pairs.contains(String(word[index...(index + 1)])) { index += 1 }
    }
    return count
  }

  /// Runs of vowels, without the silent endings -e, -es, -ed.
  private static func english(_ word: [Character]) -> Int {
    func isVowel(_ index: Int) -> Bool { word.indices.contains(index) && "aeiouyäéèêïö".contains(word[index]) }
    var count = word.indices.count { isVowel($0) && !isVowel($0 - 1) }
    let end = word.count
    func ends(_ suffix: String) -> Bool { String(word.suffix(suffix.count)) == suffix }
    if count > 1 {
      if ends("e"), !isVowel(end - 2), !(ends("le") && !isVowel(end - 3)) { count -= 1 }
      if ends("es"), !isVowel(end - 3), end > 3, !"sxzcgh".contains(word[end - 3]), !(ends("les") && !isVowel(end - 4))
      {
        count -= 1
      }
      if ends("ed"), !isVowel(end - 3), end > 3, !"td".contains(word[end - 3]) { count -= 1 }
    }
    return count
  }

  /// Runs of vowels, parted before an accent, without a silent -e, -es at the end.
  private static func french(_ word: [Character]) -> Int {
    func isVowel(_ index: Int) -> Bool {
      word.indices.contains(index) && "aeiouyàâäéèêëîïôöùûüœæ".contains(word[index])
    }
    var count = 0
    for index in word.indices where isVowel(index) {
      if !isVowel(index - 1) || "éèëïâô".contains(word[index]) && !"uio".contains(word[index - 1]) { count += 1 }
    }
    let stem = word.last == "s" ? word.count - 1 : word.count
    if count > 1, stem > 1, word[stem - 1] == "e", !isVowel(stem - 2) { count -= 1 }
    return count
  }

  /// Each strong vowel (a, e, o) and each í and ú, and each run of weak vowels alone.
  private static func spanish(_ word: [Character]) -> Int {
    var count = 0
    /// Whether the present run of vowels has a syllable already, and whether it is one.
    var (isCounted, inRun) = (false, false)
    for index in word.indices {
      let letter = word[index]
      let isStrong = "aeoáéóíú".contains(letter)
      let isWeak =
        "iuü".contains(letter)
        || letter == "y" && (index + 1 == word.count || !"aeiouáéíóú".contains(word[index + 1]))
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
