import Testing

@Suite struct CallToActionTests {
  private static let rules =
    "rules: { call_to_action: { field: t } }\nlanguages: { nl: { call_to_action: { words: [bestel*] } } }"
  private static func missing(_: String) -> String { "call_to_action: t has no call to action" }

  @Test(arguments: [
    Sample("en", "Order yours today."), Sample("en", "Don’t wait: get it now"), Sample("en", "DISCOVER more"),
    Sample("de", "Jetzt entdecken!"), Sample("de", "Bestellen Sie noch heute."), Sample("de", "Jetzt zugreifen!"),
    Sample("de", "Hol dir die Flasche."),
    Sample("fr", "Découvrez-la sans attendre."), Sample("fr", "Commandez dès aujourd’hui"),
    Sample("es", "¡Descúbrelo hoy!"), Sample("es", "Cómprala ahora"), Sample("es", "Pide la tuya"),
    Sample("ja", "今すぐご注文ください。"), Sample("ja", "ぜひお試しください"), Sample("zh", "立即选购"),
    Sample("zh-Hant", "立即訂購"), Sample("zh", "快来试试吧"), Sample("nl", "Bestel nu"), Sample("sv", "En flaska."),
    Sample("en", ["other": "x"]), Sample("en", ["t": 3]),
  ])
  func good(_ sample: Sample) throws { try sample.check(Self.rules) }

  @Test(arguments: [
    Sample("en", "A bottle of steel.", missing("")), Sample("en", "Workshops and orderly targets", missing("")),
    Sample("de", "Eine Flasche aus Stahl.", missing("")), Sample("de", "Verkäufer und Einkauf", missing("")),
    Sample("de", "Sie hält jetzt noch länger warm.", missing("")),
    Sample("fr", "Une bouteille en acier.", missing("")), Sample("es", "Una botella de acero.", missing("")),
    Sample("ja", "ステンレス製のボトルです。", missing("")), Sample("zh", "不锈钢水瓶，保温十二小时。", missing("")),
    Sample("nl", "Een fles van staal.", missing("")), Sample("en", "", missing("")),
  ])
  func bad(_ sample: Sample) throws { try sample.check(Self.rules) }
}
