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

  private static let rules = "rules: { refusal: }"
  private static func t(_ phrase: String) -> String { "refusal: t is a refusal: “\(phrase)”" }

  @Test(arguments: [
    Sample("en", "I'm sorry, but I can't come. It is against the content policy of the site."),
    Sample("en", "I am an AI engineer, and I can't generate any interest in it."),
    Sample("de", "Ich bin eine KI-Ingenieurin aus Ulm."),
    Sample("fr", "Je ne peux pas répondre au téléphone, je suis désolée. Je suis une infirmière."),
    Sample("es", "Lo siento, pero no puedo ayudarte hoy. Soy una ingeniera y trabajo como asistente."),
    Sample("ja", "申し訳ありませんが、土曜日は行けません。そのご要望にはお応えできません。"),
    Sample("zh", "很抱歉，我星期六不能来。我无法提供帮助。作为老师，我很忙。"),
  ])
  func `A polite no is none`(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("en", "I am an AI and cannot feel.", t("i am an ai and")),
    Sample("de", "Ich bin eine KI, deshalb fühle ich nichts.", t("ich bin eine ki,")),
    Sample("en", "That violates our content policy.", t("violates our content policy")),
    Sample(
      "fr", "Je suis désolé, mais je ne peux pas répondre à cette demande.",
      t("je ne peux pas répondre à cette demande")),
    Sample("fr", "En tant qu’IA, je n’ai pas d’avis.", t("en tant qu'ia")),
    Sample("es", "Lo siento, pero no puedo ayudar con esa solicitud.", t("no puedo ayudar con esa solicitud")),
    Sample("es", "Como IA, no tengo opiniones.", t("como ia, no")),
    Sample("ja", "申し訳ありませんが、そのリクエストにはお応えできません。", t("そのリクエストにはお応え")),
    Sample("ja", "ＡＩとして、意見はありません。", t("aiとして")),
    Sample("zh", "很抱歉，我无法生成这样的内容。", t("我无法生成")), Sample("zh", "作为一个语言模型，我没有意见。", t("作为一个语言模型")),
    Sample("zh-Hant", "抱歉，我無法滿足這個要求。", t("我無法滿足")),
  ])
  func `A model's no is found in each language`(_ sample: Sample) throws { try sample.check(Self.rules) }
}
