import ContentModel

/// A text calls upon its reader to do something.
///
/// It has to hold one of the words with which copies do so in its language: there are lists for German, English,
/// Spanish, French, Japanese and Chinese; `words` adds more, for any language. Where there are none the rule is silent.
/// A field that is missing or is no text is not its business.
struct CallToAction: Rule {
  static let id = "call_to_action"
  static let version = 2
  static let severity = Severity.warning
  static let title = "No call to action"
  static let fix = "Call upon the reader to buy, order or try."
  static let parameters = [
    Characters.fieldParameter,
    RuleParameter(
      "words", .texts, usual: [], "Further words, each enough by itself; `*` at the end stands for any ending."),
  ]

  private let fields: [FieldPath]
  private let words: [String: WordList]
  private let ownWords: WordList

  init(_ values: RuleValues) {
    fields = values.fields("field")
    let own = values.texts("words")
    ownWords = WordList(own)
    words = Self.usual.mapValues { WordList($0 + own) }
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let language = primaryLanguage(of: reading.subject.language)
    let words = self.words[language] ?? ownWords
    if words.isEmpty { return [] }
    let examples = (Self.examples[language] ?? "").isEmpty ? "" : ", such as \(Self.examples[language] ?? "")"
    return reading.findings(at: fields) { value, place in
      guard let text = value?.string, words.first(in: WordText(text)) == nil else { return nil }
      return check.finding(
        "\(place) has no call to action", fix: "End \(place) with a call to action\(examples).")
    }
  }

  /// For the next attempt, in the language itself.
  private static let examples = [
    "de": "„Jetzt entdecken“", "en": "“Order yours today”", "es": "«Descúbrelo hoy»", "fr": "« Découvrez-le »",
    "ja": "「今すぐご注文ください」", "zh": "“立即选购”",
  ]

  private static let usual = [
    "de": [
      "kaufen", "kaufe", "kauft", "bestell*", "entdeck*", "hol*", "sichern", "sichere", "zugreifen", "zuschlagen",
      "ausprobier*", "probier*", "testen",
      "teste", "testet", "erleben", "erlebe", "erlebt", "greif*", "gönn*", "überzeugen sie sich", "überzeuge dich",
      "greifen sie zu", "erfahren sie mehr", "mehr erfahren", "jetzt sparen", "jetzt informieren", "jetzt anmelden",
      "stöbern*", "wählen sie", "wähle", "schlag* zu", "nutzen sie", "nutze",
    ],
    "en": [
      "buy", "shop", "order", "get", "discover", "try", "choose", "grab", "add to cart", "add it to", "explore",
      "start",
      "learn more", "find out", "pick", "upgrade", "treat yourself", "bring home", "see for yourself", "join", "enjoy",
    ],
    "es": [
      "compra", "compre", "comprar", "comprad", "cómpra*", "descubre", "descubra", "descubrir", "descúbre*",
      "descúbra*",
      "pide", "pida", "píde*", "pída*", "consigue", "consiga", "consígue*", "consíga*", "prueba", "pruebe", "pruéba*",
      "pruébe*", "aprovecha", "aproveche", "aprovéch*", "elige", "elija", "hazte con", "hágase con", "llévate*",
      "llévese*", "ordena", "ordene", "disfruta", "disfrute", "no esperes más", "no espere más", "añade", "añada",
    ],
    "fr": [
      "achetez", "achète", "acheter", "commandez", "commande", "commander", "découvrez", "découvre", "découvrir",
      "profitez", "profite", "essayez", "essaie", "offrez", "offre-toi", "obtenez", "adoptez", "adopte", "procurez",
      "choisissez", "choisis", "laissez-vous", "craquez", "ajoutez", "faites", "testez", "n'attendez plus",
    ],
    "ja": [
      "購入", "注文", "お試し", "試して", "チェック", "今すぐ", "いますぐ", "ぜひ", "是非", "手に入れ", "ご覧ください",
      "お買い求め", "体験して", "体験ください", "お求め", "見つけて", "始めよう", "始めましょう", "カートに", "ご利用ください",
    ],
    "zh": [
      "购买", "选购", "立即", "订购", "下单", "抢购", "探索", "快来", "试试", "马上", "了解更多", "入手", "带回家", "带走",
      "即刻", "赶快", "赶紧", "加入购物车", "现在就", "購買", "選購", "訂購", "下單", "搶購", "帶回家", "加入購物車",
      "现在购", "拥有它", "擁有它",
    ],
  ]
}
