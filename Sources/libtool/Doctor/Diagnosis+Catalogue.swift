import ContentModel
import Formats

/// The catalogue files as they are.
struct CatalogueFacts: Sendable {
  var sections: Int
  var topics: Int
  var skus: Int
  var targets: Int
  /// Whether the store holds the same; nil where there is no store to compare with.
  var isSynchronised: Bool?
}

extension Diagnosis {
  /// Whether the next command can take the catalogue files in.
  static func catalogue(_ facts: CatalogueFacts) -> [Diagnosis] {
    let counts = [
      counted(facts.sections, "section"), counted(facts.topics, "topic"), counted(facts.skus, "product"),
      counted(facts.targets, "target"),
    ].joined(separator: ", ")
    let details: JSON = [
      "sections": .integer(facts.sections), "topics": .integer(facts.topics), "skus": .integer(facts.skus),
      "targets": .integer(facts.targets), "synchronised": facts.isSynchronised.map(JSON.bool) ?? .null,
    ]
    var found: [Diagnosis] = []
    if facts.sections == 0 {
      found.append(
        Diagnosis(
          .catalogue, .warning, "library/sections.csv has no sections: there is nothing to fill",
          mend: "add a line for each section", details: details))
    } else if facts.targets == 0 {
      found.append(
        Diagnosis(
          .catalogue, .warning, "there are no targets: nothing is ever missing",
          mend: "add a line to library/targets.csv, or run `libtool targets set`", details: details))
    }
    switch facts.isSynchronised {
    case false?:
      found.append(
        Diagnosis(.catalogue, .info, "\(counts); the next command takes changed files in", details: details))
    case true?: found.append(Diagnosis(.catalogue, .ok, "\(counts), as in the store", details: details))
    case nil: found.append(Diagnosis(.catalogue, .ok, counts, details: details))
    }
    return found
  }
}
