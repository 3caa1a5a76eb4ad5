import ContentModel
import Formats

/// Findings and turns as JSON, in the columns of a draft.
enum DraftCoding {
  static func json(_ findings: [Finding]) -> JSON {
    .array(
      findings.map {
        [
          "rule": .string($0.rule), "version": .integer($0.ruleVersion), "severity": .string($0.severity.rawValue),
          "penalty": .integer($0.penalty), "message": .string($0.message), "fix": .string($0.fix),
        ]
      })
  }

  static func findings(_ json: JSON, column: String) throws -> [Finding] {
    try (json.array ?? []).map { entry in
      guard let severity = entry["severity"]?.string.flatMap(Severity.init(rawValue:)) else {
        throw UnknownStoredValue(column: column, value: entry.text)
      }
      return Finding(
        rule: entry["rule"]?.string ?? "", ruleVersion: entry["version"]?.integer ?? 0, severity: severity,
        penalty: entry["penalty"]?.integer ?? 0, message: entry["message"]?.string ?? "",
        fix: entry["fix"]?.string ?? "")
    }
  }

  static func json(_ turns: [DraftTurn]) -> JSON {
    .array(
      turns.map {
        [
          "text": .string($0.text), "critique": $0.critique.map(JSON.string) ?? .null, "findings": json($0.findings),
        ]
      })
  }

  static func turns(_ json: JSON) throws -> [DraftTurn] {
    try (json.array ?? []).map {
      DraftTurn(
        text: $0["text"]?.string ?? "", critique: $0["critique"]?.string,
        findings: try findings($0["findings"] ?? [], column: "drafts.turns"))
    }
  }

  static func json(_ assessment: DraftAssessment) -> JSON {
    ["status": .string(assessment.passed ? "pass" : "fail"), "explanation": .string(assessment.explanation)]
  }

  static func assessment(_ json: JSON) -> DraftAssessment {
    DraftAssessment(passed: json["status"]?.string == "pass", explanation: json["explanation"]?.string ?? "")
  }

  /// Reads a JSON column; a stored row can hold anything, so this throws.
  static func parse(_ text: String, column: String) throws -> JSON {
    do { return try JSON.parse(text) } catch { throw UnknownStoredValue(column: column, value: text) }
  }
}
