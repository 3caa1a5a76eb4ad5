import ContentModel

/// No string of the body is a model's refusal.
///
/// Only phrases in which a model speaks of itself or of the request are looked for: "Ich kann am Samstag leider nicht
/// kommen" is good German and no refusal. `phrases` adds more (a `*` at the end: also at the beginning of a longer
/// word).
struct Refusal: Rule {
  static let id = "refusal"
  static let severity = Severity.critical
  static let title = "Refusal"
  static let fix = "Write the content that is asked for: it is teaching material."
  static let parameters = [LeakedInstructions.phrasesParameter]

  private let phrases: PhraseList

  init(_ values: RuleValues) { phrases = PhraseList(Self.usual + values.texts("phrases")) }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(ofTexts: { phrases.first(in: $0.searchable) }) { place, phrase in
      check.finding("\(place) is a refusal: “\(phrase)”", fix: Self.fix)
    }
  }

  private static let usual = [
    "as an ai language model", "as an ai model", "as an ai assistant", "as an ai, i", "as a language model",
    "as a large language model", "i'm an ai", "i am an ai", "i'm just an ai", "i cannot fulfill*", "i can't fulfill*",
    "i cannot fulfil", "i can't fulfil", "i cannot comply", "i can't comply", "i cannot assist with*",
    "i can't assist with*",
    "i'm unable to assist*", "i am unable to assist*", "i'm unable to comply*", "i am unable to comply*",
    "i'm unable to fulfill*", "i am unable to fulfill*", "i'm not able to assist*", "i cannot help with this request",
    "i can't help with this request", "i cannot help with that request", "i can't help with that request",
    "i cannot generate", "i can't generate", "i cannot provide that content", "i'm sorry, but i can't assist*",
    "i'm sorry, but i cannot assist*", "against my guidelines", "violates my guidelines", "content policy",
    "my training data",
    "knowledge cutoff",
    "als ki-sprachmodell", "als ki-modell", "als ki-assistent*", "als ein ki-*", "als sprachmodell",
    "als großes sprachmodell",
    "als künstliche intelligenz kann ich", "als künstliche intelligenz bin ich", "als ki kann ich", "als ki bin ich",
    "ich bin eine ki", "ich bin nur eine ki", "ich kann diese anfrage nicht", "ich kann dieser anfrage nicht",
    "ich kann diese anfrage leider nicht", "ich kann dieser anfrage leider nicht", "diese anfrage kann ich nicht",
    "diese anfrage kann ich leider nicht", "ich kann diesen inhalt nicht", "ich kann keine inhalte*",
    "gegen meine richtlinien", "meine trainingsdaten", "meinen trainingsdaten",
    "en tant que modèle de langage", "en tant qu'ia", "como modelo de lenguaje", "como modelo de linguagem",
    "come modello linguistico", "作为一个ai", "作为ai", "作为人工智能", "作为一个人工智能", "aiとして", "言語モデルとして",
  ]
}
