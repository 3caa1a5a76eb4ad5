import ContentModel
import Formats

/// One item as the rules read it: what several of them need is made once, and only when the first one asks.
///
/// A class since the rules share what it has made; it lives for one judgement and is not sent anywhere.
final class Reading {
  /// One string of the body.
  final class Text {
    let text: String
    /// See ``Folding/searchable(_:)``.
    lazy var searchable = Folding.searchable(text)
    lazy var words = WordText(text)

    init(_ text: String) { self.text = text }
  }

  let subject: QualitySubject
  let schema: JSONSchemaValidator?
  /// Where checks of single fields have found something critical: the rule `schema`, which comes last, does not say
  /// the same again.
  private(set) var criticalPlaces: Set<JSONPath> = []
  /// By rule, the texts it has spoken of, as they are spelled, and how severely.
  private var told: [String: [String: Severity]] = [:]

  init(_ subject: QualitySubject, schema: JSONSchemaValidator?) {
    self.subject = subject
    self.schema = schema
  }

  /// The parts of a gap-fill exercise.
  lazy var gapFill = GapFill(subject.body)

  /// Every string of the body, in the order of the document.
  lazy var texts = TextWalk(subject.body).map(self.text)
  /// By their own words: rules that look at the same text share what is made of it, whichever way they come to it.
  private var known: [String: Text] = [:]
  /// The texts of the fields that have been asked for, in order.
  private var textsOfFields: [FieldPath: [(text: Text, place: FieldPath.Place)]] = [:]

  private func text(_ text: String) -> Text {
    if let known = known[text] { return known }
    let made = Text(text)
    known[text] = made
    return made
  }

  private func texts(at field: FieldPath) -> [(text: Text, place: FieldPath.Place)] {
    if let known = textsOfFields[field] { return known }
    var texts: [(Text, FieldPath.Place)] = []
    field.visit(subject.body) { value, place in
      if let text = value?.string { texts.append((self.text(text), place)) }
    }
    textsOfFields[field] = texts
    return texts
  }

  /// Where one of `texts` stands; found anew, since it is asked for only when something is wrong.
  func place(ofText index: Int) -> String {
    var walk = TextWalk(subject.body)
    for _ in 0...index { _ = walk.next() }
    return walk.place
  }

  /// How many findings one check may have: more would only make the prompt of the next attempt longer.
  static let mostFindings = 10

  /// The findings of a rule that looks at each string by itself: `fault` is nil where all is well.
  func findings(ofTexts fault: (Text) -> String?, _ finding: (_ place: String, _ fault: String) -> Finding) -> [Finding]
  {
    var findings: [Finding] = []
    for index in texts.indices {
      guard let fault = fault(texts[index]) else { continue }
      findings.append(finding(place(ofText: index), fault))
      if findings.count == Self.mostFindings { break }
    }
    return findings
  }
}

extension Reading {
  /// Notes that a rule has spoken of a text, for rules that would say the same of it; see ``hasTold(_:of:atLeast:)``.
  func tell(_ rule: String, of place: String, as severity: Severity) {
    told[rule, default: [:]][place] = max(severity, told[rule]?[place] ?? severity)
  }

  /// Whether a rule has spoken of a text, no less severely than somebody else would.
  func hasTold(_ rule: String, of place: String, atLeast severity: Severity) -> Bool {
    (told[rule]?[place]).map { $0 >= severity } ?? false
  }

  /// The findings of a rule that looks at each value of some fields by itself; see ``FieldPath/visit(_:_:)``.
  func findings(at fields: [FieldPath], _ judge: (JSON?, FieldPath.Place) -> Finding?) -> [Finding] {
    var findings: [Finding] = []
    for field in fields {
      field.visit(subject.body) { value, place in
        guard findings.count < Self.mostFindings, let finding = judge(value, place) else { return }
        if finding.severity == .critical { criticalPlaces.insert(place.path) }
        findings.append(finding)
      }
    }
    return findings
  }

  /// Calls back for each text of some fields, or of the whole body where none is named, until told to stop.
  ///
  /// What is missing or is no text is passed over. The place is spelled only when it is asked for.
  func visitTexts(at fields: [FieldPath], _ found: (Text, @escaping () -> String) -> Bool) {
    for field in fields {
      for (text, place) in texts(at: field) {
        if !found(text, { place.description }) { return }
      }
    }
    guard fields.isEmpty else { return }
    for index in texts.indices {
      if !found(texts[index], { self.place(ofText: index) }) { return }
    }
  }

  /// The findings of a rule that has at most one for each text; see ``visitTexts(at:_:)``.
  func findings(inTextsAt fields: [FieldPath], _ judge: (String, @escaping () -> String) -> Finding?) -> [Finding] {
    var findings: [Finding] = []
    visitTexts(at: fields) { text, place in
      if let finding = judge(text.text, place) { findings.append(finding) }
      return findings.count < Self.mostFindings
    }
    return findings
  }
}
