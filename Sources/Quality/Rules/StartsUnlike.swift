import ContentModel
import Formats

/// A text is not another text over again: neither the same nor its beginning, as a heading that repeats the title.
///
/// Compared by letters and digits alone, without regard to case, spacing and Unicode form. Texts that are missing or
/// blank are not its business.
struct StartsUnlike: Rule {
  static let id = "starts_unlike"
  static let severity = Severity.warning
  static let title = "One text repeats another"
  static let fix = "Word the two texts differently."
  static let parameters = [
    Characters.fieldParameter,
    RuleParameter("unlike", .fields, isRequired: true, "The texts that it must be unlike: `seo_title`."),
  ]

  private let fields: [FieldPath]
  private let others: [FieldPath]

  init(_ values: RuleValues) {
    fields = values.fields("field")
    others = values.fields("unlike")
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    var texts: [(place: String, letters: String)] = []
    for other in others {
      other.visit(reading.subject.body) { value, place in
        guard let text = value?.string else { return }
        texts.append((place.description, WordText(text).words.joined()))
      }
    }
    return reading.findings(at: fields) { value, place in
      guard let text = value?.string else { return nil }
      let letters = WordText(text).words.joined()
      let twin = texts.first { other in
        other.place != place.description && !letters.isEmpty && !other.letters.isEmpty
          && (letters.hasPrefix(other.letters) || other.letters.hasPrefix(letters))
      }
      guard let twin else { return nil }
      let how = letters == twin.letters ? "is the same as" : "begins like"
      return check.finding("\(place) \(how) \(twin.place)", fix: "Word \(place) differently from \(twin.place).")
    }
  }
}
