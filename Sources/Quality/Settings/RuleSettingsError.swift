import ContentModel
import Formats

/// A fault in a rule file, and what mends it.
public struct RuleSettingsError: Failure, Hashable {
  private let error: YAMLError

  init(_ error: YAMLError) { self.error = error }

  /// Path, line, column and what is wrong: `library/rules/micro_lesson.yaml:12:5: unknown rule `wrods``.
  public var message: String { error.message }
  public var hint: String? {
    error.hint ?? "mend this line or take it out; docs/manual-kinds.md says what each rule takes"
  }
  /// The path of the file, as it was given.
  public var file: String { error.file }
  /// From 1.
  public var line: Int { error.line }
  /// From 1, in Unicode scalars.
  public var column: Int { error.column }
}
