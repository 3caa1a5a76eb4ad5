import ContentModel
import Formats

/// Where the exercises of a state document belong in the catalogue.
struct AdoptedPlaces {
  /// Of each exercise.
  private(set) var kinds: [String] = []
  private(set) var keys: [Key] = []

  /// - Throws: `RunStateRefusal` with every section, topic, SKU and language that the library does not know.
  init(_ adoption: Adoption, _ context: FillContext) throws(RunStateRefusal) {
    var problems: [RunStateRefusal.Problem] = []
    var presentNames: [String: String] = [:]
    for section in context.catalogue.sections.values {
      for alias in section.aliases { presentNames[alias] = section.section }
    }
    let finder = Finder(adoption: adoption, context: context, presentNames: presentNames)
    for (index, exercise) in adoption.document.exercises.enumerated() {
      switch finder.place(of: exercise, "exercises[\(index)]") {
      case .success(let (kind, key)):
        kinds.append(kind)
        keys.append(key)
      case .failure(let problem): problems.append(problem.problem)
      }
    }
    if !problems.isEmpty { throw .unfit(file: adoption.file, problems: problems) }
  }
}

/// Why an exercise has no place.
private struct Homeless: Error {
  var problem: RunStateRefusal.Problem

  init(_ place: String, _ what: String, _ hint: String?) { problem = .init(place: place, what: what, hint: hint) }
}

private struct Finder {
  var adoption: Adoption
  var context: FillContext
  var presentNames: [String: String]

  func place(
    of exercise: RunStateDocument.Exercise, _ place: String
  ) -> Result<(kind: String, key: Key), Homeless> {
    let catalogue = context.catalogue
    let name = presentNames[exercise.section] ?? exercise.section
    guard let section = catalogue.sections[name] else {
      return unknown(
        exercise.section, "section", catalogue.sections.keys.sorted(), "add it to sections.csv",
        place + ".grammar_section.id")
    }
    guard let kind = context.kinds[section.kind] else {
      return .failure(
        Homeless(
          place + ".grammar_section.id", "section `\(name)` holds \(section.kind), which is no kind in use",
          "name it under `kinds` in libtool.yaml"))
    }
    if let topic = exercise.topic {
      if !kind.traits.dimensions.contains(.topic) {
        return .failure(Homeless(place + ".content_topic", "\(section.kind) has no topics", "leave it out"))
      }
      if catalogue.topics[topic] == nil {
        return unknown(
          topic, "topic", catalogue.topics.keys.sorted(), "add it to topics.csv", place + ".content_topic.id")
      }
    }
    let config = adoption.document.config
    let own = config["keys"]?[exercise.id]
    let sku = own?["sku"]?.string
    if let sku, catalogue.skus[sku] == nil {
      return unknown(
        sku, "SKU", catalogue.skus.keys.sorted(), "add it to skus.csv", "config.keys.\(exercise.id).sku")
    }
    let languages = catalogue.languages(of: section)
    let named = own?["language"]?.string ?? config["language"]?.string ?? adoption.language
    guard let language = named ?? (languages.count == 1 ? languages[0] : nil) else {
      return .failure(
        Homeless(
          place, "section `\(name)` is made in \(languages.joined(separator: ", ")), and nothing says in which of them",
          "name the language with --language"))
    }
    if !languages.isEmpty, !languages.contains(language) {
      return .failure(
        Homeless(
          place, "section `\(name)` is not made in the language `\(language)`",
          Suggestion.hint(for: language, among: languages)
            ?? "correct config.language, or add it to the column languages of sections.csv"))
    }
    return .success(
      (section.kind, Key(section: name, topic: exercise.topic, sku: sku, language: language)))
  }

  private func unknown(
    _ name: String, _ what: String, _ known: [String], _ mend: String, _ place: String
  ) -> Result<(kind: String, key: Key), Homeless> {
    .failure(Homeless(place, "`\(name)` is no \(what)", Suggestion.hint(for: name, among: known) ?? mend))
  }
}
