import ContentModel
import Formats
import Foundation
import Testing

@testable import Quality

@Suite struct RuleCatalogTests {
  private static let rulesFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Quality/Rules")

  /// The doc comment of the one type of a file, and that type's name.
  private static func documentation(in source: String) -> (type: String, text: String)? {
    var comment: [Substring] = []
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("/// ") || line == "///" {
        comment.append(line.dropFirst(line == "///" ? 3 : 4))
      } else if line.hasPrefix("struct ") {
        return (String(line.dropFirst(7).prefix { $0 != ":" }), comment.joined(separator: "\n"))
      } else {
        comment = []
      }
    }
    return nil
  }

  private static func snakeCase(_ type: String) -> String {
    type.reduce(into: "") { name, letter in
      if letter.isUppercase, !name.isEmpty { name += "_" }
      name += letter.lowercased()
    }
  }

  /// With `RECORD_RULE_DOCUMENTATION=1` in the environment the table is written anew.
  @Test("a rule is its type and its file, and the catalogue tells what its doc comment says")
  func documentationIsTheDocComment() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.rulesFolder.path).sorted()
    var table: [String: String] = [:]
    for file in files {
      let source = try String(contentsOf: Self.rulesFolder.appending(path: file), encoding: .utf8)
      let found = try #require(Self.documentation(in: source), "\(file) holds no documented rule")
      #expect(found.type + ".swift" == file)
      table[Self.snakeCase(found.type)] = found.text
    }
    if ProcessInfo.processInfo.environment["RECORD_RULE_DOCUMENTATION"] == "1" {
      try Self.source(of: table).write(
        to: Self.rulesFolder.deletingLastPathComponent().appending(path: "RuleCatalog+Documentation.swift"),
        atomically: true, encoding: .utf8)
      return
    }
    #expect(RuleCatalog.all.map(\.id) == table.keys.sorted())
    for rule in RuleCatalog.all {
      #expect(
        rule.documentation == table[rule.id],
        "Run the tests of this room once with RECORD_RULE_DOCUMENTATION=1 to write the table anew")
    }
  }

  private static func source(of table: [String: String]) -> String {
    let entries = table.keys.sorted().map { id in
      let lines = (table[id] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      return "    \"\(id)\": #\"\"\"\n" + lines.map { $0.isEmpty ? "\n" : "      \($0)\n" }.joined()
        + "      \"\"\"#,\n"
    }
    return """
      // swift-format-ignore-file
      // Written by RuleCatalogTests from the doc comments in Rules/; a test compares the two.

      extension RuleCatalog {
        /// The documentation of each rule, by `id`.
        static let documentation: [String: String] = [
      \(entries.joined())  ]
      }

      """
  }

  @Test("every rule says what it is, and its usual settings make sense")
  func descriptions() {
    for rule in RuleCatalog.all {
      #expect(!rule.title.isEmpty && rule.fix.hasSuffix("."))
      #expect(rule.version >= 1)
      #expect((0...100).contains(rule.penalty))
      #expect(Set(rule.parameters.map(\.name)).count == rule.parameters.count)
      #expect(
        Set(rule.parameters.map(\.name)).isDisjoint(with: ["rule", "enabled", "severity", "penalty", "fix", "levels"]))
      #expect(RuleCatalog.rule(id: rule.id) == rule)
    }
    #expect(RuleCatalog.rule(id: "no_such_rule") == nil)
  }
}
