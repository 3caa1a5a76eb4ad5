import Console
import ContentModel

/// What part of the library a command speaks of. Each option may be repeated and takes shell-style patterns.
struct SelectionOptions: ParsableOptions {
  @Option(help: ArgumentHelp("Sections.", valueName: "GLOB")) var section: [String]
  @Option(help: ArgumentHelp("Topics.", valueName: "GLOB")) var topic: [String]
  @Option(help: ArgumentHelp("SKUs.", valueName: "GLOB")) var sku: [String]
  @Option(help: ArgumentHelp("Languages.", valueName: "GLOB")) var language: [String]
  @Option(help: ArgumentHelp("Kinds.", valueName: "GLOB")) var kind: [String]
  @Option(help: ArgumentHelp("Levels.", valueName: "GLOB")) var level: [String]

  /// The selection as a value.
  var value: Selection {
    Selection(sections: section, topics: topic, skus: sku, languages: language, kinds: kind, levels: level)
  }
}

extension Selection {
  /// The options that make this selection, for a shell, a space before each; empty where nothing is left out.
  var words: String {
    let fields = [
      ("section", sections), ("topic", topics), ("sku", skus), ("language", languages), ("kind", kinds),
      ("level", levels),
    ]
    return fields.flatMap { name, patterns in patterns.map { " --\(name) \(ShellQuote.quoted($0))" } }.joined()
  }

  /// Refuses a name that no row of the catalogue matches: a typo would otherwise look like an empty result.
  func check(against catalogue: Catalogue) throws {
    let fields: [(option: String, patterns: [String], known: [String])] = [
      ("section", sections, Array(catalogue.sections.keys)), ("topic", topics, Array(catalogue.topics.keys)),
      ("sku", skus, Array(catalogue.skus.keys)), ("kind", kinds, Array(catalogue.kinds.keys)),
      ("level", levels, Array(Set(catalogue.sections.values.map(\.level)))),
      ("language", languages, Array(Set(catalogue.sections.values.flatMap(catalogue.languages(of:))))),
    ]
    for (option, patterns, known) in fields {
      for pattern in patterns {
        let glob = GlobPattern(pattern)
        if known.contains(where: glob.matches) { continue }
        if option == "section", let section = catalogue.sections.values.first(where: { $0.aliases.contains(pattern) }) {
          throw CommandProblem(
            message: "the section '\(pattern)' is called '\(section.section)' now",
            hint: "select it by that name", code: .usage)
        }
        throw CommandProblem(
          message: "no \(option) matches '\(pattern)'"
            + Suggestion.clause(for: pattern, among: known.filter { !$0.isEmpty }.sorted()),
          hint: "`libtool coverage` lists what there is", code: .usage)
      }
    }
  }
}
