import ContentModel

/// No string of the body talks about the task instead of the subject.
///
/// Looks for what models add around their work or let slip out of their prompt: "Here is the exercise", "Let me know
/// if", names of the schema, control tokens, "Distraktoren" in an explanation for learners. The phrases were chosen
/// so that they do not occur in content; `phrases` adds more (a `*` at the end: also at the beginning of a longer
/// word).
struct LeakedInstructions: Rule {
  static let id = "leaked_instructions"
  static let severity = Severity.critical
  static let title = "Leaked instructions"
  static let fix = "Write only the content itself: no word about the task, the format or yourself."
  static let parameters = [phrasesParameter]

  static let phrasesParameter = RuleParameter(
    "phrases", .texts, usual: [], "Phrases to look for besides the usual ones.")

  private let phrases: PhraseList

  init(_ values: RuleValues) { phrases = PhraseList(Self.usual + values.texts("phrases")) }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(ofTexts: { phrases.first(in: $0.searchable) }) { place, phrase in
      check.finding("\(place) holds the instruction text “\(phrase)”", fix: Self.fix)
    }
  }

  private static let usual = [
    // What stands around an answer.
    "here is the exercise", "here is your exercise", "here is a gap-fill", "here is the gap-fill",
    "here are the exercises",
    "here's the exercise", "here's your exercise", "here is the lesson", "here is your lesson", "here's the lesson",
    "here is the json", "here's the json", "sure, here*", "sure! here*", "certainly! here*", "certainly, here*",
    "of course! here*", "let me know if you*", "i hope this helps", "feel free to ask", "as you requested",
    "as per your instructions", "according to your instructions", "per the instructions", "the user wants",
    "the user asked",
    "hier ist die übung", "hier ist deine übung", "hier ist ihre übung", "hier sind die übungen",
    "hier ist der lückentext",
    "hier ist dein lückentext", "gerne! hier*", "gerne, hier*", "natürlich! hier*", "klar, hier ist*",
    "lass mich wissen, ob", "lassen sie mich wissen, ob", "ich hoffe, das hilft", "gemäß deinen anweisungen",
    "gemäß ihren anweisungen", "wie von ihnen gewünscht", "im gewünschten format", "voici l'exercice",
    "aquí está el ejercicio",
    // What stands in prompts and schemas.
    "system prompt", "system message", "systemprompt", "json schema", "json-schema", "valid json", "gültiges json",
    "additionalproperties", "create_gap_fill*", "create_micro_lesson*", "assess_gap_fill*", "assess_micro_lesson*",
    "correctindex", "distraktor*", "distractor*", "lückentextübung für", "output only", "return only the",
    "respond only with",
    "antworte nur mit", "gib nur das", "do not include any", "ignore previous instructions", "ignore all previous*",
    "ignore the above", "ignoriere alle vorherigen*", "ignoriere die vorherigen*", "previous instructions",
    // Control tokens of chat formats.
    "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>", "<|eot_id|>", "[/inst]",
    "[inst]",
    "<<sys>>", "### instruction*", "### system", "### response", "<thinking>", "</thinking>", "<think>", "</think>",
  ]
}
