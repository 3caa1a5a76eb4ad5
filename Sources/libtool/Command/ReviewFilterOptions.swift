import Console
import ContentModel
import ContentStore
import Quality
import Workspace

/// Which part of the review queue a command speaks of, besides the selection.
struct ReviewFilterOptions: ParsableOptions {
  @Option(help: ArgumentHelp("Rules that have found something; each may be repeated.", valueName: "GLOB"))
  var rule: [String]
  @Option(help: ArgumentHelp("Findings of this weight or above.", valueName: "SEVERITY")) var severity: Severity?
  @Option(help: ArgumentHelp("What is assigned to a person.", valueName: "PERSON")) var assignedTo: String?
  @Flag(help: "What is assigned to nobody.") var unassigned: Bool
  @Flag(help: "What learners have reported.") var reported: Bool

  /// Whether nothing is left out.
  var isEverything: Bool {
    rule.isEmpty && severity == nil && assignedTo == nil && !unassigned && !reported
  }

  func validate() throws(ValidationError) {
    if assignedTo != nil && unassigned {
      throw ValidationError("--assigned-to and --unassigned cannot be given together", hint: "leave one of them out")
    }
  }

  /// The filter as a value.
  func value(_ selection: Selection, run: Int64?) -> ReviewFilter {
    var filter = ReviewFilter(selection: selection)
    filter.run = run
    filter.rules = rule
    filter.severity = severity
    filter.assignee = assignedTo.map(ReviewFilter.Assignee.person) ?? (unassigned ? .nobody : nil)
    filter.onlyReported = reported
    return filter
  }

  /// Refuses a rule that there is not: a typo would otherwise look like an empty result.
  func check(in open: OpenLibrary) throws {
    let known = Set(try open.library.pipelines().values.flatMap(\.ruleNames)).union(["assessment"]).sorted()
    for pattern in rule where !known.contains(where: GlobPattern(pattern).matches) {
      throw CommandProblem(
        message: "no rule matches '\(pattern)'" + Console.Suggestion.clause(for: pattern, among: known),
        hint: "the files in library/rules/ name them", code: .usage)
    }
  }
}

extension Severity: ExpressibleByArgument {}
