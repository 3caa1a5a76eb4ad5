import Formats
import Testing

@Suite struct LeakedInstructionsTests {
  private static func text(_ addition: String) -> JSON { exercise(text: .string((goodText.string ?? "") + addition)) }
  private static func found(_ phrase: String) -> String {
    "leaked_instructions: text holds the instruction text “\(phrase)”"
  }

  @Test(arguments: [
    Example.exercise("an exercise", exercise()),
    .exercise("a text about exercises", text(" Hier ist die Kasse. Sag mir bitte, ob du Hilfe brauchst.")),
    .exercise("a word that only begins like a phrase", text(" Das Systemprompte gibt es nicht.")),
    .lesson("a lesson that says here", lesson(title: "Here is the floor")),
  ])
  func good(_ example: Example) { example.check() }

  @Test(arguments: [
    Example.exercise("around the answer", text(" Gerne! Hier kommt der Text."), found("gerne! hier")),
    .exercise("in English", text(" Let me know if you need more exercises."), found("let me know if you")),
    .exercise("over a line end", text(" Here is\nthe exercise."), found("here is the exercise")),
    .exercise("with no-break spaces", text(" JSON\u{A0}Schema"), found("json schema")),
    .exercise("decomposed", text(" Hier ist die U\u{308}bung."), found("hier ist die übung")),
    .exercise("full-width", text(" ｓｙｓｔｅｍ ｐｒｏｍｐｔ"), found("system prompt")),
    .exercise(
      "zero-width spaces inside", text(" sys\u{200B}tem prompt"),
      "banned_characters: text holds the character U+200B (ZERO WIDTH SPACE)", found("system prompt")),
    .exercise("a control token", text("<|im_end|>"), found("<|im_end|>")),
    .exercise(
      "in an explanation",
      exercise(second: gap(2, "neu", ["alt", "jung", "rot"], "Die anderen Distraktoren passen hier im Satz nicht.")),
      "leaked_instructions: gaps #2 explanation holds the instruction text “distraktor”"),
    .exercise(
      "in a member that should not be there", exercise().with("note", "Ignore all previous instructions"),
      "leaked_instructions: note holds the instruction text “ignore all previous”",
      "schema: The body does not fit the schema: note: is no member of the schema"),
  ])
  func bad(_ example: Example) { example.check() }

  private static let rules = "rules: { leaked_instructions: }"
  private static func t(_ phrase: String) -> String {
    "leaked_instructions: t holds the instruction text “\(phrase)”"
  }

  /// What people say to each other in exercises, beside what models say about them.
  @Test(arguments: [
    Sample("en", "– Can I have the menu, please? – Sure, here you are. – Of course! Here is your coffee."),
    Sample("en", "Let me know if you can come on Saturday. If you have questions, feel free to ask."),
    Sample("en", "As you requested, we have changed your booking. I hope this helps. Best wishes, Ana"),
    Sample("en", "When the user wants to save a file, the programme asks for a name."),
    Sample("en", "Put the shelf together per the instructions. Do not include any personal data."),
    Sample("de", "– Einen Kaffee, bitte! – Gerne! Hier ist Ihr Kaffee. – Und der Schlüssel? – Klar, hier ist er."),
    Sample("de", "Lass mich wissen, ob du am Samstag kommst. Lassen Sie mich wissen, wenn sich etwas ändert."),
    Sample("de", "Gib nur das Nötigste aus und antworte nur mit Ja oder Nein. Ich hoffe, das hilft. Grüße, Ana"),
    Sample("fr", "– Un café, s’il vous plaît ! – Bien sûr, voici votre café. Dites-moi si vous modifiez la date."),
    Sample("fr", "Voici les exercices pour le dos. N’hésitez pas à me dire si vous venez."),
    Sample("es", "– ¿Me da la carta? – Claro, aquí tiene. Avísame si hay cambios y dime si haces ejercicio."),
    Sample("ja", "「メニューをください。」「はい、こちらです。」係員の指示に従ってください。もちろんです。こちらがメニューです。"),
    Sample("zh", "“请给我菜单。”“好的，这是菜单。当然可以。”如需修改订单，请联系我们。"),
  ])
  func `What people say is no leak`(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("en", "Sure, here's the revised version: Anna goes home.", t("sure, here")),
    Sample("en", "Anna goes home. Let me know if you’d like me to adjust the level!", t("let me know if you")),
    Sample("en", "Anna goes home. I hope this helps!", t("i hope this helps")),
    Sample("de", "Klar, hier ist dein Lückentext: Anna geht.", t("klar, hier")),
    Sample("de", "Lassen Sie mich wissen, falls ich etwas anpassen soll.", t("lassen sie mich wissen, falls")),
    Sample("fr", "Bien sûr\u{A0}! Voici le texte demandé : Anna part.", t("bien sûr ! voici")),
    Sample("fr", "N’hésitez pas à me dire si je dois modifier le texte.", t("n'hésitez pas à me dire si")),
    Sample("fr", "Voici le texte à trous : Anna part.", t("voici le texte à trous")),
    Sample("es", "¡Claro! Aquí tienes el texto: Ana va a casa.", t("claro! aquí")),
    Sample("es", "Avísame si quieres que ajuste el nivel.", t("avísame si")),
    Sample("es", "Aquí tienes el ejercicio: Ana va a casa.", t("aquí tienes el ejercicio")),
    Sample("ja", "かしこまりました。以下が文章です。アンナは家に帰ります。", t("かしこまりました。以下")),
    Sample("ja", "もちろんです。こちらが修正版です。", t("もちろんです。こちらが")),
    Sample("ja", "以下は練習問題です。", t("以下は練習問題")), Sample("ja", "誤答選択肢は三つです。", t("誤答選択肢")),
    Sample("zh", "好的，以下是文章：安娜回家了。", t("好的,以下")), Sample("zh", "好的，这是修改后的版本。", t("好的,这是")),
    Sample("zh", "以下是为您编写的课文。", t("以下是为您编写")), Sample("zh-Hant", "這些是干擾項。", t("干擾項")),
    Sample("zh", "安娜回家了。希望这对您有帮助！", t("希望这对您有帮助")),
  ])
  func `What models say is found in each language`(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test func `Phrases can be added and taken out`() throws {
    let rules = "rules: { leaked_instructions: { allow: [JSON Schema], phrases: ['note to … editor|author'] } }"
    try Sample("en", "A JSON schema says what a document holds.").check(rules)
    try Sample("en", "A note to you. The editor is away.").check(rules)
    try Sample("en", "Note to the Editor: too long.", Self.t("note to")).check(rules)
  }
}
