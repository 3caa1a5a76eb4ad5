/// Why a regular expression cannot be used, and where.
public struct PatternError: Error, Hashable, Sendable {
  /// The expression.
  public let pattern: String
  /// Where it goes wrong, in Unicode scalars from 1; one past the end where something is missing there.
  public let position: Int
  /// What is wrong, in PCRE2's words: `missing closing parenthesis`.
  public let reason: String
}
