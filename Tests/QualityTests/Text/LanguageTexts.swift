/// Short texts in six languages, written for the tests: everyday talk, product copy, explanations of grammar, lessons.
///
/// Names, foreign words and numbers are in them on purpose. The tables of the language rule were written without them.
enum LanguageTexts {
  static func lines(_ language: String) -> [String] {
    (texts[language] ?? "").split(separator: "\n").map(String.init)
  }

  private static let texts: [String: String] = [
    "en": """
    Order your copy today and save ten percent on the first delivery.
    She has been living in Berlin since her daughter went to university.
    Keeps drinks cold for 24 hours and fits every common cup holder.
    If it rains tomorrow, we will meet at the museum instead.
    Friction turns motion into heat wherever two surfaces touch.
    Could you tell me where the nearest pharmacy is, please?
    Nobody told him that the last train leaves at midnight.
    A lightweight backpack made from recycled nylon, built for long days.
    After a comma, a new clause often begins with a small word.
    My brother plays the violin, but he never practises at home.
    The median is the middle value of a sorted list of numbers.
    Discover the new collection before everyone else does.
    Plants use sunlight, water and carbon dioxide to make sugar.
    Why did they cancel the meeting without telling anybody?
    Use the past tense here because the action is already over.
    Its stainless steel blade stays sharp through years of daily cooking.
    Maria and Jean-Pierre are flying to Tokyo on Saturday morning.
    You should have called me as soon as you arrived.
    Machine washable at 30 degrees; do not tumble dry or iron.
    Each question has exactly four choices, and only one is right.
    He wanted a Schnitzel, she preferred crêpes, so they had both.
    Interest grows faster when it is paid on earlier interest.
    Our smallest charger yet: 20 watts, folding plug, two ports.
    Could have been worse, said the old farmer and smiled.
    These headphones block noise so well that you may miss your stop.
    Children under six travel free when accompanied by an adult.
    Water expands when it freezes, which is why bottles burst.
    I would rather stay in and watch something funny tonight.
    Perfect gift wrapping available at checkout, just tick the box.
    Most verbs take "s" in the third person singular.
    """,
    "de": """
    Bestellen Sie noch heute und sparen Sie zehn Prozent auf die erste Lieferung.
    Seit ihre Tochter studiert, wohnt sie wieder allein in Hamburg.
    Hält Getränke 24 Stunden kalt und passt in jeden Becherhalter.
    Wenn es morgen regnet, treffen wir uns lieber im Museum.
    Reibung verwandelt Bewegung in Wärme, wo sich Flächen berühren.
    Können Sie mir bitte sagen, wo die nächste Apotheke ist?
    Niemand hatte ihm gesagt, dass der letzte Zug um Mitternacht fährt.
    Leichter Rucksack aus recyceltem Nylon für lange Tage unterwegs.
    Nach dem Komma beginnt oft ein Nebensatz mit dem Verb am Ende.
    Mein Bruder spielt Geige, übt aber nie zu Hause.
    Der Median ist der mittlere Wert einer sortierten Liste.
    Entdecke jetzt die neue Kollektion vor allen anderen.
    Pflanzen brauchen Licht, Wasser und Kohlendioxid zum Wachsen.
    Warum wurde die Sitzung abgesagt, ohne dass jemand Bescheid bekam?
    Hier steht das Präteritum, weil die Handlung abgeschlossen ist.
    Die Klinge aus Edelstahl bleibt auch nach Jahren scharf.
    Maria und Jean-Pierre fliegen am Samstag nach Tokio.
    Du hättest mich gleich nach der Ankunft anrufen sollen.
    Bei 30 Grad waschbar, nicht in den Trockner geben oder bügeln.
    Jede Frage hat genau vier Antworten, nur eine davon stimmt.
    Er wollte ein Steak, sie lieber Crêpes, also gab es beides.
    Zinsen wachsen schneller, wenn sie selbst verzinst werden.
    Unser kleinstes Ladegerät: 20 Watt, klappbarer Stecker, zwei Anschlüsse.
    Hätte schlimmer kommen können, meinte der alte Bauer lächelnd.
    Kinder unter sechs Jahren fahren in Begleitung kostenlos mit.
    Wasser dehnt sich beim Gefrieren aus, deshalb platzen Flaschen.
    Nach Präpositionen wie „mit“ und „bei“ folgt der Dativ.
    Frau Özdemir arbeitet als Ärztin im Krankenhaus Süd.
    """,
    "fr": """
    Commandez dès aujourd’hui et économisez dix pour cent sur la première livraison.
    Elle vit seule à Lyon depuis que sa fille est partie étudier.
    Garde les boissons fraîches 24 heures et se glisse partout.
    S’il pleut demain, nous nous retrouverons plutôt au musée.
    Le frottement transforme le mouvement en chaleur entre deux surfaces.
    Pourriez-vous me dire où se trouve la pharmacie la plus proche ?
    Personne ne lui avait dit que le dernier train partait à minuit.
    Un sac à dos léger en nylon recyclé, conçu pour les longues journées.
    Après une virgule commence souvent une proposition subordonnée.
    Mon frère joue du violon, mais il ne répète jamais chez lui.
    La médiane est la valeur centrale d’une liste triée.
    Découvrez la nouvelle collection avant tout le monde.
    Les plantes utilisent la lumière, l’eau et le gaz carbonique.
    Pourquoi ont-ils annulé la réunion sans prévenir personne ?
    On emploie ici l’imparfait parce que l’action dure.
    Sa lame en acier inoxydable reste tranchante pendant des années.
    Maria et Hans prennent l’avion pour Tokyo samedi matin.
    Tu aurais dû m’appeler dès ton arrivée à la gare.
    Lavable en machine à 30 degrés, ne pas repasser ni sécher.
    Chaque question a quatre réponses, dont une seule est juste.
    Il voulait un Schnitzel, elle préférait des tapas.
    Les intérêts augmentent plus vite quand ils s’ajoutent au capital.
    Notre plus petit chargeur : 20 watts, fiche pliante, deux ports.
    Cela aurait pu être pire, dit le vieux paysan en souriant.
    Ces écouteurs isolent si bien que vous raterez votre arrêt.
    Les enfants de moins de six ans voyagent gratuitement.
    L’eau se dilate en gelant, voilà pourquoi les bouteilles éclatent.
    Je préférerais rester ici ce soir et regarder un film drôle.
    L’adjectif s’accorde en genre et en nombre avec le nom.
    Offrez-vous le confort d’un coton doux et respirant.
    """,
    "es": """
    Haz tu pedido hoy y ahorra un diez por ciento en la primera entrega.
    Vive sola en Sevilla desde que su hija empezó la universidad.
    Mantiene las bebidas frías 24 horas y cabe en cualquier mochila.
    Si llueve mañana, nos vemos mejor en el museo.
    La fricción convierte el movimiento en calor entre dos superficies.
    ¿Podría decirme dónde está la farmacia más cercana, por favor?
    Nadie le había dicho que el último tren salía a medianoche.
    Mochila ligera de nailon reciclado, pensada para días largos.
    Después de una coma suele empezar una oración subordinada.
    Mi hermano toca el violín, pero nunca practica en casa.
    La mediana es el valor central de una lista ordenada.
    Descubre la nueva colección antes que nadie.
    Las plantas usan la luz, el agua y el dióxido de carbono.
    ¿Por qué cancelaron la reunión sin avisar a nadie?
    Aquí se usa el pretérito porque la acción ya terminó.
    Su hoja de acero inoxidable se mantiene afilada durante años.
    María y Jean-Pierre vuelan a Tokio el sábado por la mañana.
    Deberías haberme llamado en cuanto llegaste a la estación.
    Lavable a máquina a 30 grados; no planchar ni usar secadora.
    Cada pregunta tiene cuatro respuestas y solo una es correcta.
    Él quería un Schnitzel y ella prefería unos crêpes.
    Los intereses crecen más rápido cuando se suman al capital.
    Nuestro cargador más pequeño: 20 vatios, enchufe plegable, dos puertos.
    Podría haber sido peor, dijo el viejo campesino sonriendo.
    Estos auriculares aíslan tanto que te saltarás tu parada.
    Los niños menores de seis años viajan gratis con un adulto.
    El agua se expande al congelarse, por eso revientan las botellas.
    Preferiría quedarme aquí esta noche y ver algo divertido.
    El adjetivo concuerda con el sustantivo en género y número.
    Regálate la comodidad de un algodón suave y transpirable.
    """,
    "ja": """
    本日ご注文いただくと、初回の配送料が十パーセント割引になります。
    娘が大学に入ってから、彼女はずっと大阪で一人暮らしをしています。
    飲み物を24時間冷たく保ち、どんなカップホルダーにも収まります。
    明日雨が降ったら、代わりに美術館で待ち合わせましょう。
    二つの面が触れ合うところでは、摩擦が運動を熱に変えます。
    すみません、一番近い薬局はどこにあるか教えていただけませんか。
    最終電車が夜の十二時に出ることを、だれも彼に伝えていなかった。
    再生ナイロンで作られた軽いリュックサックは、長い一日にぴったりです。
    読点のあとには、新しい文が続くことがよくあります。
    兄はバイオリンを弾きますが、家ではまったく練習しません。
    中央値とは、数を順番に並べたときに真ん中に来る値のことです。
    新しいコレクションを、だれよりも早くチェックしてください。
    植物は日光と水と二酸化炭素を使って糖を作り出します。
    どうして何も知らせずに会議を中止してしまったのですか。
    動作がもう終わっているので、ここでは過去形を使います。
    ステンレスの刃は、毎日使っても何年も切れ味が続きます。
    マリアさんとジャンさんは土曜日の朝に東京へ飛びます。
    駅に着いたらすぐに電話をしてくれればよかったのに。
    三十度の水で洗濯できます。アイロンはかけないでください。
    どの問題にも選択肢が四つあり、正しいものは一つだけです。
    彼はシュニッツェルを、彼女はクレープを食べたがっていた。
    利息にも利息がつくと、お金はより速く増えていきます。
    当社で最も小さい充電器。20W、折りたたみ式プラグ、USB-C対応です。
    このヘッドホンは周りの音をよく遮るので、乗り過ごすかもしれません。
    六歳未満のお子様は、大人と一緒なら無料で乗車できます。
    水は凍ると膨らむため、瓶が割れてしまうことがあります。
    今夜は家でのんびり面白い映画でも見たいと思います。
    形容詞は名詞の前に置かれ、その性質を表します。
    """,
    "zh": """
    今天下单即可享受首次配送九折优惠，数量有限，先到先得。
    自从女儿上大学以后，她就一个人住在上海。
    饮料可保冷二十四小时，适合各种常见的杯架。
    如果明天下雨，我们就改在博物馆见面吧。
    两个表面互相接触的地方，摩擦会把运动变成热量。
    请问您能告诉我最近的药店在哪里吗？非常感谢。
    没有人告诉他，最后一班火车半夜十二点就开走了。
    这款轻便的背包采用再生尼龙制成，适合长时间外出。
    逗号后面常常会出现一个新的分句，请注意语序。
    我哥哥会拉小提琴，可是他在家里从来不练习。
    中位数是把一组数字排好顺序以后位于中间的那个数。
    快来抢先了解我们的全新系列产品吧，欢迎选购。
    植物利用阳光、水和二氧化碳来制造糖分。
    他们为什么没有通知任何人就取消了会议？
    因为动作已经完成，所以这里要用“了”。
    不锈钢刀片即使每天使用，也能多年保持锋利。
    玛丽亚和让·皮埃尔星期六早上坐飞机去东京。
    你到了车站就应该马上给我打电话才对。
    可用三十度温水机洗，请勿熨烫或烘干。
    每道题都有四个选项，其中只有一个是正确的。
    他想吃炸猪排，她更喜欢薄饼，所以两样都点了。
    如果利息也能产生利息，钱就会增长得更快。
    这是我们最小的充电器：20W功率，可折叠插头，支持USB-C接口。
    老农民笑着说，事情本来可能会更糟糕。
    这副耳机的降噪效果非常好，小心坐过站哦。
    六岁以下的儿童在成人陪同下可以免费乘车。
    水结冰的时候体积会变大，所以瓶子会裂开。
    今天晚上我宁愿待在家里看一部有趣的电影。
    形容词放在名词前面，用来说明事物的性质。
    棉質柔軟又透氣，讓您整天都感到舒適自在。
    """,
  ]
}
