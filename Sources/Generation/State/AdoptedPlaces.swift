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
      case .failure(let homeless): problems += homeless.problems
      }
    }
    if !problems.isEmpty { throw .unfit(file: adoption.file, problems: problems) }
  }
}

/// Why an exercise has no place.
private struct Homeless: Error {
  var problems: [RunStateRefusal.Problem]

  init(_ problems: [RunStateRefusal.Problem]) { self.problems = problems }

  init(_ place: String, _ what: String, _ hint: String?) { problems = [.init(place: place, what: what, hint: hint)] }
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
    let own = adoption.document.config["keys"]?[exercise.id]
    let sku = own?["sku"]?.string
    let unknown = unknownNames(exercise, section: name, sku: sku, place)
    guard let section = catalogue.sections[name], unknown.isEmpty else { return .failure(Homeless(unknown)) }
    guard let kind = context.kinds[section.kind] else {
      return .failure(
        Homeless(
          place + ".grammar_section.id", "section `\(name)` holds \(section.kind), which is no kind in use",
          "name it under `kinds` in libtool.yaml"))
    }
    if exercise.topic != nil, !kind.traits.dimensions.contains(.topic) {
      return .failure(Homeless(place + ".content_topic", "\(section.kind) has no topics", "leave it out"))
    }
    let languages = catalogue.languages(of: section)
    let named = own?["language"]?.string ?? adoption.document.config["language"]?.string ?? adoption.language
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

  /// The names of an exercise that the catalogue does not have: all of them, so that nobody mends one to hear of the next.
  private func unknownNames(
    _ exercise: RunStateDocument.Exercise, section: String, sku: String?, _ place: String
  ) -> [RunStateRefusal.Problem] {
    let catalogue = context.catalogue
    var problems: [RunStateRefusal.Problem] = []
    func tell(_ name: String, _ what: String, _ known: [String], _ mend: String, _ place: String) {
      problems.append(
        .init(place: place, what: "`\(name)` is no \(what)", hint: Suggestion.hint(for: name, among: known) ?? mend))
    }
    let kind = catalogue.sections[section].flatMap { context.kinds[$0.kind] }
    if catalogue.sections[section] == nil {
      tell(
        exercise.section, "section", catalogue.sections.keys.sorted(), "add it to sections.csv",
        place + ".grammar_section.id")
    }
    // Where the kind has no topics, that is what is wrong with it.
    if let topic = exercise.topic, catalogue.topics[topic] == nil,
      kind?.traits.dimensions.contains(.topic) ?? true
    {
      tell(topic, "topic", catalogue.topics.keys.sorted(), "add it to topics.csv", place + ".content_topic.id")
    }
    if let sku, catalogue.skus[sku] == nil {
      tell(sku, "SKU", catalogue.skus.keys.sorted(), "add it to skus.csv", "config.keys.\(exercise.id).sku")
    }
    return problems
  }
}
