import Formats

/// What the samples of one language are made of; written for the tests.
struct SampleMaterial: Sendable {
  let language: String
  /// A page for a bottle: `seo_title`, `meta_description`, `h1_tag`, `translated_description`, `marketing_copy_a`.
  let title, meta, heading, description, copy: String
  let keywords: [String]
  let forbidden: String
  /// A lesson about friction in Markdown, after its title.
  let lessonTitle, lessonBody: String
  /// A word with its definition, examples and (for Chinese and Japanese) its reading.
  let word, definition: String
  let reading: String?
  let examples: [String]
  /// Two lines of a dialogue and a question about it.
  let lines: [String]
  let question: String
  /// A model's refusal, and what it says before its work.
  let refusal, preface: String
  /// A placeholder as this language's templates have it.
  let placeholder: String
  /// An opening quotation mark or bracket.
  let opening: String

  static let all = [
    SampleMaterial(
      language: "en", title: "Steel Bottle 750 ml for Tea and Coffee to Go",
      meta:
        "Our steel bottle keeps drinks hot for 12 hours and cold for 24. It holds 750 ml, weighs only 320 g and never leaks. Order yours today.",
      heading: "Hot tea, wherever the day takes you",
      description: """
        This bottle of brushed steel holds 750 ml and weighs only 320 g. Its double wall keeps drinks hot for 12 hours and cold \
        for 24 hours, so that your tea lasts as long as your day does. The wide neck takes ice cubes, and the lid does not leak.
        """,
      copy: "Discover the bottle that keeps up with you.", keywords: ["steel bottle", "thermos"], forbidden: "fake",
      lessonTitle: "Friction",
      lessonBody: """
        Push a heavy box and you feel something push back. This lesson shows why.

        ## What it is

        Two surfaces catch on each other, and **motion** turns into heat (rub your hands to feel it).

        ## What you need to know

        1. Rough surfaces rub more.
        2. A heavier box rubs more, too.

        ```
        force = weight * roughness
        ```
        """,
      word: "bank", definition: "A place where people keep and borrow money.", reading: nil,
      examples: ["I went to the bank yesterday.", "The bank is closed on Sundays."],
      lines: [
        "Excuse me, could you tell me where the bank is, please?", "Of course, it is right behind the old church.",
      ],
      question: "What is the person in the dialogue looking for?",
      refusal: "I'm sorry, but I can't assist with that request.",
      preface: "Sure, here is the text:", placeholder: "[Your Name]", opening: "“"),
    SampleMaterial(
      language: "de", title: "Edelstahlflasche 750 ml für Tee und Kaffee",
      meta:
        "Die Flasche aus Edelstahl hält 12 Stunden heiß und 24 Stunden kalt, fasst 750 ml und wiegt nur 320 g. Jetzt entdecken und bestellen!",
      heading: "Heißer Tee, wohin der Tag auch führt",
      description: """
        Diese Flasche aus gebürstetem Edelstahl fasst 750 ml und wiegt nur 320 g. Die doppelte Wand hält Getränke 12 Stunden heiß \
        und 24 Stunden kalt, damit der Tee so lange reicht wie der Tag. Durch den weiten Hals passen Eiswürfel, der Deckel ist dicht.
        """,
      copy: "Entdecken Sie die Flasche, die mit Ihnen Schritt hält.", keywords: ["Edelstahlflasche", "Thermosflasche"],
      forbidden: "billiger", lessonTitle: "Reibung",
      lessonBody: """
        Wer eine schwere Kiste schiebt, spürt einen Widerstand. Diese Lektion zeigt, warum.

        ## Was es ist

        Zwei Flächen verhaken sich, und aus **Bewegung** wird Wärme („Reibungswärme“).

        ## Was man wissen muss

        1. Raue Flächen reiben mehr.
        2. Eine schwere Kiste reibt auch mehr.
        """,
      word: "die Bank", definition: "Ein Haus, in dem man Geld einzahlt und abhebt.", reading: nil,
      examples: ["Ich war gestern auf der Bank.", "Die Bank hat am Sonntag geschlossen."],
      lines: [
        "Entschuldigung, können Sie mir sagen, wo die Bank ist?", "Natürlich, sie ist gleich hinter der alten Kirche.",
      ],
      question: "Was sucht die Person in diesem Gespräch?", refusal: "Ich kann diese Anfrage leider nicht bearbeiten.",
      preface: "Gerne! Hier ist der Text:", placeholder: "[Ihr Name]", opening: "„"),
    SampleMaterial(
      language: "fr", title: "Gourde en acier 750 ml pour thé et café",
      meta:
        "Cette gourde en acier garde vos boissons chaudes 12 heures et froides 24 heures. Elle contient 750 ml et pèse 320 g. Commandez-la dès aujourd’hui.",
      heading: "Un thé chaud où que vous alliez",
      description: """
        Cette gourde en acier brossé contient 750 ml et ne pèse que 320 g. Sa double paroi garde les boissons chaudes pendant 12 \
        heures et froides pendant 24 heures, pour que votre thé dure toute la journée. Le goulot est large et le bouchon ne fuit pas.
        """,
      copy: "Découvrez la gourde qui vous suit partout.", keywords: ["gourde", "bouteille isotherme"],
      forbidden: "contrefaçon",
      lessonTitle: "Le frottement",
      lessonBody: """
        Quand on pousse une caisse lourde, on sent une résistance. Cette leçon explique pourquoi.

        ## Ce que c’est

        Deux surfaces s’accrochent, et le **mouvement** devient chaleur (« frottez vos mains »).

        ## Ce qu’il faut savoir

        1. Les surfaces rugueuses frottent plus.
        2. Une caisse plus lourde aussi.
        """,
      word: "la banque", definition: "Un lieu où l’on dépose et retire de l’argent.", reading: nil,
      examples: ["Je suis allé à la banque hier.", "La banque est fermée le dimanche."],
      lines: [
        "Excusez-moi, pourriez-vous me dire où est la banque ?", "Bien sûr, elle est juste derrière la vieille église.",
      ],
      question: "Que cherche la personne dans ce dialogue ?",
      refusal: "En tant que modèle de langage, je ne peux pas le faire.",
      preface: "Voici l'exercice que vous avez demandé :", placeholder: "[Prénom]", opening: "«"),
    SampleMaterial(
      language: "es", title: "Botella de acero de 750 ml para té y café",
      meta:
        "La botella de acero mantiene tus bebidas calientes 12 horas y frías 24 horas. Tiene 750 ml y pesa solo 320 g. Descúbrela y pide la tuya hoy.",
      heading: "Té caliente, vayas donde vayas",
      description: """
        Esta botella de acero cepillado tiene 750 ml y pesa solo 320 g. Su doble pared mantiene las bebidas calientes durante 12 horas \
        y frías durante 24 horas, para que tu té dure tanto como el día. La boca es ancha y el tapón no gotea nunca.
        """,
      copy: "Descubre la botella que va contigo a todas partes.", keywords: ["botella de acero", "termo"],
      forbidden: "barata",
      lessonTitle: "La fricción",
      lessonBody: """
        Cuando empujas una caja pesada, sientes que algo se resiste. Esta lección explica por qué.

        ## Qué es

        Dos superficies se enganchan y el **movimiento** se vuelve calor (frota las manos: «calor»).

        ## Qué hay que saber

        1. Las superficies ásperas rozan más.
        2. Una caja más pesada también.
        """,
      word: "el banco", definition: "Un lugar donde la gente guarda y pide dinero.", reading: nil,
      examples: ["Ayer fui al banco.", "El banco cierra los domingos."],
      lines: [
        "Perdone, ¿podría decirme dónde está el banco, por favor?", "Claro, está justo detrás de la iglesia vieja.",
      ],
      question: "¿Qué busca la persona en este diálogo?", refusal: "Como modelo de lenguaje, no puedo hacerlo.",
      preface: "Aquí está el ejercicio que pediste:", placeholder: "[Nombre]", opening: "«"),
    SampleMaterial(
      language: "ja", title: "ステンレスボトル 750ml お茶やコーヒーに",
      meta: "温かい飲み物は１２時間、冷たい飲み物は２４時間そのまま。容量７５０ml、重さはわずか３２０gです。今すぐご注文ください。",
      heading: "どこへ行っても温かいお茶を",
      description: "このステンレスボトルは容量が750ml、重さはわずか320gです。二重構造なので、温かい飲み物は12時間、冷たい飲み物は24時間そのまま楽しめます。口が広くて氷も入り、ふたから漏れません。",
      copy: "毎日を共にするボトルを、ぜひお試しください。", keywords: ["ステンレスボトル", "水筒"], forbidden: "激安", lessonTitle: "摩擦",
      lessonBody: """
        重い箱を押すと、押し返される力を感じます。このレッスンではその理由を学びます。

        ## 摩擦とは

        二つの面が引っかかり、**運動**が熱に変わります（手をこすってみましょう）。

        ## 覚えておくこと

        1. ざらざらした面はよくこすれます。
        2. 重い箱もよくこすれます。
        """,
      word: "銀行", definition: "お金を預けたり借りたりする所。", reading: "ぎんこう", examples: ["昨日、銀行に行きました。", "銀行は日曜日に休みです。"],
      lines: ["すみません、銀行はどこにあるか教えていただけますか。", "ええ、あの古い教会のすぐ後ろにありますよ。"], question: "この会話の人は何を探していますか。",
      refusal: "AIとして、そのような文章は書けません。", preface: "かしこまりました。以下が文章です。", placeholder: "[商品名]", opening: "「"),
    SampleMaterial(
      language: "zh", title: "750毫升不锈钢保温杯，泡茶咖啡皆宜",
      meta: "热饮保温十二小时，冷饮保冷二十四小时。容量750毫升，仅重320克。立即选购，带回家吧。", heading: "走到哪里都有热茶",
      description: "这款拉丝不锈钢保温杯容量为750毫升，仅重320克。双层杯壁让热饮保温12小时，冷饮保冷24小时，让您的茶陪伴您一整天。杯口宽大，可以放入冰块，杯盖不会漏水。",
      copy: "快来试试这款陪伴您每一天的杯子。", keywords: ["保温杯", "水杯"], forbidden: "假货", lessonTitle: "摩擦力",
      lessonBody: """
        推一个很重的箱子时，你会感到有力量在阻挡。这一课告诉你为什么。

        ## 什么是摩擦

        两个表面互相卡住，**运动**就变成了热量（搓搓手就知道了）。

        ## 需要知道的事

        1. 粗糙的表面摩擦更大，地毯就是这样。
        2. 更重的箱子摩擦也更大。
        """,
      word: "银行", definition: "人们存钱和借钱的地方。", reading: "yínháng", examples: ["我昨天去了银行。", "银行星期天不开门。"],
      lines: ["请问，您能告诉我银行在哪里吗？谢谢您了。", "当然可以，就在那座老教堂的后面。"], question: "这段对话里的人在找什么地方？",
      refusal: "作为一个AI，我不能写这样的内容。", preface: "好的，以下是您要求的文章：", placeholder: "[产品名称]", opening: "《"),
  ]

  /// The source of all product pages, in Chinese.
  static let source: JSON = "不锈钢保温杯，容量750毫升，重320克，保温十二小时，保冷二十四小时。"
}
