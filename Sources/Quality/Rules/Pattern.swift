import ContentModel
import Formats

/// A text matches the regular expressions that it must match, and none that it must not.
///
/// `match` lists expressions that each text has to match somewhere, `no_match` those that none may match; without
/// `field` every string of the body is looked at. The syntax is Perl's (PCRE2), with Unicode's letters, digits and case;
/// `^` and `$` stand for the ends of the text, after `(?m)` for those of each line. A search has limits, of steps,
/// memory and 100,000 bytes of text: a text that runs into one is a critical finding `pattern_limit`, whatever this
/// check weighs. A field that is missing or is no text is not its business.
struct Pattern: Rule {
  static let id = "pattern"
  static let severity = Severity.critical
  static let title = "Text of the wrong form"
  static let fix = "Write the text in the wanted form."
  static let parameters = [
    RuleParameter("field", .fields, "Where to look; every string of the body where nothing is said."),
    RuleParameter("match", .patterns, usual: [], "What each text must match."),
    RuleParameter("no_match", .patterns, usual: [], "What no text may match."),
    RuleParameter("ignore_case", .flag, usual: false, "Whether upper and lower case are the same."),
  ]
  static let needsOneOf = ["match", "no_match"]

  /// The rule that findings about a search without an end carry.
  static let limitRule = "pattern_limit"

  private let fields: [FieldPath]
  private let wanted: [BoundedPattern]
  private let unwanted: [BoundedPattern]

  init(_ values: RuleValues) {
    fields = values.fields("field")
    let ignoresCase = values.flag("ignore_case")
    wanted = Self.compile(values.texts("match"), ignoresCase)
    unwanted = Self.compile(values.texts("no_match"), ignoresCase)
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    reading.findings(inTextsAt: fields) { text, place in
      for pattern in wanted {
        switch pattern.firstMatch(in: text) {
        case .match: continue
        case .none:
          return check.finding(
            "\(place()) does not match `\(pattern.source)`",
            fix: "Write \(place()) so that it matches `\(pattern.source)`.")
        case .limit: return Self.limitFinding(pattern, place())
        }
      }
      for pattern in unwanted {
        switch pattern.firstMatch(in: text) {
        case .none: continue
        case .match(let range):
          let found = String(decoding: Array(text.utf8)[range], as: UTF8.self)
          return check.finding(
            "\(place()) matches `\(pattern.source)`: \(Excerpt.quote(found))",
            fix: "Write \(place()) without \(Excerpt.quote(found)).")
        case .limit: return Self.limitFinding(pattern, place())
        }
      }
      return nil
    }
  }

  private static func limitFinding(_ pattern: BoundedPattern, _ place: String) -> Finding {
    Finding(
      rule: limitRule, ruleVersion: version, severity: .critical, penalty: Severity.critical.usualPenalty,
      message: "\(place) could not be searched for `\(pattern.source)` within the limits",
      fix: "Write \(place) shorter and without long runs of the same characters.")
  }

  private static func compile(_ sources: [String], _ ignoringCase: Bool) -> [BoundedPattern] {
    sources.map { source in
      // Settings are refused where an expression does not compile.
      do throws(PatternError) { return try BoundedPattern(source, ignoringCase: ignoringCase) } catch {
        preconditionFailure("the pattern `\(source)` came past the reader of the settings: \(error.reason)")
      }
    }
  }
}
