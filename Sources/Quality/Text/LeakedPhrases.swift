/// What models say around their work and about it, by language; see ``LeakedInstructions``.
///
/// In content people hand over coffee and keys ("Sure, here you are", "Klar, hier ist dein Schlüssel"), want to be told whether
/// somebody comes ("Let me know if you can make it") and follow instructions. So what an exercise may say as well is looked for only
/// together with what a model speaks of: the text, the exercise, a change.
enum LeakedPhrases {
  static let all: [String] =
    english + german + french + spanish + japanese + chinese + ofPrompts + controlTokens

  private static let english: [String] =
    [
      "sure, here", "sure! here", "sure. here", "certainly! here", "certainly, here", "certainly. here",
      "of course! here",
      "of course, here", "of course. here", "absolutely! here", "absolutely, here", "great! here",
    ].map {
      "\($0)* … text|texts|exercise|exercises|lesson|lessons|gap-fill|version|dialogue|translation|json|draft|"
        + "product description|revised*|updated*|corrected*"
    } + [
      "let me know if you* … changes|adjust*|modif*|revisions|edits|tweaks|another exercise|more exercises|more lessons|"
        + "variations|another version",
      "here is the exercise", "here is your exercise", "here is a gap-fill", "here is the gap-fill",
      "here are the exercises … requested|asked for", "here's the exercise", "here's your exercise",
      "here is the lesson", "here is your lesson",
      "here's the lesson", "here is the json", "here's the json", "here is the revised … exercise|text|lesson",
      "here is the corrected … exercise|text|lesson", "here is the updated … exercise|text|lesson",
      "feel free to ask … changes|adjust*|modif*|exercise|exercises",
      "as you requested … text|exercise|lesson|gaps|gap",
      "your instructions … text|exercise|lesson|gaps|gap", "per the instructions … text|exercise|lesson|gaps|gap",
      "the user wants … text|exercise|exercises|lesson|me to", "the user asked for", "the user asked me",
      "i hope this helps$",
      "output only … json|text|exercise|lesson", "return only the … json|text|exercise|lesson|object",
      "respond only with … json|text|exercise|lesson", "do not include any … explanation*|markdown|commentary|preamble",
      "ignore previous instructions", "ignore all previous*", "ignore the above", "ignore your instructions",
      "previous instructions", "disregard … instructions",
    ]

  private static let german: [String] =
    [
      "gerne! hier", "gerne, hier", "gerne. hier", "gern! hier", "gern, hier", "natürlich! hier", "natürlich, hier",
      "natürlich. hier", "klar, hier", "klar! hier", "selbstverständlich! hier", "selbstverständlich, hier",
    ].map {
      "\($0) … text|lückentext|übung|übungen|lektion|version|fassung|dialog|übersetzung|produktbeschreibung|"
        + "überarbeitet*|korrigiert*|aktualisiert*|json"
    }
    + ["lass mich wissen, ", "lassen sie mich wissen, ", "sag mir bescheid, ", "sagen sie mir bescheid, "].flatMap {
      opening in
      ["ob", "wenn", "falls"].map {
        "\(opening)\($0) … änderungen wünsch*|anpass*|angepasst|überarbeite*|weitere übung*|weitere lücke*|variante*"
      }
    } + [
      "hier ist die übung", "hier ist deine übung", "hier ist ihre übung",
      "hier sind die übungen … gewünscht*|angefordert*",
      "hier ist der lückentext",
      "hier ist dein lückentext", "hier ist ihr lückentext", "hier ist die überarbeitete … übung|lektion",
      "hier ist die korrigierte … übung|lektion",
      "ich hoffe, das hilft$", "ich hoffe, das hilft dir$", "ich hoffe, das hilft ihnen$",
      "deinen anweisungen … text|übung|lücke*", "ihren anweisungen … text|übung|lücke*",
      "im gewünschten format … json|übung|text",
      "von ihnen gewünscht … lückentext|übung|lücken", "lückentextübung für", "gültiges json",
      "antworte nur mit … json|text", "gib nur das … json|objekt|ergebnis als", "ignoriere alle vorherigen*",
      "ignoriere die vorherigen*", "ignoriere alle bisherigen*", "ignoriere alle anweisungen", "distraktor*",
    ]

  private static let french: [String] =
    [
      "bien sûr, voici", "bien sûr ! voici", "bien sûr! voici", "bien sûr. voici", "certainement, voici",
      "certainement ! voici", "certainement! voici", "avec plaisir, voici", "avec plaisir ! voici",
      "avec plaisir! voici",
      "d'accord, voici",
    ].map {
      "\($0) … texte|textes|exercice|exercices|leçon|version|dialogue|traduction|json|description du produit|"
        + "révisé*|corrigé*"
    }
    + ["faites-moi savoir si", "fais-moi savoir si", "n'hésitez pas à me dire si", "n'hésite pas à me dire si"].map {
      "\($0) … modif*|ajust*|autre exercice|autres exercices|reformul*|variante*"
    } + [
      "voici l'exercice", "voici votre exercice", "voici ton exercice", "voici le texte à trous",
      "voici la version corrigée … exercice|texte", "voici la version révisée … exercice|texte",
      "j'espère que cela vous aide$", "j'espère que cela vous aidera$", "j'espère que cela t'aide$",
      "vos instructions … texte|exercice|trous", "distracteur*", "ignore les instructions", "ignorez les instructions",
      "ignore toutes les instructions*", "ignorez toutes les instructions*", "instructions précédentes",
      "réponds uniquement … json", "répondez uniquement … json", "ne renvoie que le", "ne renvoyez que le",
    ]

  private static let spanish: [String] =
    [
      "claro, aquí", "claro! aquí", "claro. aquí", "por supuesto, aquí", "por supuesto! aquí", "por supuesto. aquí",
      "claro que sí, aquí", "claro que sí! aquí", "con gusto, aquí", "desde luego, aquí",
    ].map {
      "\($0) … texto|textos|ejercicio|ejercicios|lección|versión|diálogo|traducción|json|descripción del producto|"
        + "revisad*|corregid*"
    }
    + ["avísame si", "avíseme si", "házmelo saber si", "hágamelo saber si", "déjame saber si"].map {
      "\($0) … ajust*|modific*|otro ejercicio|más ejercicios|variante*"
    } + [
      "aquí está el ejercicio", "aquí tienes el ejercicio", "aquí tiene el ejercicio", "aquí está la lección",
      "aquí tienes la lección",
      "aquí está el texto con huecos",
      "aquí está la versión corregida … ejercicio|texto", "aquí tienes la versión corregida … ejercicio|texto",
      "espero que esto ayude$", "espero que esto te ayude$", "espero que esto le ayude$", "espero que te sirva$",
      "tus instrucciones … texto|ejercicio|huecos", "sus instrucciones … texto|ejercicio|huecos",
      "distractor*", "ignora las instrucciones", "ignore las instrucciones", "ignora todas las instrucciones*",
      "ignore todas las instrucciones*", "instrucciones anteriores", "responde solo … json", "devuelve solo el … json",
    ]

  private static let japanese: [String] = [
    "以下は練習問題", "以下が練習問題", "こちらが練習問題", "以下は演習", "以下が演習", "以下は穴埋め", "以下が穴埋め", "こちらが穴埋め",
    "もちろんです。以下", "もちろんです!以下", "もちろん、以下", "かしこまりました。以下", "承知しました。以下", "承知いたしました。以下",
    "了解しました。以下", "はい、以下", "もちろんです。こちらが … 練習問題|文章|テキスト|修正版",
    "かしこまりました。こちらが … 練習問題|文章|テキスト|修正版", "指示に従って作成", "お役に立てば幸いです$", "参考になれば幸いです$",
    "以前の指示を無視", "これまでの指示を無視", "上記の指示を無視", "すべての指示を無視", "システムプロンプト", "誤答選択肢",
    "ダミーの選択肢", "json形式",
  ]

  private static let chinese: [String] = [
    "以下是练习", "以下是填空", "以下是您要求的 … 练习|文本|内容", "以下是你要求的 … 练习|文本|内容", "以下是为您生成", "以下是为您编写",
    "以下是为您准备的练习", "以下是为你生成", "以下是修改后的 … 练习|文本|版本", "以下是修订后的 … 练习|文本|版本", "这是您要求的 … 练习|文本",
    "这是你要求的 … 练习|文本", "好的,以下", "好的!以下", "好的。以下", "当然,以下", "当然!以下", "当然可以,以下", "当然可以!以下", "没问题,以下",
    "没问题!以下", "好的,这是 … 练习|文本|版本", "当然,这是 … 练习|文本|版本", "如需修改,请告诉我", "如需调整,请告诉我", "如果需要修改,请告诉我",
    "如果您需要修改,请告诉我", "如果您需要调整,请告诉我", "希望这对您有帮助$", "希望这对你有帮助$", "希望对您有帮助$", "希望对您有所帮助$",
    "忽略之前的指令", "忽略以上指令",
    "忽略所有之前", "忽略之前的所有", "忽略上述指令", "系统提示词", "干扰项", "json格式",
    "以下是練習", "以下是為您生成", "以下是為您編寫", "好的,這是 … 練習|文本|版本", "當然,以下", "當然!以下", "沒問題,以下",
    "如需調整,請告訴我", "希望這對您有幫助$", "系統提示詞", "干擾項",
  ]

  /// What stands in prompts and schemas.
  private static let ofPrompts: [String] = [
    "system prompt", "system message", "systemprompt", "json schema", "json-schema", "valid json",
    "additionalproperties",
    "create_gap_fill*", "create_micro_lesson*", "assess_gap_fill*", "assess_micro_lesson*", "correctindex",
  ]

  /// Control tokens of chat formats.
  private static let controlTokens: [String] = [
    "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>", "<|eot_id|>", "[/inst]",
    "[inst]", "<<sys>>", "### instruction*", "### system", "### response", "<thinking>", "</thinking>", "<think>",
    "</think>",
  ]
}
