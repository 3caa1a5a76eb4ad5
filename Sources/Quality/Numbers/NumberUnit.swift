/// A unit of measure, of money or of time, in one spelling for all languages.
struct NumberUnit: Hashable, Sendable {
  /// What it is a multiple of: `g` for kilograms.
  let base: String
  /// The power of ten of that multiple: 3 for kilograms.
  let power: Int

  /// The unit that a spelling in lower case stands for, or nil.
  static func named(_ spelling: String) -> NumberUnit? { bySpelling[spelling] }

  /// The unit that begins at an index in a language that writes none apart (千克, グラム), and how many scalars it takes.
  static func unspaced(_ scalars: ArraySlice<Unicode.Scalar>) -> (NumberUnit, Int)? {
    guard let first = scalars.first, first.value >= 0x80, beginnings.contains(first) else { return nil }
    var length = min(longest, scalars.count)
    while length > 0 {
      var spelling = String.UnicodeScalarView()
      spelling.append(contentsOf: scalars.prefix(length))
      if let unit = bySpelling[String(spelling)] { return (unit, length) }
      length -= 1
    }
    return nil
  }

  private static let longest = 7
  private static let beginnings = Set(bySpelling.keys.compactMap(\.unicodeScalars.first))

  private static let bySpelling: [String: NumberUnit] = {
    var units: [String: NumberUnit] = [:]
    for (base, power, spellings) in table {
      for spelling in spellings.split(separator: " ") { units[String(spelling)] = NumberUnit(base: base, power: power) }
    }
    return units
  }()

  /// Spellings in English, German, French, Spanish, Japanese and Chinese. `in` for inches, 日 for days, 年 for years and 分 are
  /// left out: they are more often something else.
  private static let table: [(String, Int, String)] = [
    ("g", 3, "kg kilogram kilograms kilogramm kilogramme kilogrammes kilo kilos kilogramo kilogramos 千克 公斤 キログラム キロ ㎏"),
    ("g", 0, "g gram grams gramm gramme grammes gramo gramos 克 グラム"),
    ("g", -3, "mg milligram milligrams milligramm milligramme milligrammes miligramo miligramos 毫克 ミリグラム"),
    ("lb", 0, "lb lbs pound pounds pfund livre livres libra libras 磅 ポンド"),
    ("oz", 0, "oz ounce ounces unze unzen once onces onza onzas 盎司 オンス"),
    (
      "m", 3,
      "km kilometre kilometres kilometer kilometers kilometern kilomètre kilomètres kilómetro kilómetros 公里 千米 キロメートル ㎞"
    ),
    ("m", 0, "m metre metres meter meters metern mètre mètres metro metros 米 公尺 メートル"),
    (
      "m", -2,
      "cm centimetre centimetres centimeter centimeters zentimeter zentimetern centimètre centimètres centímetro centímetros 厘米 公分 センチ センチメートル ㎝"
    ),
    (
      "m", -3,
      "mm millimetre millimetres millimeter millimeters millimetern millimètre millimètres milímetro milímetros 毫米 ミリ ミリメートル ㎜"
    ),
    ("inch", 0, "inch inches zoll pouce pouces pulgada pulgadas 英寸 インチ \" ″"), ("ft", 0, "ft foot feet 英尺 フィート"),
    ("m²", 0, "m² m2 ㎡ sqm qm 平方米 平米 平方メートル"), ("m³", 0, "m³ m3 立方米"),
    ("l", 0, "l litre litres liter liters litern litro litros 升 リットル ℓ"),
    ("l", -2, "cl centilitre centilitres zentiliter"),
    ("l", -3, "ml millilitre millilitres milliliter milliliters mililitro mililitros 毫升 ミリリットル ㎖"),
    ("Ah", -3, "mah 毫安 毫安时 毫安時"), ("Ah", 0, "ah 安时"), ("V", 0, "v volt volts voltio voltios 伏 伏特 ボルト"),
    ("W", 0, "w watt watts vatio vatios 瓦 瓦特 ワット"), ("W", 3, "kw kilowatt kilowatts 千瓦 キロワット"),
    ("Wh", 3, "kwh kilowattstunden 千瓦时"),
    ("Wh", 0, "wh"), ("Hz", 0, "hz hertz 赫兹 ヘルツ"), ("Hz", 3, "khz"), ("Hz", 6, "mhz"), ("Hz", 9, "ghz"),
    ("B", 3, "kb ko"), ("B", 6, "mb mo"), ("B", 9, "gb go"), ("B", 12, "tb to"), ("bar", 0, "bar 巴"),
    ("dB", 0, "db dezibel decibels 分贝 デシベル"),
    ("°C", 0, "°c ℃ celsius 摄氏度"), ("°F", 0, "°f ℉ fahrenheit 华氏度"),
    ("%", 0, "% ％ percent prozent パーセント"), ("‰", 0, "‰ promille"),
    ("€", 0, "€ eur euro euros 欧元 歐元 ユーロ"), ("$", 0, "$ usd dollar dollars dólar dólares 美元 ドル"), ("£", 0, "£ gbp 英镑"),
    ("¥", 0, "¥ ￥ 円 元 人民币 yen yuan cny jpy 日元 块"),
    ("h", 0, "h hr hrs hour hours stunde stunden std heure heures hora horas 小时 小時 時間"),
    ("min", 0, "min mins minute minutes minuten minuto minutos 分钟 分鐘 分間"),
    ("s", 0, "s sec secs second seconds sekunde sekunden sek seconde secondes segundo segundos 秒 秒間"),
    ("day", 0, "day days tag tage tagen jour jours día días 天 日間"),
    ("week", 0, "week weeks woche wochen semaine semaines semana semanas 周 週間"),
    ("px", 0, "px pixel pixels 像素"), ("MP", 0, "mp megapixel megapixels"),
  ]
}
