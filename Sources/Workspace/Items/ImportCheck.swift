import ContentModel
import Formats
import Interchange

/// Whether an imported item fits the library's kinds and catalogue.
struct ImportCheck {
  private let kinds: [String: KindTraits]
  private let catalogue: Catalogue
  private let isRehearsal: Bool
  /// The present names of sections by their former ones.
  private let presentNames: [String: String]
  /// Topics found right so far, by kind, section and language: they repeat line after line.
  private var knownPlaces: [String: Set<String?>] = [:]

  init(kinds: [String: KindTraits], catalogue: Catalogue, isRehearsal: Bool) {
    self.kinds = kinds
    self.catalogue = catalogue
    self.isRehearsal = isRehearsal
    var presentNames: [String: String] = [:]
    for section in catalogue.sections.values {
      for alias in section.aliases { presentNames[alias] = section.section }
    }
    self.presentNames = presentNames
  }

  /// What a section is called now: files outlive the renaming of a section.
  func presentName(ofSection name: String) -> String { presentNames[name] ?? name }

  /// What is wrong with an item, or nil.
  mutating func problem(of item: ImportedItem, file: String) -> ImportProblem? {
    if item.isRehearsal && !isRehearsal {
      return ImportProblem(
        file: file, line: item.line, what: "this item comes from a rehearsal",
        hint: "this library is in production: it takes no simulated text")
    }
    let place = "\(item.kind)\u{0}\(item.key.section)\u{0}\(item.key.language)"
    if item.key.sku == nil, knownPlaces[place]?.contains(item.key.topic) == true { return nil }
    if let (what, hint) = misfit(of: item) {
      return ImportProblem(file: file, line: item.line, what: what, hint: hint)
    }
    knownPlaces[place, default: []].insert(item.key.topic)
    return nil
  }

  private func misfit(of item: ImportedItem) -> (what: String, hint: String?)? {
    guard let kind = kinds[item.kind] else {
      return unknown(item.kind, "kind in use", kinds.keys.sorted(), "name it under `kinds` in libtool.yaml")
    }
    guard let section = catalogue.sections[item.key.section] else {
      return unknown(item.key.section, "section", catalogue.sections.keys.sorted(), "add it to sections.csv")
    }
    if section.kind != item.kind {
      return ("section `\(section.section)` holds \(section.kind), not \(item.kind)", "check kind and section")
    }
    let languages = catalogue.languages(of: section)
    if !languages.isEmpty, !languages.contains(item.key.language) {
      return (
        "section `\(section.section)` is not made in the language `\(item.key.language)`",
        Suggestion.hint(for: item.key.language, among: languages)
          ?? "correct the tag, or add it to the column languages of sections.csv"
      )
    }
    if let topic = item.key.topic {
      if !kind.dimensions.contains(.topic) { return ("\(item.kind) has no topics", "leave `topic` out") }
      if catalogue.topics[topic] == nil {
        return unknown(topic, "topic", catalogue.topics.keys.sorted(), "add it to topics.csv")
      }
    }
    if let sku = item.key.sku {
      if !kind.dimensions.contains(.sku) { return ("\(item.kind) has no SKUs", "leave `sku` out") }
      if catalogue.skus[sku] == nil { return unknown(sku, "SKU", catalogue.skus.keys.sorted(), "add it to skus.csv") }
    }
    return nil
  }

  private func unknown(
    _ name: String, _ what: String, _ known: [String], _ mend: String
  ) -> (what: String, hint: String?) {
    ("`\(name)` is no \(what)", Suggestion.hint(for: name, among: known) ?? mend)
  }
}
