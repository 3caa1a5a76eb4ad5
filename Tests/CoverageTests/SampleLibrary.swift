import ContentModel

@testable import Coverage

/// A library the size of the first users': 32 sections of German grammar, 48 topics in 8 themes, some full, some thin.
enum SampleLibrary {
  static let sections: [(level: String, ids: [String])] = [
    (
      "A1",
      [
        "praesens_regelmaessig", "artikel_bestimmt_unbestimmt", "akkusativ_einstieg", "negation_nicht_kein",
        "modalverben_praesens", "trennbare_verben",
      ]
    ),
    (
      "A2",
      [
        "adjektivdeklination_einstieg", "perfekt_haben_sein", "dativ_praepositionen", "wechselpraepositionen",
        "nebensatz_weil_dass", "komparativ_superlativ", "reflexive_verben",
      ]
    ),
    (
      "B1",
      [
        "konjunktiv2_hoeflichkeit", "praeteritum", "relativsaetze", "infinitiv_mit_zu", "temporale_nebensaetze",
        "genitiv",
        "adjektivdeklination_vertiefung",
      ]
    ),
    (
      "B2",
      [
        "passiv", "konjunktiv2_vergangenheit", "partizipialattribute", "nomen_verb_verbindungen",
        "zweiteilige_konnektoren", "praepositionen_mit_genitiv",
      ]
    ),
    (
      "C1",
      [
        "nominalstil_und_verdichtung", "indirekte_rede", "subjektive_modalverben", "erweiterte_attribute",
        "textkohaerenz", "wortbildung_praefixe",
      ]
    ),
  ]

  static let topics: [(theme: String, titles: [String])] = [
    ("alltag", ["Einkaufen", "Morgenroutine", "Nachbarn", "Wohnung suchen", "Wetter", "Kochen"]),
    ("arbeit", ["Bewerbung", "Erster Arbeitstag", "Besprechung", "Dienstreise", "Homeoffice", "Kündigung"]),
    (
      "behoerden",
      ["Anmeldung", "Führerschein", "Steuererklärung", "Aufenthaltstitel", "Elterngeld", "Wahlbenachrichtigung"]
    ),
    ("bildung", ["Schulanfang", "Prüfung", "Sprachkurs", "Bibliothek", "Ausbildungsplatz", "Studienfachwahl"]),
    ("freizeit", ["Sportverein", "Kino", "Wandern", "Wochenende", "Musikfestival", "Schrebergarten"]),
    (
      "gesellschaft",
      ["Ehrenamt", "Umweltschutz", "Generationen", "Zusammenleben im Mehrfamilienhaus", "Feste", "Verkehr"]
    ),
    ("gesundheit", ["Arztbesuch", "Apotheke", "Ernährung", "Schlaf", "Rückenschmerzen", "Krankenversicherung"]),
    ("medien", ["Nachrichten", "Soziale Netzwerke", "Podcast", "Zeitungsinterview", "Datenschutz", "Werbung"]),
  ]

  static var catalogue: Catalogue {
    var catalogue = Catalogue(kinds: [
      "gap_fill_exercise": KindTraits(
        name: "gap_fill_exercise", dimensions: [.topic], cardinality: .many, languages: ["de"]),
      "micro_lesson": KindTraits(name: "micro_lesson", dimensions: [.topic], cardinality: .many, languages: ["en"]),
    ])
    for (level, ids) in sections {
      for id in ids {
        let title = id.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
        catalogue.sections[id] = Section(
          section: id, kind: "gap_fill_exercise", level: level,
          title: title.replacing("ae", with: "ä").replacing("oe", with: "ö"))
      }
    }
    for (id, title) in [
      ("statistics_basics", "Basics of statistics"), ("plant_biology", "Plant biology"),
      ("everyday_physics", "Everyday physics"),
    ] { catalogue.sections[id] = Section(section: id, kind: "micro_lesson", title: title) }
    for (theme, titles) in topics {
      for (number, title) in titles.enumerated() {
        let id = "\(theme)_\(number + 7 < 10 ? "0" : "")\(number + 7)_\(title.lowercased().split(separator: " ")[0])"
        // Offices and taxes are no matter for beginners.
        let levels = theme == "behoerden" && number > 1 ? ["B1", "B2", "C1"] : []
        catalogue.topics[id] = Topic(
          topic: id, theme: theme, title: title, levels: levels, kinds: ["gap_fill_exercise"])
      }
    }
    for (theme, section, titles) in [
      ("statistics", "statistics_basics", ["Averages", "Spread", "Samples", "Charts", "Chance", "Correlation"]),
      ("plants", "plant_biology", ["Photosynthesis", "Roots", "Seeds", "Flowers", "Leaves", "Wood"]),
      ("physics", "everyday_physics", ["Friction", "Heat", "Levers", "Light", "Sound", "Magnets"]),
    ] {
      for (number, title) in titles.enumerated() {
        let id = "\(theme)_0\(number + 1)_\(title.lowercased())"
        catalogue.topics[id] = Topic(
          topic: id, theme: theme, title: title, kinds: ["micro_lesson"], sections: [section])
      }
    }
    let rows =
      ["adjektivdeklination_einstieg,,,de,40,1", "passiv,,,de,30,1", "konjunktiv2_hoeflichkeit,,,de,30,1"]
      + ["praesens_regelmaessig,*,,de,2,2", "perfekt_haben_sein,*,,de,2,2", "relativsaetze,*,,de,1,2"]
      + [
        "indirekte_rede,*,,de,1,2", "relativsaetze,,,de,60,2",
        "adjektivdeklination_einstieg,freizeit_10_wochenende,,de,4,1",
      ]
      + ["*,,,de,12,3", "*,*,,en,2,3"]
    catalogue.targets = rows.enumerated().map { TargetRow($1, line: $0 + 2) }
    return catalogue
  }

  static var inventory: Inventory {
    var generator = TestGenerator(seed: 7)
    var inventory = Inventory()
    let catalogue = catalogue
    for (position, section) in catalogue.sections.values.sorted(by: { $0.section < $1.section }).enumerated() {
      // Every fifth section is empty; of the others, some are full.
      if position % 5 == 3 { continue }
      let fullness = position % 4
      for topic in catalogue.topics(of: section) {
        let active = Int.random(in: 0...(section.kind == "micro_lesson" ? 3 : 8), using: &generator) / 2 - 3 + fullness
        guard active > 0 else { continue }
        let found = InventoryCounts(
          active: active, machine: active - 1, approved: 1, inReview: position % 6 == 0 && active > 1 ? 1 : 0,
          inFlight: position % 9 == 4 && active > 1 ? 1 : 0)
        let key = Key(section: section.section, topic: topic, language: section.kind == "micro_lesson" ? "en" : "de")
        inventory.counts[Inventory.Place(kind: section.kind, key: key)] = found
      }
    }
    return inventory
  }
}
