import ContentModel
import Formats

/// A text is in its language only: no translation, no transcription, no word in a foreign script beside it.
///
/// Letters of another script than the language's are faults, in Chinese kana too; in Chinese and Japanese single words in
/// Latin letters are part of the language ("T恤", "DVD", "WiFi"), two in a row or one in brackets in small letters are
/// not. `allow` lists words that may stand there, such as names of makers. Languages whose script is not known are not
/// judged; a text that is missing is not this rule's business.
struct TargetLanguageOnly: Rule {
  static let id = "target_language_only"
  static let severity = Severity.critical
  static let title = "Another language in the text"
  static let fix = "Write in the target language only, without translation or transcription."
  static let parameters = [
    Characters.fieldParameter,
    RuleParameter("allow", .texts, usual: [], "Words of another script that may stand in the text."),
    RuleParameter("language", .text, "The language of the text where it is not the item's."),
  ]

  private let fields: [FieldPath]
  private let allowed: Set<Substring>
  private let language: String?

  init(_ values: RuleValues) {
    fields = values.fields("field")
    allowed = Set(values.texts("allow").flatMap { WordText($0).words })
    language = values.text("language")
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let language = primaryLanguage(of: self.language ?? reading.subject.language)
    guard let scripts = Self.scripts[language] else { return [] }
    return reading.findings(at: fields) { value, place in
      guard let text = value?.string, let foreign = foreign(in: text, scripts) else { return nil }
      return check.finding(
        "\(place) holds \(Excerpt.quote(foreign)), which is not in its language",
        fix: "Write \(place) without \(Excerpt.quote(foreign)).")
    }
  }

  /// The first word that does not belong, or the first row of Latin words.
  private func foreign(in text: String, _ scripts: Set<Script>) -> Substring? {
    let text = Folding.key(text)
    var row: (start: String.Index, end: String.Index, words: Int)?
    for word in ScriptRuns(text) {
      guard !scripts.contains(word.script), !allowed.contains(Substring(word.text.lowercased())) else {
        row = nil
        continue
      }
      // A single Greek letter is a sign: 20 Ω, Δ.
      if word.script == .greek, word.text.unicodeScalars.count == 1 { continue }
      guard word.script == .latin, scripts.contains(.han) else { return word.text }
      let isInBrackets = word.before.map { "([（".unicodeScalars.contains($0) } ?? false
      let isSmall = word.text.unicodeScalars.allSatisfy { !$0.properties.isUppercase }
      if isInBrackets, isSmall, word.text.unicodeScalars.count >= 3 { return word.text }
      // Words with only a space between them are a row.
      if let open = row, text[open.end..<word.text.startIndex].allSatisfy({ $0 == " " || $0 == "," || $0 == "'" }) {
        row = (open.start, word.text.endIndex, open.words + (isSmall ? 1 : 0))
      } else {
        row = (word.text.startIndex, word.text.endIndex, isSmall ? 1 : 0)
      }
      if let row, row.words >= 2 { return text[row.start..<row.end] }
    }
    return nil
  }

  private static let scripts: [String: Set<Script>] = {
    var scripts: [String: Set<Script>] = [
      "zh": [.han], "ja": [.han, .kana], "ko": [.hangul, .han], "ru": [.cyrillic], "uk": [.cyrillic], "el": [.greek],
      "ar": [.arabic], "fa": [.arabic], "he": [.hebrew], "hi": [.devanagari], "th": [.thai],
    ]
    for language in ["de", "en", "es", "fr", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "tr", "vi", "id"] {
      scripts[language] = [.latin]
    }
    return scripts
  }()
}
