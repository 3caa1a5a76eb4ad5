import Console

extension Diagnosis {
  /// Levels in the rules of a kind that no section has and no scale knows: their limits would hold for nothing.
  ///
  /// - Parameters:
  ///   - levels: Those that the rules name.
  ///   - sections: Those of the kind's sections.
  static func ruleLevels(_ levels: Set<String>, ofKind kind: String, sections: Set<String>) -> [Diagnosis] {
    levels.subtracting(sections).filter { !isOfAScale($0) }.sorted().map { level in
      Diagnosis(
        .prompts, .warning,
        "library/rules/\(kind).yaml sets limits at the level '\(SafeText.line(level))', which no section has"
          + Console.Suggestion.clause(for: level, among: sections.isEmpty ? cefr : sections.sorted()),
        mend: "mend the level there, or in library/sections.csv",
        details: ["kind": .string(kind), "rule_level": .string(level)])
    }
  }

  private static let cefr = ["A1", "A2", "B1", "B2", "C1", "C2"]

  /// Of the CEFR, of HSK (1 to 9) or of JLPT (N5 to N1): what a later section may have.
  private static func isOfAScale(_ level: String) -> Bool {
    let plain = level.uppercased().filter { $0 != " " && $0 != "-" }
    if cefr.contains(plain) { return true }
    if plain.hasPrefix("HSK") { return Int(plain.dropFirst(3)).map { 1...9 ~= $0 } ?? false }
    let number = plain.hasPrefix("JLPT") ? plain.dropFirst(4) : plain[...]
    return number.count == 2 && number.first == "N" && (number.last?.wholeNumberValue).map { 1...5 ~= $0 } ?? false
  }
}
