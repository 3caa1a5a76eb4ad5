import Formats
import Testing

@Suite struct RefusalTests {
  private static func text(_ addition: String) -> JSON {
    exercise(text: .string((goodText.string ?? "") + " " + addition))
  }
  private static func found(_ phrase: String) -> String { "refusal: text is a refusal: “\(phrase)”" }

  @Test(arguments: [
    Example.exercise("an exercise", exercise()),
    .exercise("a polite no", text("Es tut mir leid, aber ich kann am Samstag leider nicht kommen.")),
    .exercise("a text about language models", text("Ein Sprachmodell lernt aus Texten.")),
    .exercise("an office", text("Wir können Ihre Anfrage heute leider nicht bearbeiten.")),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise(
      "in English", text("As an AI language model, I cannot do this."), found("as an ai language model")),
    .exercise("in German", text("Ich kann diese Anfrage nicht bearbeiten."), found("ich kann diese anfrage nicht")),
    .exercise(
      "decomposed", text("Als ku\u{308}nstliche Intelligenz kann ich das nicht."),
      found("als künstliche intelligenz kann ich")),
    .exercise("a curly apostrophe", text("I’m unable to assist."), found("i'm unable to assist")),
    .exercise("no-break spaces and capitals", text("I\u{A0}CANNOT\u{A0}COMPLY."), found("i cannot comply")),
    .exercise("in Chinese", text("作为一个AI，我不能。"), found("作为一个ai")),
    .lesson(
      "as a title", lesson(title: "I can't assist with that"), "refusal: title is a refusal: “i can't assist with”"),
  ])
  func bad(_ example: Example) { example.check() }
}
