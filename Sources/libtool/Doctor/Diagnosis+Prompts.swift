import Console
import ContentModel
import Formats

/// What reading a kind came to.
struct KindFacts: Sendable {
  var name: String
  /// The version of its schema; nil where the kind cannot be read.
  var schemaVersion: Int?
  /// Why it cannot be read.
  var problem: (any Error)?
  /// Why its rules cannot.
  var rulesProblem: (any Error)?
  /// Why its simulated material cannot; nil too where none is wanted.
  var materialProblem: (any Error)?
}

extension Diagnosis {
  /// Whether each kind in use can be asked for and judged.
  ///
  /// - Parameters:
  ///   - unused: Folders of prompts/ that the settings do not name.
  ///   - unusedRules: Files of library/rules/ that are no kind's: a name with a typo switches a kind's rules off silently.
  ///   - simulates: Whether fills use the simulated provider.
  static func prompts(
    _ kinds: [KindFacts], unused: [String], unusedRules: [String] = [], simulates: Bool
  ) -> [Diagnosis] {
    var found: [Diagnosis] = []
    for kind in kinds {
      let details: JSON = ["kind": .string(kind.name), "schema_version": kind.schemaVersion.json]
      let before = found.count
      for problem in [kind.problem, kind.rulesProblem] {
        if let problem {
          found.append(Diagnosis(.prompts, .error, problem, mend: "mend the file", details: details))
        }
      }
      if let problem = kind.materialProblem {
        found.append(
          Diagnosis(.prompts, simulates ? .error : .warning, problem, mend: "mend the file", details: details))
      }
      if found.count == before {
        found.append(
          Diagnosis(.prompts, .ok, "\(kind.name): its prompts, schema and rules are in order", details: details))
      }
    }
    for name in unused {
      found.append(
        Diagnosis(
          .prompts, .info, "prompts/\(name) is not in use: the settings do not name the kind",
          details: ["kind": .string(name)]))
    }
    let known = Set(kinds.map(\.name) + unused).sorted()
    for name in unusedRules {
      let kind = name.split(separator: ".").first.map(String.init) ?? name
      found.append(
        Diagnosis(
          .prompts, .warning,
          "library/rules/\(name) is no kind's" + Console.Suggestion.clause(for: kind, among: known),
          mend: "rename it to KIND.yaml, or take it away: nothing reads it", details: ["file": .string(name)]))
    }
    return found
  }
}
