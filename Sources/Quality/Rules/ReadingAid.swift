import ContentModel
import Formats

/// A text in Chinese or Japanese comes with its reading: pinyin, or kana.
///
/// With `reading` the aid is the member of that name beside the field: `field: target_item` and `reading: pinyin`. It has
/// to be there, without Chinese characters; for Chinese in Latin letters with marks or digits for the tones, for Japanese
/// in kana or Latin letters. Without `reading` the aid stands in the text itself, in brackets after the word:
/// 银行 (yínháng), 銀行（ぎんこう）. Texts without Chinese characters need none. In other languages the rule is silent;
/// `language` says which one to read where it is not the item's.
struct ReadingAid: Rule {
  static let id = "reading_aid"
  static let severity = Severity.warning
  static let title = "Reading aid missing"
  static let fix = "Add the reading: pinyin with tone marks, or kana."
  static let parameters = [
    Characters.fieldParameter,
    RuleParameter("reading", .text, "The member beside the field that holds the reading."),
    RuleParameter("language", .text, "The language of the text, `zh` or `ja`, where it is not the item's."),
  ]

  private let fields: [FieldPath]
  private let reading: String?
  private let language: String?

  init(_ values: RuleValues) {
    fields = values.fields("field")
    reading = values.text("reading")
    language = values.text("language")
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let language = primaryLanguage(of: self.language ?? reading.subject.language)
    guard language == "zh" || language == "ja" else { return [] }
    let name = language == "zh" ? "pinyin with tone marks" : "kana"
    return reading.findings(at: fields) { value, place in
      guard let text = value?.string, text.unicodeScalars.contains(where: { Script($0) == .han }) else { return nil }
      guard let member = self.reading else {
        if Self.brackets(of: text).contains(where: { Self.isReading($0, language) }) { return nil }
        return check.finding("\(place) has no reading", fix: "Add \(name) in brackets to \(place).")
      }
      let beside = JSONPath(place.path.steps.dropLast() + [.name(member)])
      let fix = "Give \(beside.spelledForPeople) the reading of \(Excerpt.quote(text)): \(name)."
      switch reading.subject.body[beside] {
      case .string(let aid)? where Self.isReading(aid[...], language): return nil
      case .string(let aid)? where !Folding.isBlank(aid):
        return check.finding("\(beside.spelledForPeople) is no reading: \(Excerpt.quote(aid))", fix: fix)
      default: return check.finding("\(place) has no reading in \(beside.spelledForPeople)", fix: fix)
      }
    }
  }

  private static func isReading(_ text: Substring, _ language: String) -> Bool {
    var latin = 0
    var kana = 0
    var tones = 0
    for scalar in text.unicodeScalars {
      switch Script(scalar) {
      case .latin:
        latin += 1
        if toneMarked.contains(scalar) { tones += 1 }
      case .kana: kana += 1
      case nil: if "1"..."5" ~= scalar || 0x300...0x30C ~= scalar.value { tones += 1 }
      default: return false
      }
    }
    return language == "zh" ? latin > 0 && tones > 0 && kana == 0 : kana + latin > 0
  }

  private static let toneMarked = Set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿĀÁǍÀĒÉĚÈŌÓǑÒ".unicodeScalars)

  /// What stands in brackets, or between the tags of ruby text.
  private static func brackets(of text: String) -> [Substring] {
    var found: [Substring] = []
    var start: String.Index?
    for index in text.unicodeScalars.indices {
      switch text.unicodeScalars[index] {
      case "(", "（", "[", "［", "《", ">": start = text.unicodeScalars.index(after: index)
      case ")", "）", "]", "］", "》", "<":
        if let first = start, first < index { found.append(text[first..<index]) }
        start = nil
      default: break
      }
    }
    return found
  }
}
