/// The words of a language that build sentences instead of naming things.
///
/// Listed for German, English, French and Spanish, and as characters for Chinese. In Japanese they are what is written in
/// hiragana. In other languages that write words apart, words of up to three letters stand for them: the shortest words
/// of a language are its most frequent ones (Zipf, "Human Behavior and the Principle of Least Effort", 1949).
struct FunctionWords {
  private enum Way {
    /// The hash of the form of a word that stands for all its forms, by the hash of each of them.
    case listed([UInt64: UInt64])
    case hiragana
    case short
    case none
  }

  private let way: Way

  /// - Parameter language: a BCP 47 tag, of which the first part decides.
  init(language: String, isSpaced: Bool) {
    let primary = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    way =
      if let words = Self.listed[primary] {
        .listed(words)
      } else if primary == "ja" {
        .hiragana
      } else {
        isSpaced ? .short : .none
      }
  }

  /// What stands for a function word, in lower case and without accents on Latin letters; nil for another word.
  ///
  /// The forms of a word stand for each other: with another noun its article changes too, and the frame stays.
  func key(_ word: ArraySlice<UInt32>) -> UInt64? {
    switch way {
    case .listed(let words): words[StableHash.of(word)]
    case .hiragana: word.allSatisfy { 0x3041...0x309F ~= $0 } ? StableHash.of(word) : nil
    case .short: word.count <= 3 && word.allSatisfy { !(0x30...0x39 ~= $0) } ? StableHash.of(word) : nil
    case .none: nil
    }
  }

  private static let listed: [String: [UInt64: UInt64]] = [
    "de": words(german), "en": words(english), "fr": words(french), "es": words(spanish),
    "zh": Dictionary(
      chinese.unicodeScalars.map { (StableHash.of([$0.value]), StableHash.of([$0.value])) },
      uniquingKeysWith: { first, _ in first }),
  ]

  /// Reads a list: a comma between words, spaces between the forms of a word.
  private static func words(_ text: String) -> [UInt64: UInt64] {
    var keys: [UInt64: UInt64] = [:]
    for word in text.split(separator: ",") {
      let forms = Folding.words(of: Folding.searchable(String(word))).map { StableHash.of($0.lazy.map(UInt32.init)) }
      guard let first = forms.first else { continue }
      for form in forms where keys[form] == nil { keys[form] = first }
    }
    return keys
  }

  private static let german = """
    der die das den dem des, ein eine einen einem einer eines, kein keine keinen keinem keiner keines,
    ich du er sie es wir ihr man, mich dich ihn uns euch, mir dir ihm ihnen, sich,
    mein meine meinen meinem meiner meines dein deine deinen deinem deiner sein seine seinen seinem seiner seines ihre
    ihren ihrem ihrer ihres unser unsere unseren unserem unserer euer eure euren eurem eurer,
    wer wen wem, was, wann, wo, wohin, woher, warum, wie, welcher welche welches welchen welchem,
    dieser diese dieses diesen diesem, jeder jede jedes jeden jedem, alle alles allen,
    und, oder, aber, denn, sondern, doch, dass, weil, wenn, als, ob, bevor, nachdem, während, damit, obwohl, da, sobald,
    bis, seit, in im ins, an am ans, auf aufs, aus, bei beim, mit, nach, von vom, vor, zu zum zur, über, unter, neben,
    zwischen, hinter, durch, für, gegen, ohne, um, trotz, wegen, statt,
    ist sind bin bist seid, war waren warst, hat habe haben hast habt, hatte hatten, wird werde werden wirst,
    wurde wurden, worden, kann können kannst, konnte konnten, muss müssen musst, musste mussten, will wollen willst,
    wollte wollten, soll sollen sollst, sollte sollten, darf dürfen darfst, möchte möchten,
    nicht, nie, auch, nur, noch, schon, sehr, so, hier, dort, dann danach, jetzt, immer, ja, nein
    """
  private static let english = """
    a an, the, this these, that those, i you he she it we they, me him us them,
    my your his her its our their, mine yours, who whom, whose, which, what, when, where, why, how,
    and, or, but, so, because, if, although though, while, until, before, after, since, as, than, in, on, at, by, for,
    from, to, of, with, without, into, onto, over, under, between, through, during, about, against, out, up, down, off,
    is are am, was were, be, been, being, has have, had, having, do does, did, will, would, can, could, shall, should,
    may, might, must, no, not, nor, never, always, often, too, very, just, only, also, still, yet, already, here, there,
    then, now, each every, all, both, some, any, many, much, more, most, few, one
    """
  private static let french = """
    le la les l, un une des, du de d, au aux, ce cet cette ces, je j tu il elle on nous vous ils elles, me m te t se s,
    lui leur, mon ma mes ton ta tes son sa ses notre nos votre vos leurs, qui, que qu, quoi, dont, ou, quand, comment,
    pourquoi, quel quelle quels quelles, et, mais, donc, or, ni, car, parce, si, comme, lorsque, puisque, avant, après,
    pendant, depuis, en, dans, sur, sous, à, avec, sans, pour, par, chez, vers, entre, contre,
    est sont suis es sommes êtes, était étaient, sera seront, a ai as avons avez ont, avait avaient, ne n, pas, plus,
    jamais, rien, y, très, aussi, toujours, déjà, encore, ici, là, alors, tout tous toute toutes
    """
  private static let spanish = """
    el la los las, un una unos unas, lo, al, del, de, yo tú él ella usted nosotros vosotros ellos ellas ustedes,
    me te se le les nos os, mi mis tu tus su sus nuestro nuestra, que, quien, cual, cuando, donde, como, porque, por,
    para, con, sin, sobre, entre, hasta, desde, hacia, en, a, y e, o u, pero, sino, ni, si, aunque, mientras, antes,
    después, es son soy eres somos, era eran, fue fueron, ser, está están estoy, estaba estaban, ha han he has hemos,
    había habían, no, nunca, siempre, muy, también, solo, ya, aquí, allí, este esta estos estas, ese esa eso esos esas,
    todo todos toda todas, más, menos
    """
  private static let chinese = "的了着过在是有和与或但不没很都也就还又再把被给对从到向跟比为以所这那哪我你他她它们个吗呢吧啊会能可要想应该谁什么怎时候里上下因而且如果虽然"
}
