import ContentModel
import Formats

/// A text holds one of its keywords.
///
/// Keywords come from the settings (`keywords`), from the body itself (`keywords_field`) and from a field of
/// `sku_texts.csv` (`sku_text`), where they are separated by `;`, by `,` or by line. One of them is enough. Found as
/// whole words in order, without regard to case; in Chinese and Japanese anywhere. The rule is silent where an item has
/// no keyword at all, and about fields that are missing or no text.
struct ContainsKeyword: Rule {
  static let id = "contains_keyword"
  static let severity = Severity.warning
  static let title = "No keyword"
  static let fix = "Use one of the keywords."
  static let parameters = [
    Characters.fieldParameter,
    RuleParameter("keywords", .texts, usual: [], "Keywords for all items."),
    RuleParameter("keywords_field", .fields, "Where in the body keywords stand: `suggested_keywords[]`."),
    RuleParameter("sku_text", .text, "The field of `sku_texts.csv` that holds them: `keywords`."),
  ]
  static let needsOneOf = ["keywords", "keywords_field", "sku_text"]

  private let fields: [FieldPath]
  private let keywords: [String]
  private let keywordFields: [FieldPath]
  private let skuText: String?

  init(_ values: RuleValues) {
    fields = values.fields("field")
    keywords = values.texts("keywords")
    keywordFields = values.fields("keywords_field")
    skuText = values.text("sku_text")
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    var keywords = self.keywords
    for field in keywordFields {
      field.visit(reading.subject.body) { value, _ in if let text = value?.string { keywords.append(text) } }
    }
    if let skuText, let text = reading.subject.skuTexts[skuText] {
      keywords += text.split { $0 == ";" || $0 == "," || $0.isNewline }.map(String.init)
    }
    let list = WordList(keywords)
    if list.isEmpty { return [] }
    let named = keywords.filter { !Folding.isBlank($0) }.prefix(5).map { Excerpt.quote(Folding.key($0)) }
      .joined(separator: ", ")
    return reading.findings(at: fields) { value, place in
      guard let text = value?.string, list.first(in: WordText(text)) == nil else { return nil }
      return check.finding("\(place) holds none of its keywords: \(named)", fix: "Use one of \(named) in \(place).")
    }
  }
}
