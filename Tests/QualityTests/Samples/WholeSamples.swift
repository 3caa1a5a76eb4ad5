import Formats

/// Whole exercises and micro lessons in six languages, written for the tests as an author would hand them in: no rule of
/// the shipped kinds has anything to say of them, not even as a warning.
enum WholeSamples {
  static let all: [LabelledSample] = exercises + lessons

  private static let exercises: [LabelledSample] = [
    exercise(
      "de", "A2",
      """
      Am Samstag fährt Lena mit [1] Bruder zum Bahnhof. Sie wollen ihre Tante abholen, denn sie kommt aus [2] Schweiz. \
      Der Zug hat Verspätung, deshalb trinken die beiden noch einen heißen Kaffee.
      """,
      (
        "ihrem", ["ihren", "ihr", "ihrer"],
        "Nach der Präposition „mit“ steht der Dativ, und „Bruder“ ist maskulin: die Endung ist -em."
      ),
      (
        "der", ["die", "dem", "den"],
        "Die Präposition „aus“ verlangt den Dativ; der Artikel gehört hier zum Namen des Landes."
      )),
    exercise(
      "en", "B1",
      """
      When Maria moved to Leeds, she [1] anybody there. Her neighbour, who [2] in the same street since 1998, showed her \
      the market and the library. Now they meet every Friday and cook together.
      """,
      (
        "didn't know", ["hasn't known", "doesn't know", "hadn't knew"],
        "The sentence tells of one moment in the past, so the simple past with an auxiliary is needed."
      ),
      (
        "has lived", ["lives", "is living", "lived"],
        "With “since” and a year the action began in the past and still goes on: the present perfect."
      )),
    exercise(
      "fr", "A2",
      """
      Hier soir, Paul [1] au cinéma avec sa sœur. Ils ont vu un film très drôle et, après la séance, ils [2] une glace sur \
      la place. Il faisait encore chaud, et toute la ville était dehors.
      """,
      (
        "est allé", ["a allé", "est aller", "va"],
        "Les verbes de mouvement forment le passé composé avec l’auxiliaire être, et le participe s’accorde."
      ),
      (
        "ont mangé", ["sont mangé", "ont manger", "mangent"],
        "Avec un complément d’objet direct, on emploie l’auxiliaire avoir et le participe passé en -é."
      )),
    exercise(
      "es", "B1",
      """
      Cuando yo era niño, [1] todos los veranos a casa de mis abuelos. Un día mi abuelo me [2] un libro sobre estrellas, y \
      desde entonces quiero ser astrónomo. Todavía lo guardo en mi habitación.
      """,
      (
        "iba", ["fui", "iría", "voy"],
        "Una costumbre del pasado que se repite cada verano se cuenta con el pretérito imperfecto."
      ),
      (
        "regaló", ["regalaba", "regala", "regalará"],
        "La acción ocurrió una sola vez y terminó, así que hace falta el pretérito indefinido."
      )),
    exercise(
      "ja", "A2",
      "昨日、友だちと新しい図書館[1]行きました。とても静かで、窓から公園が見えます。私は二階[2]日本の歴史の本を読んで、友だちは料理の雑誌を見ていました。帰りに駅の前で温かいお茶を飲みました。",
      ("へ", ["を", "が", "は"], "「行く」のように動いて向かう場所を表すときは、方向の助詞を場所の名前のあとに置きます。"),
      ("で", ["に", "を", "が"], "何かをする場所を表すときの助詞です。ただ居る場所を表す助詞とは区別します。")),
    exercise(
      "zh", "A2",
      "上个星期天，我和姐姐一起去图书馆看书。那里很安静，我借了一[1]关于中国历史的小说，姐姐看了两个小时的杂志。中午我们饿了，就在旁边的饭馆吃[2]一碗面条。那家店的面又便宜又好吃。",
      ("本", ["张", "条", "只"], "书和小说这样的东西，数词后面要用专门的量词，不能用表示纸张或动物的量词。"),
      ("了", ["过", "着", "呢"], "动作在说话以前已经完成，动词后面带数量宾语，所以要用表示完成的助词。")),
  ]

  private static func exercise(
    _ language: String, _ level: String, _ text: String, _ gaps: (String, [String], String)...
  ) -> LabelledSample {
    LabelledSample(
      kind: "gap_fill_exercise", language: language,
      body: [
        "text": .string(text),
        "gaps": .array(
          gaps.enumerated().map { index, gap in
            [
              "no": .integer(index + 1), "correct": .string(gap.0), "distractors": .array(gap.1.map(JSON.string)),
              "explanation": .string(gap.2),
            ]
          }),
      ], main: "text", level: level)
  }

  private static let lessons: [LabelledSample] = [
    lesson(
      "en", "Why floors push back", goodContent.string ?? "",
      [
        ("Where does friction appear?", ["Where surfaces touch", "Only in water", "Only in machines", "Only on ice"]),
        (
          "You put books into the box. What changes?",
          ["It is harder to push", "It is easier to push", "Nothing at all", "The floor gets smoother"]
        ),
        (
          "Why does oil help a machine?",
          ["It fills the gaps", "It makes parts heavier", "It cools the air", "It adds more bumps"]
        ),
      ], "The lesson says so: small bumps catch on each other wherever two surfaces touch."),
    lesson(
      "de", "Warum der Boden zurückdrückt",
      """
      Wer eine schwere Kiste über den Boden schiebt, spürt, dass etwas dagegen drückt. Diese Kraft heißt Reibung, und sie \
      entsteht überall, wo zwei Flächen sich berühren und aneinander vorbeigleiten wollen. Selbst ein Boden, der glatt \
      aussieht, hat winzige Unebenheiten, die sich mit denen der Kiste verhaken. Je schwerer die Kiste ist, desto fester \
      werden sie aufeinander gedrückt, und desto größer ist die Reibung. Öl füllt die Lücken zwischen den Unebenheiten und \
      lässt die Flächen gleiten. Darum brauchen Maschinen Öl, damit sie viele Jahre lang gut laufen.
      """,
      [
        (
          "Wo entsteht Reibung?",
          ["Wo Flächen sich berühren", "Nur im Wasser", "Nur in Maschinen", "Nur auf Eis"]
        ),
        (
          "Jemand legt Bücher in die Kiste. Was ändert sich?",
          [
            "Sie lässt sich schwerer schieben", "Sie gleitet leichter", "Es ändert sich nichts",
            "Der Boden wird glatter",
          ]
        ),
        (
          "Warum hilft Öl einer Maschine?",
          ["Es füllt die Lücken", "Es macht Teile schwerer", "Es kühlt die Luft", "Es macht Flächen rauer"]
        ),
      ], "So steht es in der Lektion: Kleine Unebenheiten verhaken sich, wo zwei Flächen sich berühren."),
    lesson(
      "fr", "Pourquoi le sol résiste",
      """
      Poussez une caisse lourde sur le sol, et vous sentez que quelque chose résiste. Cette force s’appelle le frottement, \
      et elle apparaît partout où deux surfaces se touchent et veulent glisser l’une sur l’autre. Même un sol qui paraît \
      lisse porte de minuscules bosses, qui s’accrochent à celles de la caisse. Plus la caisse est lourde, plus les bosses \
      sont pressées ensemble, et plus le frottement grandit. L’huile remplit les creux et laisse les surfaces glisser : \
      c’est pourquoi les machines en ont besoin pour bien tourner pendant des années.
      """,
      [
        (
          "Où apparaît le frottement ?",
          [
            "Où des surfaces se touchent", "Dans l’eau seulement", "Dans les machines seulement",
            "Sur la glace seulement",
          ]
        ),
        (
          "On met des livres dans la caisse. Que se passe-t-il ?",
          ["Elle est plus dure à pousser", "Elle glisse mieux", "Rien ne change", "Le sol devient lisse"]
        ),
        (
          "Pourquoi l’huile aide-t-elle une machine ?",
          ["Elle remplit les creux", "Elle alourdit les pièces", "Elle refroidit l’air", "Elle ajoute des bosses"]
        ),
      ], "La leçon le dit : de petites bosses s’accrochent partout où deux surfaces se touchent."),
    lesson(
      "es", "Por qué el suelo resiste",
      """
      Empuja una caja pesada por el suelo y sentirás que algo empuja en contra. Esa fuerza se llama fricción, y aparece \
      siempre que dos superficies se tocan y quieren deslizarse una sobre otra. Incluso un suelo que parece liso tiene \
      bultos muy pequeños, que se enganchan en los de la caja. Cuanto más pesada es la caja, más se aprietan los bultos, y \
      más crece la fricción. El aceite llena los huecos entre los bultos y deja que las superficies se deslicen. Por eso \
      las máquinas lo necesitan para funcionar bien durante muchos años.
      """,
      [
        (
          "¿Dónde aparece la fricción?",
          ["Donde se tocan dos superficies", "Solo en el agua", "Solo en las máquinas", "Solo en el hielo"]
        ),
        (
          "Pones libros en la caja. ¿Qué cambia?",
          ["Cuesta más empujarla", "Se desliza mejor", "No cambia nada", "El suelo se vuelve liso"]
        ),
        (
          "¿Por qué ayuda el aceite a una máquina?",
          ["Llena los huecos", "Hace pesadas las piezas", "Enfría el aire", "Añade más bultos"]
        ),
      ], "Lo dice la lección: los bultos se enganchan siempre que dos superficies se tocan."),
    lesson(
      "ja", "床が押し返す理由",
      """
      重い箱を床の上で押すと、押し返す力を感じます。この力を摩擦力といい、二つの面が触れてすべろうとする所に必ず現れます。\
      なめらかに見える床にも小さな凹凸があり、箱の凹凸に引っかかります。箱が重いほど強く押しつけられ、摩擦力は大きくなります。\
      油はすき間を埋めて面をすべりやすくするので、機械は油を必要とします。
      """,
      [
        ("摩擦力はどこに現れますか。", ["二つの面が触れる所", "水の中だけ", "機械の中だけ", "氷の上だけ"]),
        ("箱に本を入れると、どうなりますか。", ["押しにくくなる", "押しやすくなる", "何も変わらない", "床がなめらかになる"]),
        ("油はなぜ機械の役に立ちますか。", ["すき間を埋めるから", "部品を重くするから", "空気を冷やすから", "凹凸を増やすから"]),
      ], "二つの面が触れる所では、小さな凹凸がたがいに引っかかるからです。"),
    lesson(
      "zh", "地板为什么会往回推",
      """
      把一个很重的箱子推过地板，你会觉得有什么东西在往回推。这个力叫做摩擦力，只要两个表面接触并且想要互相滑动，它就会出现。\
      看起来很光滑的地板也有很小的凸起，它们会卡住箱子的凸起。箱子越重，压得越紧，摩擦力就越大。油填满了凸起之间的空隙，\
      让表面可以轻松滑动，所以机器需要油才能长时间正常工作。
      """,
      [
        ("摩擦力在哪里出现？", ["两个表面接触的地方", "只在水里", "只在机器里", "只在冰上"]),
        ("把书放进箱子以后，会有什么变化？", ["更难推动", "更容易推动", "没有变化", "地板变得光滑"]),
        ("油为什么能帮助机器？", ["它填满空隙", "它让零件变重", "它让空气变冷", "它增加凸起"]),
      ], "课文里说过：两个表面接触的时候，很小的凸起会互相卡住。"),
  ]

  private static func lesson(
    _ language: String, _ title: String, _ content: String, _ questions: [(String, [String])], _ explanation: String
  ) -> LabelledSample {
    LabelledSample(
      kind: "micro_lesson", language: language,
      body: [
        "title": .string(title), "content": .string(content), "difficulty": "easy",
        "questions": .array(
          questions.enumerated().map { index, question in
            // The right one is written first, and stands at another place in each question.
            var choices = question.1
            choices.swapAt(0, index)
            return [
              "prompt": .string(question.0), "choices": .array(choices.map(JSON.string)),
              "correctIndex": .integer(index),
              "explanation": .string(explanation),
            ]
          }),
      ], main: "content")
  }
}
