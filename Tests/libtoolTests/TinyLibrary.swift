/// A library small enough for a reader to know its figures by heart.
///
/// | cell | target | active | gap |
/// |---|---|---|---|
/// | passiv | 3 | 0 | 3, missing, priority 1 |
/// | relativsaetze | 4 | 1 | 3, thin, priority 1 |
/// | — floor: freizeit_10_wochenende | 1 | 0 | 1, missing |
/// | negation_nicht_kein | 2 | 3 | 0, over, priority 2 |
/// | everyday_physics / physics_01_friction | 1 | 1 | 0, met, priority 3 |
/// | everyday_physics / physics_02_levers | 1 | 0 | 1, missing, priority 3 |
enum TinyLibrary {
  /// The files by their paths below the library's folder.
  static let files: [String: String] = [
    "library/libtool.yaml": settings,
    "library/sections.csv": sections,
    "library/topics.csv": topics,
    "library/targets.csv": targets,
    "library/items/starting.jsonl": items.joined(separator: "\n") + "\n",
  ]

  static let settings = """
    mode: rehearsal
    currency: EUR
    publish: auto
    kinds:
      gap_fill_exercise:
      micro_lesson:
    provider: simulated
    providers:
      simulated:
        model: simulated-1
        seed: 7
        latency_ms: 0
    prices:
      as_of: 2026-11-20
      simulated/*: {input: 0.35, cached_input: 0.09, output: 1.40}

    """

  static let sections = """
    section,kind,level,title,points
    negation_nicht_kein,gap_fill_exercise,A1,Negation mit nicht und kein,kein vor Nomen | nicht bei Verben
    relativsaetze,gap_fill_exercise,B1,Relativsätze,Relativpronomen | Präposition vor dem Pronomen
    passiv,gap_fill_exercise,B2,Passiv,Vorgangspassiv | Zustandspassiv | von und durch
    everyday_physics,micro_lesson,,Everyday physics,the law behind an everyday effect

    """

  static let topics = """
    topic,theme,title,kinds
    alltag_02_wohnung,alltag,Wohnung und Möbel,gap_fill_exercise
    freizeit_10_wochenende,freizeit,Pläne für das Wochenende,gap_fill_exercise
    physics_01_friction,physics,Why tyres grip,micro_lesson
    physics_02_levers,physics,Levers at home,micro_lesson

    """

  static let targets = """
    section,topic,sku,language,target,priority
    negation_nicht_kein,,,de,2,2
    relativsaetze,,,de,4,1
    relativsaetze,freizeit_10_wochenende,,de,1,1
    passiv,,,de,3,1
    everyday_physics,*,,en,1,3

    """

  /// The uuids of the starting items, in their order.
  static let uuids = (1...5).map { "01975e1d-0000-7000-8000-00000000000\($0)" }

  private static let items = [
    exercise(
      uuids[0], "negation_nicht_kein", "A1", "alltag_02_wohnung",
      "Wir haben [1] Balkon, aber das ist [2] schlimm. Im Sommer gehen wir in den Park. Der Vermieter wohnt [3] hier.",
      ["keinen", "nicht", "nicht"], ["kein", "nichts", "nie"], ["keine", "kein", "keiner"]),
    exercise(
      uuids[1], "negation_nicht_kein", "A1", "freizeit_10_wochenende",
      "Am Samstag habe ich [1] Zeit und am Sonntag fahre ich [2] weg. Ich habe auch [3] Lust auf Regen.",
      ["keine", "nicht", "keine"], ["nicht", "kein", "nicht"], ["kein", "nichts", "keinen"]),
    exercise(
      uuids[2], "negation_nicht_kein", "A1", "freizeit_10_wochenende",
      "Kommst du [1] mit ins Kino? Doch, aber ich habe noch [2] Karte und weiß auch [3], wann der Film beginnt.",
      ["nicht", "keine", "nicht"], ["kein", "nicht", "keine"], ["nichts", "keinen", "kein"]),
    exercise(
      uuids[3], "relativsaetze", "B1", "alltag_02_wohnung",
      "Der Schrank, [1] im Flur steht, gehört meiner Tante, [2] ich beim Umzug geholfen habe. Das Zimmer, in [3] ich "
        + "jetzt schlafe, war früher ihre Küche, und ich mag es sehr.",
      ["der", "der", "dem"], ["den", "die", "das"], ["dem", "deren", "den"]),
    """
    {"uuid":"\(uuids[4])","kind":"micro_lesson","section":"everyday_physics","topic":"physics_01_friction",\
    "language":"en","body":{"title":"Why tyres grip the road","content":"\(lesson)","difficulty":"easy","questions":[\
    \(question("What does friction do between tyre and road?", "It resists sliding", "It adds weight", "It cools both", "It lifts the car", 0)),\
    \(question("Why does ice make braking longer?", "Air gets thinner", "Friction falls", "Tyres shrink", "The car grows", 1)),\
    \(question("What do the grooves of a tyre do?", "Save rubber", "Make noise", "Lead water away", "Store heat", 2))]}}
    """,
  ]

  private static let lesson = """
    Push a book across a table and it soon stops. The force that slows it is friction, and it appears wherever two \
    surfaces touch. Under a microscope even smooth surfaces are rough, and their tiny hills catch on one another. A \
    tyre needs this: its soft rubber presses into the road and pushes back when you brake or turn. Water fills the \
    small gaps, so grip falls in the rain, and ice leaves hardly any. Grooves lead the water away. Deep grooves and \
    gentle braking keep a car on its way.
    """

  private static func question(
    _ prompt: String, _ first: String, _ second: String, _ third: String, _ fourth: String, _ correct: Int
  ) -> String {
    """
    {"prompt":"\(prompt)","choices":["\(first)","\(second)","\(third)","\(fourth)"],"correctIndex":\(correct),\
    "explanation":"Read the lesson again: it says what happens where two surfaces touch."}
    """
  }

  /// An exercise of three gaps; `first` and `second` are two distractors of each, the third is made up.
  private static func exercise(
    _ uuid: String, _ section: String, _ level: String, _ topic: String, _ text: String, _ correct: [String],
    _ first: [String], _ second: [String]
  ) -> String {
    let gaps = correct.indices.map { index in
      """
      {"no":\(index + 1),"correct":"\(correct[index])","distractors":["\(first[index])","\(second[index])","ohne"],\
      "explanation":"Hier passt nur diese Form, denn der Satz verlangt sie an dieser Stelle."}
      """
    }
    return """
      {"uuid":"\(uuid)","kind":"gap_fill_exercise","level":"\(level)","section":"\(section)","topic":"\(topic)",\
      "language":"de","body":{"text":"\(text)","gaps":[\(gaps.joined(separator: ","))]}}
      """
  }
}
